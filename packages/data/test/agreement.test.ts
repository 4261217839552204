import { describe, expect, inject, it } from 'vitest'
import { loadPack, type Dossier, type Program, type Subject } from '@lizhu/policy'
import { readFolder, siblings } from '@lizhu/policy/node'
import { fileURLToPath } from 'node:url'
import type { ScreenPlan } from '@lizhu/policy/screen'
import { openDuckDB, openPostgres, openTrino, screenInKernel, screenInSql, type Database, type Outcomes } from '../src/index.ts'
import { dossiersOf, planOf } from '../../policy/test/screen/agreement.ts'
import { byClosure, byEngine, differences, fill, type Said } from './agree.ts'

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url))
const load = (path: string, completing: readonly string[] = []): Program => loadPack(readFolder(at(path)), siblings(at(path)), completing.map(one => readFolder(at(one)))).program

/** Random enterprises of one city: every threshold met from both sides, some facts left out, some granted something before. */
function city(program: Program, count: number, share: number, seed: number): Dossier[] {
  const made = dossiersOf(program, count, share, seed, seed % 2 === 0)
  made.forEach(({ parties }, unit) => parties.forEach(party => rename(party, unit)))
  return made.map(dossier => ({ ...dossier, area: made[0]!.area }))
}

/** No two of a city have the same id. */
function rename(subject: Subject, unit: number): void {
  Object.assign(subject, { id: `${unit}·${subject.id}` })
  for (const claims of subject.claims.values()) for (const claim of claims) rename(claim, unit)
}

const postgres = inject('postgres')
const trino = inject('trino')
let schemas = 0
interface Engine { readonly open: () => Promise<Database>; readonly screen: (plan: ScreenPlan, database: Database) => AsyncIterable<Outcomes> }
const inPostgres = () => openPostgres(postgres, { schema: `s${++schemas}` })
const ENGINES: readonly (readonly [string, Engine])[] = [
  ['kernel', { open: () => openDuckDB(), screen: screenInKernel }],
  ['DuckDB', { open: () => openDuckDB(), screen: screenInSql }],
  ...(postgres === '' ? [] : [['kernel, data in PostgreSQL', { open: inPostgres, screen: screenInKernel }] as const, ['PostgreSQL', { open: inPostgres, screen: screenInSql }] as const]),
  ...(trino === '' ? [] : [['Trino', { open: () => openTrino(`${trino}${++schemas}`), screen: screenInSql }] as const]),
]
const CLAUSES = ['C01', 'C02', 'C03', 'C04', 'C06', 'C07', 'C09', 'C10', 'C11', 'C13', 'C17', 'C19', 'C20', 'C22', 'C24', 'C27', 'C28', 'C32']

async function answers({ open, screen }: Engine, program: Program, dossiers: readonly Dossier[]): Promise<Said> {
  const database = await open()
  await fill(database, program, dossiers)
  const said = await byEngine(screen(planOf(program), database))
  await database.close()
  return said
}

describe.each(ENGINES)('%s', (_, engine) => {
  it.each([[10, 5], [2, 6]])('says what the closure says of the whole policy, %i %% left out', async (share, seed) => {
    const program = load('../../../policies/shaoguan-2020-2', seed === 5 ? [] : ['../../../policies/shaoguan-demo'])
    const dossiers = city(program, 40, share, seed)
    const differ = differences(byClosure(planOf(program), dossiers), await answers(engine, program, dossiers))
    expect(differ.slice(0, 4).join('\n')).toBe('')
  })

  it('says what the closure says of clauses of other policies', async () => {
    for (const id of CLAUSES) {
      const program = load(`../../policy/test/clauses/${id}`)
      const dossiers = city(program, 60, 10, 7)
      const differ = differences(byClosure(planOf(program), dossiers), await answers(engine, program, dossiers))
      expect(differ.slice(0, 4).join('\n'), id).toBe('')
    }
  })
})
