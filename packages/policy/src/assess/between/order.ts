import type { Joint } from '../../assessment.ts'
import type { Cap, General, Read, Stacking } from '../../program.ts'
import { chosenCaps } from '../amount/limits.ts'
import type { Awards } from '../awards.ts'
import { choose } from '../reading.ts'
import { grouped, type Row } from '../row.ts'
import { reckonIn } from '../rows.ts'
import type { Run } from '../scene.ts'
import { keyOf } from '../subjects.ts'
import { applyBeside } from './beside.ts'
import { applyShared, type SharedCap } from './caps.ts'
import { onlyHighest } from './highest.ts'
import { applyOnce } from './once.ts'
import { applyPromotion } from './promotion.ts'
import { applyUseOnce } from './use-once.ts'

/**
 * The second layer: what the rows of one dossier are to each other, in this order: 一次性, what may support one award
 * only, 就高 and 不可兼得, promotion, then limits shared by several rows (an instrument's own, in written order; those
 * over several instruments; those of general clauses). Joint ceilings are returned.
 */
export function settleBetween(run: Run, rows: readonly Row[], awards: Awards): Joint[] {
  const joint: Joint[] = []
  if (!run.prepared.binds && rows.every(row => row.shared.length === 0 && row.instrument.once === undefined && row.instrument.stacking.length === 0)) return joint
  const rules = rulesOf(run, rows)
  applyOnce(rows, awards, joint)
  for (const { node, members } of rules) if (node.rule === 'use once') applyUseOnce(node, members, (row, skip) => reckonIn(row.scene, awards, skip))
  for (const { node, members } of rules) applyRule(node, members, rows, awards, joint)
  for (const { node, among } of promotionsOf(run, rows)) applyPromotion(node, among, awards)
  for (const shared of sharedOf(run, rows)) applyShared(shared, awards, joint)
  return joint
}

interface Ruled { readonly node: Stacking; /** Rows of the instruments under which the rule stands. */ readonly members: readonly Row[] }

/** Rules of instruments and of general clauses; the same rule under several instruments once, over all their rows. */
function rulesOf(run: Run, rows: readonly Row[]): Ruled[] {
  const found = new Map<string, { node: Stacking; members: Row[] }>()
  const add = (key: string, node: Stacking, members: readonly Row[]) => {
    const known = found.get(key)
    if (known === undefined) found.set(key, { node, members: [...members] })
    else for (const row of members) if (!known.members.includes(row)) known.members.push(row)
  }
  for (const [instrument, members] of grouped(rows.filter(row => row.instrument.stacking.length > 0), row => row.instrument)) {
    instrument.stacking.forEach((rule, index) => {
      const { node } = choose(run, rule)
      add(node.rule === 'use once' ? `use once ${node.what}` : `${instrument.id} ${index}`, node, members)
    })
  }
  for (const general of run.prepared.program.generals) {
    choose(run, general).node.stacking.forEach((rule, index) => {
      const { node } = choose(run, rule)
      add(node.rule === 'use once' ? `use once ${node.what}` : `${general.id} ${index}`, node, underGeneral(general, rows))
    })
  }
  return [...found.values()]
}
const underGeneral = ({ appliesTo }: Read<General>, rows: readonly Row[]): Row[] => rows.filter(row => appliesTo?.includes(row.instrument.id) ?? true)

function applyRule(node: Stacking, members: readonly Row[], rows: readonly Row[], awards: Awards, joint: Joint[]): void {
  switch (node.rule) {
    case 'with': case 'not with': case 'after': { for (const row of members) applyBeside(node, row, rows, awards, joint); return }
    case 'highest': {
      const { among, per } = node
      const inIt = among === undefined ? members : rows.filter(row => among.includes(row.instrument.id))
      for (const group of grouped(inIt, row => keyOf(row.subject, per)).values()) onlyHighest(group, node, joint)
      return
    }
    case 'promotion': case 'use once':
  }
}

/** Promotions once for each ladder, however many of its instruments state it. */
function promotionsOf(run: Run, rows: readonly Row[]): { node: Read<Stacking>; among: readonly Row[] }[] {
  const found = new Map<string, { node: Read<Stacking>; among: readonly Row[] }>()
  const all = [...new Set(rows.filter(row => row.instrument.stacking.length > 0).map(row => row.instrument))].flatMap(one => one.stacking).concat(run.prepared.program.generals.flatMap(one => one.stacking))
  for (const node of all) if (node.rule === 'promotion') {
    const key = node.among.join(' ')
    if (!found.has(key)) found.set(key, { node, among: rows.filter(row => node.among.includes(row.instrument.id)) })
  }
  return [...found.values()]
}

/** Shared limits in their order, each with the rows that use it up. */
function sharedOf(run: Run, rows: readonly Row[]): SharedCap[] {
  const caps = new Map<Cap, { unread: boolean; members: Row[] }>()
  for (const row of rows) for (const { cap, unread } of row.shared) {
    const known = caps.get(cap)
    if (known === undefined) caps.set(cap, { unread, members: [row] })
    else known.members.push(row)
  }
  const own = [...caps].map(([cap, { unread, members }]): SharedCap => cap.over === undefined
    ? { cap, unread, instruments: [...new Set(members.map(row => row.instrument.id))], rows: members }
    : { cap, unread, instruments: cap.over, rows: inOrderOf(cap.over, rows) })
  const general = run.prepared.program.generals.flatMap(one => {
    const members = underGeneral(one, rows)
    const first = members[0]
    if (first === undefined) return []
    return chosenCaps(first.scene, choose(run, one).node.atMost).filter(({ cap }) => cap.per !== undefined || cap.over !== undefined).map(({ cap, unread }): SharedCap => ({
      cap, unread, instruments: cap.over ?? one.appliesTo ?? run.prepared.program.instruments.map(({ id }) => id), rows: cap.over === undefined ? members : inOrderOf(cap.over, rows),
    }))
  })
  return [...own.filter(({ cap }) => cap.over === undefined), ...own.filter(({ cap }) => cap.over !== undefined), ...general]
}
const inOrderOf = (ids: readonly string[], rows: readonly Row[]): Row[] => ids.flatMap(id => rows.filter(row => row.instrument.id === id))
