import { z } from '@hono/zod-openapi'
import { readSheet, type SheetRow } from '@lizhu/data/sheets'
import type { Kind, Program } from '@lizhu/policy'
import { operation } from '../api/operation.ts'
import type { Db } from '../database/pool.ts'
import type { FileStore } from '../files/store.ts'
import type { Vocabulary } from '../registry/index.ts'
import { guess } from './guess.ts'
import { reading, requireImport } from './import.ts'
import { requireImportable, targetSchema, type Target } from './matching.ts'

const ROWS = 20
/** Where headers are looked for: above them there may be a title. */
const HEADERS_WITHIN = 10

export const previewImport = (store: FileStore, vocabulary: Vocabulary) => operation({
  name: 'previewImport', method: 'get', path: '/imports/{import}/preview', tag: 'imports', refuses: [404],
  summary: { zh: '表格的开头，和猜出的各列对应', en: 'How a sheet begins, and what its columns are likely to be' },
  params: z.object({ import: z.uuid() }),
  query: z.object({ sheet: z.string().max(200).optional(), headerRow: z.coerce.number().int().min(1).max(1000).optional() }),
  answer: z.strictObject({
    sheets: z.array(z.strictObject({ name: z.string(), hidden: z.boolean() })), sheet: z.string(), headerRow: z.int(), headers: z.array(z.string()), columns: z.array(targetSchema),
    rows: z.array(z.strictObject({ row: z.int(), cells: z.array(z.string()) })),
    facts: z.array(z.strictObject({ name: z.string(), en: z.string().nullable(), every: z.enum(['year', 'quarter', 'month']).nullable(), type: z.string() })).openapi({ description: '各列可以对应的事实 Facts that a column may be matched with' }),
  }),
  run: async ({ db, actor, params, query }) => {
    const one = await requireImport(db, params.import)
    const program = await vocabulary(db, actor.tenant)
    const kind = requireImportable(program, one.kind)
    return reading(async () => {
      const file = await readSheet(store.pathOf(one.file), { name: one.name })
      const sheet = query.sheet ?? file.sheets.find(({ hidden }) => !hidden)?.name ?? file.sheets[0]?.name ?? ''
      const rows = await firstRows(file.rows(sheet), (query.headerRow ?? HEADERS_WITHIN) + ROWS)
      const remembered = await rememberedOf(db, one.kind)
      const header = rows.find(({ row }) => row === query.headerRow) ?? likelyHeader(program, kind, rows, remembered)
      const width = Math.max(0, ...rows.map(({ cells }) => cells.length))
      const headers = Array.from({ length: width }, (_, i) => (header?.cells[i] ?? '').trim())
      const headerRow = query.headerRow ?? header?.row ?? 1
      return { body: {
        sheets: file.sheets.map(({ name, hidden }) => ({ name, hidden })), sheet, headerRow, headers, columns: guess(program, kind, headers, remembered),
        rows: rows.filter(({ row }) => row > headerRow).slice(0, ROWS).map(({ row, cells }) => ({ row, cells: [...cells] })),
        facts: kind.facts.map(({ name, en, every, type }) => ({ name, en: en ?? null, every: every ?? null, type: type.kind })),
      } }
    })
  },
})

export async function firstRows(rows: AsyncIterable<SheetRow>, most: number): Promise<SheetRow[]> {
  const found: SheetRow[] = []
  for await (const row of rows) {
    found.push(row)
    if (found.length >= most) break
  }
  return found
}

async function rememberedOf(db: Db, kind: string): Promise<Map<string, Target>> {
  const rows = await db.selectFrom('column_match').select(['header', 'target']).where('kind', '=', kind).execute()
  return new Map(rows.map(({ header, target }) => [header, targetSchema.parse(target)]))
}

/** The row of which most is understood. */
function likelyHeader(program: Program, kind: Kind, rows: readonly SheetRow[], remembered: ReadonlyMap<string, Target>): SheetRow | undefined {
  const understood = ({ cells }: SheetRow): number => guess(program, kind, cells.map(cell => cell.trim()), remembered).filter(({ to }) => to !== 'ignored').length
  return rows.slice(0, HEADERS_WITHIN).map(row => [row, understood(row)] as const).reduce<readonly [SheetRow, number] | undefined>((best, one) => (best === undefined || one[1] > best[1] ? one : best), undefined)?.[0]
}
