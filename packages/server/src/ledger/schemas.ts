import { z } from '@hono/zod-openapi'
import { at, id } from '../registry/index.ts'

export const shortText = (most: number) => z.string().trim().min(1).max(most)
const day = z.iso.date()

/** Whole fen, as text: past what a JSON number holds. */
export const fen = z.string().regex(/^\d{1,18}$/).openapi({ description: '分 Fen', example: '5000000000' })
/** An amount to move: something, and whole. */
export const amountText = z.string().regex(/^[1-9]\d{0,17}$/).openapi({ description: '分，大于 0 Fen, above nothing', example: '50000000' })

export const stagesSchema = { available: fen, reserved: fen, committed: fen, paid: fen, receivable: fen, recovered: fen }
export const budgetSchema = z.strictObject({
  budget: id, fund: z.string(), year: z.int(), source: z.string(), instrument: z.string().nullable(), code: z.string().nullable(), name: z.string().nullable(), appropriated: fen, ...stagesSchema,
}).openapi('Budget')

export const instalmentSchema = z.strictObject({
  number: z.int(), amount: fen, due: day.nullable(), condition: z.string().nullable(), met: at.nullable(), state: z.enum(['planned', 'paid', 'cancelled']), payment: z.string().nullable(),
}).openapi('Instalment')
export const awardSchema = z.strictObject({
  award: id, matter: id, party: id, instrument: z.string(), bound: fen, amount: fen.nullable(), budget: id.nullable(), state: z.enum(['proposed', 'ready', 'approved', 'closed', 'rescinded', 'dropped']),
  committed: fen, paid: fen, receivable: fen, recovered: fen, rescinded: fen, reason: z.string().nullable(), proposedAt: at,
}).openapi('Award')

const stage = z.enum(['treasury', 'available', 'reserved', 'committed', 'paid', 'receivable', 'recovered'])
export const transferSchema = z.strictObject({
  transfer: id, kind: z.string(), ref: z.string(), budget: id, debit: stage, credit: stage, amount: fen, award: id.nullable(), instalment: z.int().nullable(), matter: id.nullable(), number: z.string().nullable(), partyName: z.string().nullable(), by: z.string().nullable(), at,
  reason: z.string().nullable(), document: z.string().nullable(),
}).openapi('Transfer')
export { stage }

/** What an act on a budget is asked with. `id`: the client's own; again with the same content it is answered as done before. */
export const actSchema = { id, amount: amountText, ref: shortText(100), reason: shortText(500), document: shortText(200) }

interface BudgetRow { id: string; fund: string; year: number; source: string; instrument: string | null; code: string | null; name: string | null; appropriated: bigint; available: bigint; reserved: bigint; committed: bigint; paid: bigint; receivable: bigint; recovered: bigint }
export function shownBudget({ id: budget, fund, year, source, instrument, code, name, ...money }: BudgetRow): z.infer<typeof budgetSchema> {
  const { appropriated, available, reserved, committed, paid, receivable, recovered } = money
  return {
    budget, fund, year, source, instrument, code, name, appropriated: String(appropriated), available: String(available), reserved: String(reserved), committed: String(committed), paid: String(paid), receivable: String(receivable), recovered: String(recovered),
  }
}
