import { z } from '@hono/zod-openapi'

export { at, id } from '../registry/index.ts'
export const day = z.iso.date()
export const text = (most: number) => z.string().trim().min(1).max(most)
/** Whole fen, as text: past what a JSON number holds. */
export const fen = z.string().regex(/^\d{1,18}$/)
export const criterion = z.strictObject({ criterion: z.string(), en: z.string().optional(), most: z.int() })
export const score = z.strictObject({ criterion: z.int(), points: z.int(), comment: z.string() })
export const placeState = z.enum(['asked', 'declared', 'scored', 'recused'])
export const conflict = z.enum(['employer', 'member', 'duty', 'left'])
