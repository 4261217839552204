import { parse } from 'yaml'
import { z } from 'zod'

const place = z.strictObject({ name: z.string(), en: z.string().optional(), kind: z.enum(['province', 'city', 'county', 'functional area', 'park']), parent: z.string().optional() })

export interface Jurisdiction { readonly code: string; readonly name: string; readonly en?: string | undefined; readonly kind: 'province' | 'city' | 'county' | 'functional area' | 'park'; readonly parent?: string | undefined }

/** Reads jurisdictions.yaml, those above before those in them. @throws ZodError */
export function readJurisdictions(text: string): Jurisdiction[] {
  const places = Object.entries(z.record(z.string(), place).parse(parse(text, { schema: 'failsafe' }))).map(([code, one]) => ({ code, ...one }))
  const depth = (one: Jurisdiction, met = 0): number => {
    const above = places.find(({ code }) => code === one.parent)
    return above === undefined || met > places.length ? met : depth(above, met + 1)
  }
  return places.sort((a, b) => depth(a) - depth(b))
}
