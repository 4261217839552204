import { z } from '@hono/zod-openapi'
import type { Selectable } from 'kysely'
import { operation } from '../api/operation.ts'
import { page, pageOf, pageQuery, readCursor } from '../api/page.ts'
import { requireImport } from './import.ts'
import type { Matching } from './matching.ts'
import type { ImportTables } from './tables.ts'

const outcome = z.enum(['new', 'change', 'same', 'wrong'])
export const problemOfRow = z.strictObject({ column: z.int().nullable().openapi({ description: '从 0 起；整行的问题为 null From 0; null: of the whole row' }), severity: z.enum(['error', 'warning']), zh: z.string(), en: z.string() })
const changeSchema = z.strictObject({
  column: z.int().nullable(), what: z.enum(['name', 'area', 'fact']), fact: z.string().nullable(), period: z.string().nullable(),
  before: z.string().nullable().openapi({ description: '没有登记过为 null null: nothing is registered' }), after: z.string(),
})
const rowSchema = z.strictObject({
  row: z.int(), cells: z.array(z.string()), outcome, warned: z.boolean(), chosen: z.boolean(), reason: z.string().nullable(), problems: z.array(problemOfRow),
  party: z.uuid().nullable().openapi({ description: '已登记的主体 The party, where it is registered already' }), changes: z.array(changeSchema),
}).openapi('ImportRow')

export const listImportRows = operation({
  name: 'listImportRows', method: 'get', path: '/imports/{import}/rows', tag: 'imports', refuses: [404],
  summary: { zh: '各行将如何登记，问题在哪一格', en: 'What will become of each row, and which cell is wrong' },
  params: z.object({ import: z.uuid() }),
  query: z.object({ show: z.enum(['all', 'problems', 'new', 'change', 'same', 'wrong', 'warned', 'chosen']).default('all'), ...pageQuery }),
  answer: pageOf(rowSchema),
  read: async ({ db, params, query: { show, cursor, limit } }) => {
    const { matching } = await requireImport(db, params.import)
    const after = readCursor(cursor, 1)
    const rows = await db.selectFrom('import_row').selectAll().where('import', '=', params.import).$if(after !== undefined, query => query.where('row', '>', Number(after?.[0])))
      .$if(show === 'problems', query => query.where('problems', 'is not', null)).$if(show === 'warned', query => query.where('warned', '=', true)).$if(show === 'chosen', query => query.where('chosen', '=', true))
      .$if(outcome.safeParse(show).success, query => query.where('outcome', '=', outcome.parse(show)))
      .orderBy('row').limit(limit + 1).execute()
    return { body: page(rows, limit, ({ row }) => [String(row)], row => rowOf(row, matching)) }
  },
})

function rowOf(one: Selectable<ImportTables['import_row']>, matching: Matching | null): z.input<typeof rowSchema> {
  const { row, cells, outcome, warned, chosen, reason, problems, party, new_party, party_was, name, area } = one
  const columnOf = (to: string): number | null => { const at = matching?.columns.findIndex(target => target.to === to) ?? -1; return at < 0 ? null : at }
  const changes: z.input<typeof changeSchema>[] = []
  if (party_was !== null && name !== null) changes.push({ column: columnOf('name'), what: 'name', fact: null, period: null, before: party_was.name, after: name })
  if (party_was !== null && area !== null) changes.push({ column: columnOf('area'), what: 'area', fact: null, period: null, before: party_was.area, after: area })
  for (const [i, column] of (one.at_column ?? []).entries()) {
    const target = matching?.columns[column]
    const period = one.periods?.[i] ?? ''
    changes.push({ column, what: 'fact', fact: target?.to === 'fact' ? target.fact : null, period: period === '' ? null : period, before: one.was?.[i] ?? null, after: one.written?.[i] ?? '' })
  }
  return { row, cells, outcome, warned, chosen, reason, problems: [...problems ?? []], party: new_party ? null : party, changes }
}
