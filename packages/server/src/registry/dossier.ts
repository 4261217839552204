import { z } from '@hono/zod-openapi'
import type { Program } from '@lizhu/policy'
import { operation } from '../api/operation.ts'
import type { Db } from '../database/pool.ts'
import { dayOf } from '../today.ts'
import { requireParty, type PartyRow } from './party.ts'
import { id } from './schemas.ts'
import { AREA, isClaimKind, type Vocabulary } from './vocabulary.ts'

type Json = string | Json[] | { [key: string]: Json }
type Mapping = Record<string, Json>
interface FactRow { claim: string | null; name: string; period: string; written: string; source: string; recorded_at: Date }
interface ClaimRow { id: string; kind: string; parent: string | null; key: string; name: string | null }

export const readDossier = (vocabulary: Vocabulary) => operation({
  name: 'readDossier', method: 'get', path: '/parties/{party}/dossier', tag: 'registry', refuses: [404],
  summary: { zh: '档案中的事实，写成事实文件（可直接测算）', en: 'What the record holds, as a facts file that can be assessed' },
  params: z.object({ party: id }),
  answer: z.record(z.string(), z.unknown()).openapi('Dossier', { type: 'object', additionalProperties: true }),
  run: async ({ db, actor, params, looked }) => {
    const party = await requireParty(db, params.party)
    looked(party.id)
    return { body: await dossierOf(db, await vocabulary(db, actor.tenant), party) }
  },
})

/**
 * A party's facts as a facts file (docs/pack-files.md), each with source and day. What was rejected at a check, or disputed
 * with right, is not among them, nor what was taken back (未知, or withdrawn with an import). `awards`: what was granted before.
 */
export async function dossierOf(db: Db, program: Program, party: PartyRow, awards: readonly Mapping[] = []): Promise<Mapping> {
  const facts = await usable(db, party.id)
  const claims = await db.selectFrom('claim').select(['id', 'kind', 'parent', 'key', 'name']).where('party', '=', party.id).where('withdrawn_at', 'is', null).orderBy('id').execute()
  const owners = await db.selectFrom('claim_owner as o').innerJoin('claim as c', 'c.id', 'o.claim').innerJoin('party as p', 'p.id', 'o.party').select(['o.claim', 'o.kind', 'p.id', 'p.name']).where('c.party', '=', party.id).execute()
  const others = new Map(owners.map(one => [one.id, one]))
  const area = await db.selectFrom('party').select('id').where('kind', '=', AREA).executeTakeFirst()
  const whole = area === undefined ? {} : told(AREA, await usable(db, area.id))
  const file: Mapping = { [party.kind]: [{ id: party.id, name: party.name, ...told(party.kind, facts.filter(fact => fact.claim === null)), ...under(null), ...(awards.length === 0 ? {} : { awards: [...awards] }) }] }
  for (const { kind, id, name } of others.values()) file[kind] = [...list(file[kind]), { id, name }]
  return Object.keys(whole).length === 0 ? file : { ...file, area: whole }

  function told(kind: string, of: readonly FactRow[]): Mapping {
    const found: Mapping = {}
    for (const { name, period, written, source, recorded_at } of of) {
      const one = { value: written, source, date: dayOf(recorded_at) }
      const before = found[name]
      if (isClaimKind(program, kind, name)) found[name] = written
      else found[name] = period === '' ? one : { ...(typeof before === 'object' && !Array.isArray(before) ? before : {}), [period]: one }
    }
    return found
  }
  function under(parent: string | null): Mapping {
    const found: Mapping = {}
    for (const claim of claims) if (claim.parent === parent) found[claim.kind] = [...list(found[claim.kind]), claimOf(claim)]
    return found
  }
  function claimOf({ id, kind, key, name }: ClaimRow): Json {
    const beside = Object.fromEntries(owners.filter(one => one.claim === id).map(one => [one.kind, one.id]))
    return { id: key, ...(name === null ? {} : { name }), ...told(kind, facts.filter(fact => fact.claim === id)), ...beside, ...under(id) }
  }
}
const list = (value: Json | undefined): Json[] => Array.isArray(value) ? value : []

function usable(db: Db, party: string): Promise<FactRow[]> {
  return db.selectFrom('fact as f').select(['f.claim', 'f.name', 'f.period', 'f.written', 'f.source', 'f.recorded_at']).where('f.party', '=', party).where('f.written', 'not in', ['未知', 'unknown'])
    .where(eb => eb.not(eb.exists(eb.selectFrom('fact as s').whereRef('s.supersedes', '=', 'f.id'))))
    .where(eb => eb.not(eb.exists(eb.selectFrom('fact_check as c').whereRef('c.fact', '=', 'f.id').where('c.verdict', '=', 'rejected')
      .where(eb => eb.not(eb.exists(eb.selectFrom('fact_check as later').whereRef('later.fact', '=', 'c.fact').whereRef('later.checked_at', '>', 'c.checked_at').where('later.verdict', '=', 'confirmed')))))))
    .where(eb => eb.not(eb.exists(eb.selectFrom('dispute as d').innerJoin('dispute_answer as a', 'a.dispute', 'd.id').whereRef('d.fact', '=', 'f.id').where('a.outcome', '=', 'upheld'))))
    .orderBy('f.name').orderBy('f.period').execute()
}
