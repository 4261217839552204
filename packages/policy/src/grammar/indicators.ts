import { z } from 'zod'
import { every, one, text, value } from './leaf.ts'

const indicator = z.strictObject({
  en: text.optional(), unit: text, every, better: one('higher', 'lower'), of: one('stock', 'flow'),
  areas: z.array(one('city', 'county', 'park')).min(1).optional(),
  owner: text.optional(), source: text.optional(), meaning: text.optional(), law: text.optional(),
  value: value.optional(), for: text.optional(), where: value.optional(), sum: value.optional(),
})
/** indicators.yaml: what is measured of an area (docs/pack-files.md). */
export const indicatorsFile = z.record(z.string(), indicator)
export type RawIndicator = z.infer<typeof indicator>
