import { join } from 'node:path'
import { v7 as uuid } from 'uuid'
import { z } from 'zod'
import { openDb } from '../../src/database/pool.ts'
import { matterOperations } from '../../src/matters/index.ts'
import { packOperations } from '../../src/packs/routes.ts'
import { seedPack } from '../../src/packs/seed.ts'
import { LIST, seedCalendar } from '../../src/calendar/index.ts'
import type { Operation } from '../../src/api/operation.ts'
import { caller, served, testProgram, world, type Acting, type World } from '../world.ts'

const POLICIES = join(import.meta.dirname, '../../../../policies')

/** A city in which the policy is in force, every responsible unit has an officer and a head, and an enterprise its owner. */
export async function matterCity(more: readonly Operation[] = []) {
  const all = await world()
  const [place] = all.places
  const { own } = all.database
  const program = testProgram()
  for (const { id, name } of program.organisations) await own.query('insert into organisation (tenant, id, name) values ($1, $2, $3) on conflict do nothing', [place.tenant, id, name ?? id])
  await seedPack(openDb(own), place.tenant, POLICIES)
  const people = new Map<string, Acting>()
  const of = async (key: string, ...as: Parameters<World['person']> extends [unknown, ...infer R] ? R : never): Promise<Acting> => {
    const found = people.get(key) ?? await all.person(place, ...as)
    people.set(key, found)
    return found
  }
  const party = await all.party(place, place.counties[0], '示例精密')
  const owner = await of('owner', 'owner', { party })
  const call = caller(served(all, [...matterOperations, ...packOperations(undefined), ...more]).app)
  return {
    all, place, program, party, owner, call, POLICIES,
    officer: (unit: string) => of(`officer ${unit}`, 'officer', { organisation: unit }),
    head: (unit: string) => of(`head ${unit}`, 'head', { organisation: unit }),
    leader: () => of('leader', 'leader'),
    finance: () => of('finance', 'finance'),
    clerk: () => of('clerk', 'clerk', { area: place.counties[0] }),
    /** Told and confirmed facts of the party, or of a claim of it. */
    async fact(name: string, period: string, written: string, number: string | null, claim: string | null = null, of = party): Promise<void> {
      const before = await own.query<{ id: string }>('select f.id from fact f where f.tenant = $1 and f.party = $2 and f.claim is not distinct from $3 and f.name = $4 and f.period = $5 and not exists (select from fact s where s.supersedes = f.id)', [place.tenant, of, claim, name, period])
      await own.query(`insert into fact (tenant, id, party, claim, name, period, written, number, source, recorded_by, supersedes) values ($1, $2, $3, $4, $5, $6, $7, $8, '统计报表', $9, $10)`,
        [place.tenant, uuid(), of, claim, name, period, written, number, owner.person, before.rows[0]?.id ?? null])
    },
    async claim(kind: string, key: string, parent: string | null = null, of = party): Promise<string> {
      const id = uuid()
      await own.query('insert into claim (tenant, id, party, kind, parent, key, name) values ($1, $2, $3, $4, $5, $6, $6)', [place.tenant, id, of, kind, parent, key])
      return id
    },
    /** Money that may be approved. @returns the budget's id */
    async budget(fen: bigint): Promise<string> {
      const id = uuid()
      await own.query(`insert into budget (tenant, id, fund, year, source, appropriated, available, created_by) values ($1, $2, 'F36-1', 2020, $4, $3, $3, $5)`, [place.tenant, id, fen, `市本级 ${id.slice(-4)}`, owner.person])
      return id
    },
  }
}
export type MatterCity = Awaited<ReturnType<typeof matterCity>>

export const idOf = (body: unknown): string => z.object({ id: z.string() }).parse(body).id
export const codeOf = (body: unknown): string => z.object({ code: z.string() }).parse(body).code
export { LIST, seedCalendar }
