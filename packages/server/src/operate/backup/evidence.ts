import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import type pg from 'pg'
import { folderStore } from '../../files/store.ts'
import { filesIn } from '../installation.ts'
import { codeOf } from '../problem.ts'
import { exists } from './catalog.ts'

export const storeIn = (folder: string) => folderStore(filesIn(folder))

const SOME = 1000

/** The hashes of all evidence files that this snapshot knows; inside a transaction. */
export async function* evidenceOf(client: pg.Client): AsyncGenerator<string> {
  if (!await exists(client, 'lizhu.file')) return
  await client.query(`declare evidence cursor for select distinct hash from lizhu.file order by 1`)
  for (;;) {
    const { rows } = await client.query<{ hash: string }>(`fetch ${SOME} from evidence`)
    for (const { hash } of rows) yield hash
    if (rows.length < SOME) break
  }
  await client.query('close evidence')
}

/** What is in a file, where it is what its hash says. An upload has a limit, so that one fits in memory. */
export async function evidenceIn(folder: string, hash: string): Promise<Buffer | 'missing' | 'changed'> {
  try {
    const content = await readFile(storeIn(folder).pathOf(hash))
    return createHash('sha256').update(content).digest('hex') === hash ? content : 'changed'
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return 'missing'
    throw error
  }
}
