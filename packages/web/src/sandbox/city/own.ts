import { parquetMetadata, parquetRead } from 'hyparquet'
import type { Program } from '@lizhu/policy'
import type { Room } from '@lizhu/feel/kernel'
import type { City } from '@lizhu/policy/city'
import { AREA, AWARDS, cityFromColumns, wrongText, type ColumnTable, type FromColumns } from '@lizhu/policy/tables'
import type { Imported } from './protocol.ts'

/** What a browser holds; beyond it `lizhu simulate` goes through a city in parts. */
const MOST = 100_000
export interface Opened { readonly parties: number; readonly read: (room: Room | undefined) => { readonly city: City; readonly imported: Imported } }

/** A city out of Parquet files, one a table, named as its kind (docs/tables.md). `too many`: more parties of one kind than a browser holds. */
export async function openOwn(program: Program, files: readonly File[]): Promise<Opened | 'too many'> {
  const known = new Map([...program.kinds.flatMap(({ name, en }) => [[name, name], [en?.toLowerCase() ?? name, name]] as const), [AREA, AREA] as const, [AWARDS, AWARDS] as const])
  const tables: ColumnTable[] = []
  const asides: FromColumns['asides'][number][] = []
  let parties = 0
  // A .json beside the tables is the mark of a made-up city.
  for (const file of files.filter(one => !one.name.endsWith('.json'))) {
    const name = file.name.replace(/\.parquet$/i, '').normalize('NFC')
    const kind = known.get(name) ?? known.get(name.toLowerCase())
    if (kind === undefined) { asides.push({ file: file.name, row: 0, text: name, code: 'unknown-kind', params: { name } }); continue }
    try {
      const buffer = await file.arrayBuffer()
      const metadata = parquetMetadata(buffer)
      const count = Number(metadata.num_rows)
      const isParty = program.kinds.some(one => one.name === kind && one.party)
      if (isParty && count > MOST) return 'too many'
      if (isParty) parties = Math.max(parties, count)
      const columns = new Map<string, unknown[]>()
      await parquetRead({ file: buffer, metadata, onChunk({ columnName, columnData, rowStart }) { const into = columns.get(columnName) ?? new Array<unknown>(count); columns.set(columnName, into); for (let i = 0; i < columnData.length; i++) into[rowStart + i] = columnData[i] } })
      tables.push({ file: file.name, kind, count, columns })
    } catch (problem) { asides.push({ file: file.name, row: 0, text: problem instanceof Error ? problem.message : '', code: 'unreadable', params: { why: problem instanceof Error ? problem.message : String(problem) } }) }
  }
  const rows = tables.reduce((sum, one) => sum + one.count, 0)
  return {
    parties,
    read(room) {
      const { city, asides: wrong, unread } = cityFromColumns(program, tables, room)
      return { city, imported: { rows, parties, unread, asides: [...asides, ...wrong].map(({ code, params, ...one }) => ({ ...one, zh: wrongText({ code, params }, 'zh'), en: wrongText({ code, params }, 'en') })) } }
    },
  }
}
