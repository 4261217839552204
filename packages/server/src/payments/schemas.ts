import { z } from '@hono/zod-openapi'

export { at, id } from '../registry/index.ts'
export const day = z.iso.date()
export const text = (most: number) => z.string().trim().min(1).max(most)
/** Whole fen, as text: past what a JSON number holds. */
export const fen = z.string().regex(/^\d{1,18}$/).openapi({ description: '分 Fen', example: '50000000' })
/** An amount to move: whole fen, above nothing. */
export const amount = z.string().regex(/^[1-9]\d{0,17}$/).openapi({ description: '分，大于 0 Fen, above nothing', example: '50000000' })
