import { createHash } from 'node:crypto'
import { z } from 'zod'
import { SCHEMA } from '../../jobs/boss.ts'

/**
 * What lies in a backup, in this order: what it is (`HEAD`), the rows of each table in parts as COPY writes them, the
 * evidence files, the keys where it is encrypted, and last what must have come (`END`): a file cut short has no end.
 */
export const [HEAD, END, KEYS] = ['lizhu-backup.json', 'end.json', 'keys.json'] as const
export const FORMAT = 1

const Step = z.strictObject({ number: z.int(), name: z.string(), hash: z.string() })
const Table = z.strictObject({ schema: z.enum(['lizhu', SCHEMA]), name: z.string(), columns: z.array(z.string()) })
export const Head = z.strictObject({
  format: z.literal(FORMAT),
  /** When the snapshot was taken, UTC. */
  at: z.iso.datetime(),
  postgres: z.string(),
  /** Steps of the schema that the database had. */
  steps: z.array(Step).min(1),
  tables: z.array(Table),
  /** Of the jobs: the version of their schema, and their queues. */
  jobs: z.strictObject({ version: z.int(), queues: z.array(z.string()) }).nullable(),
  /** Of the installation's keys. */
  keys: z.string().nullable(),
})
export type Head = z.infer<typeof Head>
export type Table = z.infer<typeof Table>

const Sum = z.strictObject({ rows: z.int(), bytes: z.int(), sha256: z.string() })
export type Sum = z.infer<typeof Sum>
export const End = z.strictObject({
  tables: z.record(z.string(), Sum),
  /** `lost`: hashes of those that were already missing or changed when the backup was made. */
  files: z.strictObject({ count: z.int(), lost: z.array(z.string()) }),
  sequences: z.array(z.strictObject({ schema: z.string(), name: z.string(), last: z.string(), called: z.boolean() })),
})
export type End = z.infer<typeof End>

export const nameOf = ({ schema, name }: { readonly schema: string; readonly name: string }): string => `${schema}.${name}`
export const quoted = ({ schema, name }: { readonly schema: string; readonly name: string }): string => `${ident(schema)}.${ident(name)}`
export const ident = (name: string): string => `"${name.replaceAll('"', '""')}"`

/** Where a part of a table lies in the tar, and an evidence file by its hash. */
export const partName = (table: string, number: number): string => `tables/${table}/${String(number).padStart(8, '0')}`
export const fileName = (hash: string): string => `files/${hash.slice(0, 2)}/${hash}`

export type Place = { readonly is: 'table'; readonly table: string } | { readonly is: 'file'; readonly hash: string } | { readonly is: 'other'; readonly name: string }
export function placeOf(name: string): Place {
  const [, table] = /^tables\/((?:lizhu|lizhu_jobs)\.\w+)\/\d{8}$/.exec(name) ?? []
  if (table !== undefined) return { is: 'table', table }
  const [, folder, hash] = /^files\/([0-9a-f]{2})\/([0-9a-f]{64})$/.exec(name) ?? []
  return folder !== undefined && hash?.startsWith(folder) === true ? { is: 'file', hash } : { is: 'other', name }
}

/** Counts what COPY writes: a row is a line, since a line feed inside a value is written `\n`. */
export interface Summing { add(chunk: Uint8Array): void; rows(): number; sum(): Sum }
export function summing(): Summing {
  const hash = createHash('sha256')
  let [rows, bytes] = [0, 0]
  return {
    add(chunk) {
      hash.update(chunk)
      bytes += chunk.length
      for (let at = chunk.indexOf(10); at !== -1; at = chunk.indexOf(10, at + 1)) rows++
    },
    rows: () => rows,
    sum: () => ({ rows, bytes, sha256: hash.digest('hex') }),
  }
}
