import { sql } from 'kysely'
import type { Db } from '../database/pool.ts'

export interface Lookup { readonly tenant: string; readonly party: string; readonly person: string; readonly organisation: string | null; readonly operation: string; readonly request: string; readonly at: string }

export interface Notebook {
  note(lookup: Lookup): void
  /** Writes what is noted, now. */
  flush(): Promise<void>
  close(): Promise<void>
}

/** Milliseconds between two writes: what a crash of the process can lose of the look-ups, and nothing else. */
export const WINDOW = 500
/** While the database is away nothing can be looked up; what waits then is bounded all the same. */
const MOST = 100_000

/** Notes who looked at a record and writes the notes in batches, so that reading costs no write. */
export function openNotebook(db: Db, fault: (error: unknown) => void): Notebook {
  let noted: Lookup[] = []
  let writing: Promise<void> = Promise.resolve()
  const write = async (): Promise<void> => {
    if (noted.length === 0) return
    const batch = noted
    noted = []
    try {
      await sql`select note_lookups(${JSON.stringify(batch)}::jsonb)`.execute(db)
    } catch (error) {
      noted = [...batch, ...noted].slice(-MOST)
      fault(error)
    }
  }
  const flush = (): Promise<void> => { writing = writing.then(write); return writing }
  const timer = setInterval(() => { void flush() }, WINDOW).unref()
  return {
    note: lookup => { noted.push(lookup) },
    flush,
    close: async () => { clearInterval(timer); await flush() },
  }
}
