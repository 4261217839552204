import type { TestProject } from 'vitest/node'
import { findPostgres, startPostgres } from '../../../scripts/lib/postgres.mjs'
import { requireTrino, startTrino } from '../../../scripts/lib/trino.mjs'

declare module 'vitest' {
  interface ProvidedContext {
    /** Of a server that was started for the tests; empty where there is none. */
    postgres: string
    trino: string
  }
}

/** Real servers for all tests of this package: PostgreSQL where it is installed, Trino where it was asked for (TRINO=1). */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const bin = findPostgres()
  const postgres = bin === undefined ? undefined : await startPostgres(bin)
  const wanted = process.env['TRINO'] === '1' ? await requireTrino() : undefined
  const trino = wanted === undefined ? undefined : await startTrino(wanted)
  project.provide('postgres', postgres?.url ?? '')
  project.provide('trino', trino?.url ?? '')
  return async () => { await Promise.all([postgres?.stop(), trino?.stop()]) }
}
