import { z } from '@hono/zod-openapi'

export { at, id } from '../registry/index.ts'
export const day = z.iso.date()
export const text = (most: number) => z.string().trim().min(1).max(most)
/** Whole fen, as text: past what a JSON number holds. */
export const fen = z.string().regex(/^\d{1,18}$/).openapi({ description: '分 Fen', example: '50000000' })
export const tenant = z.string().regex(/^[a-z][a-z0-9-]{1,31}$/)
/** What an objection came to. */
export const outcome = z.enum(['upheld', 'dismissed'])
