import { afterAll, beforeAll, expect, test } from 'vitest'
import { join } from 'node:path'
import { calendar } from '@lizhu/feel'
import { codesOf, readDossier, type Subject } from '@lizhu/policy'
import { readFolder } from '@lizhu/policy/node'
import { population } from '@lizhu/policy/population'
import { DEMO, SEED, seedDemo } from '../../src/demo/seed.ts'
import { within } from '../../src/access/within.ts'
import { dossierOf } from '../../src/registry/dossier.ts'
import { freshDatabase, type TestDatabase } from '../database.ts'
import { POLICY } from '../world.ts'

const NO_REQUEST = '00000000-0000-7000-8000-000000000000'
let database: TestDatabase
beforeAll(async () => { database = await freshDatabase() })
afterAll(() => database.close())

test('the record of a made-up city holds all that its population tells', async () => {
  const program = await seedDemo(database.own, { policy: POLICY, size: 300, asOf: '2026-11-26' })
  const { rows } = await database.own.query<{ kind: string; many: number; coded: number; placed: number }>('select kind, count(*)::int many, count(code)::int coded, count(area)::int placed from party group by kind')
  const main = rows.find(one => one.kind === '企业')
  expect(main).toMatchObject({ many: 300, coded: 300 })
  // Facts that are not told tell no county either.
  expect(main?.placed).toBeGreaterThan(200)
  // What is private is compared too.
  await database.own.query('update fact set private = false')
  const { rows: [leader] } = await database.own.query<{ person: string }>(`select person from membership where role = 'leader'`)
  if (leader === undefined) throw new Error('no leader')
  const asOf = calendar.parseDate('2026-11-26') ?? 0
  const city = population(program, { size: 300, seed: SEED, asOf, codes: codesOf(['cn', 'shaoguan-2020-2'].map(name => readFolder(join(POLICY, '..', name))), program) })
  const answers = await within(database.db, 'readDossier', { tenant: DEMO, person: leader.person }, NO_REQUEST, 'read', async db => {
    const parties = await db.selectFrom('party').selectAll().where('kind', '=', '企业').orderBy('id').limit(60).execute()
    return Promise.all(parties.map(async party => {
      const { dossier, problems } = readDossier(program, await dossierOf(db, program, party))
      expect(problems).toEqual([])
      return dossier.parties.filter(one => one.kind === '企业').map(told)
    }))
  })
  const units = city.units.get('企业') ?? new Int32Array()
  const ids = city.tables.get('企业')?.ids ?? []
  expect(answers).toEqual(answers.map((_, row) => city.dossier(units[row] ?? -1).parties.filter(one => one.kind === '企业' && one.id === ids[row]).map(told)))
})

/** All that is told of a subject and of what hangs off it, but not who it is. */
function told({ facts, series, claims }: Subject): unknown {
  const named = <T>(entries: Iterable<readonly [string | number, T]>): [string | number, T][] => [...entries].map(([name, one]): [string | number, T] => [name, one]).sort(([a], [b]) => (a < b ? -1 : 1))
  return {
    facts: named(facts).map(([name, { value }]) => [name, value]), series: named(series).map(([name, periods]) => [name, named(periods).map(([period, { value }]) => [period, value])]),
    claims: named(claims).map(([kind, all]) => [kind, all.map(told)]),
  }
}
