import type { Fact, Kind, Program } from '@lizhu/policy'
import { Refused } from '../api/problem.ts'
import type { Db } from '../database/pool.ts'

/** The program in force for a tenant: its kinds and facts are all that the registry can know. */
export type Vocabulary = (db: Db, tenant: string) => Promise<Program>

/** The kind of a party. */
export function requireKind({ kinds }: Program, name: string): Kind {
  const kind = kinds.find(one => one.party && one.name === name)
  if (kind === undefined) throw new Refused(422, 'no-such-kind', { params: { name, kinds: kinds.filter(one => one.party).map(one => one.name).join('、') }, field: '/kind' })
  return kind
}

/** The kind of a claim that stands under another kind. */
export function requireClaimKind({ kinds }: Program, name: string, under: string): Kind {
  const claims = kinds.filter(one => one.of[0] === under)
  const kind = claims.find(one => one.name === name)
  if (kind === undefined) throw new Refused(422, 'no-such-kind', { params: { name, kinds: claims.map(one => one.name).join('、') }, field: '/kind' })
  return kind
}

/** What holds for the whole area is told of one party of this kind. */
export const AREA = 'area'

/** That there are no claims of a kind is told as a fact under that kind's name, and only as 无. */
export const isClaimKind = ({ kinds }: Program, under: string, name: string): boolean => kinds.some(one => one.name === name && one.of[0] === under)

export function requireFact(program: Program, kind: string, name: string): Fact {
  const found = (kind === AREA ? program.area : program.kinds.find(one => one.name === kind)?.facts ?? []).find(one => one.name === name)
  if (found !== undefined) return found
  if (isClaimKind(program, kind, name)) return { owner: kind, name, kind, type: { kind: 'text', choices: [] } }
  throw new Refused(422, 'no-such-fact', { params: { name, kind }, field: '/name' })
}
