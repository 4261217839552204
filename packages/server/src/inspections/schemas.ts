import { z } from '@hono/zod-openapi'

export { at, id } from '../registry/index.ts'
export const day = z.iso.date()
export const text = (most: number) => z.string().trim().min(1).max(most)
/** Whole fen, as text: past what a JSON number holds. */
export const fen = z.string().regex(/^\d{1,18}$/).openapi({ description: '分 Fen', example: '50000000' })
export const why = z.enum(['all from', 'sample', 'not drawn']).openapi({ description: 'all from 达到全部核查的金额 · sample 随机抽中 · not drawn 未抽中' })
export const found = z.enum(['as found', 'not as found', 'not looked at']).openapi({ description: 'as found 与申报一致 · not as found 不一致 · not looked at 没有看' })
export const outcome = z.enum(['as told', 'not as told'])
/** Why the seat may not agree yet. */
export const lacks = z.enum(['draw', 'visit', 'not as told'])
const LACKS: Readonly<Record<string, z.infer<typeof lacks>>> = { LZ090: 'draw', LZ091: 'visit', LZ092: 'not as told' }
export const lacksOf = (state: string | null): z.infer<typeof lacks> | null => (state === null ? null : LACKS[state] ?? null)
