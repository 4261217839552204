import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { z } from 'zod'
import type { Backup } from './write.ts'

const Last = z.object({ at: z.iso.datetime(), file: z.string(), bytes: z.int(), sha256: z.string() })
export type LastBackup = z.infer<typeof Last>
const place = (folder: string): string => join(folder, 'last-backup.json')

/** Puts on record that all data left in a file: in the audit of each tenant, and beside the data for whoever asks when the last one was. */
export async function noteBackup(owner: string, folder: string, file: string, { at, bytes, sha256, rows }: Backup): Promise<void> {
  const client = new pg.Client({ connectionString: owner })
  await client.connect()
  try {
    await client.query(`select lizhu.audit_event('backup', 'tenant', jsonb_build_object('tenant', tenant), jsonb_build_object('at', $1::text, 'rows', $2::int, 'sha256', $3::text)) from lizhu.tenant`, [at, rows, sha256])
  } finally { await client.end() }
  writeFileSync(`${place(folder)}.new`, JSON.stringify({ at, file, bytes, sha256 }), { mode: 0o600, flush: true })
  renameSync(`${place(folder)}.new`, place(folder))
}

export function lastBackup(folder: string): LastBackup | undefined {
  try { return Last.parse(JSON.parse(readFileSync(place(folder), 'utf8'))) } catch { return undefined }
}
