import type { Verdict } from '../assessment.ts'
import type { Subject } from '../dossier.ts'
import type { Cap, Instrument } from '../program.ts'
import { reckon, type Around, type CapHere, type Reckoning } from './amount/reckon.ts'
import { chosenCaps } from './amount/limits.ts'
import { calendarOf } from './amount/lines.ts'
import { grainOf } from './amount/sum.ts'
import type { Awards } from './awards.ts'
import { judge, judgeExclusions, type Judged } from './conditions.ts'
import { NOTHING } from './figure.ts'
import { choose, read, undecidedBy } from './reading.ts'
import type { Row } from './row.ts'
import { Scene, blank, type Run } from './scene.ts'
import { balanceOf } from './balance.ts'

/** One instrument applied to one subject, as if there were no other. */
export function rowOf(run: Run, awards: Awards, given: Instrument, subject: Subject, party: Subject): Row {
  const notes = blank()
  const { node: instrument, unread, reading } = choose(run, given)
  const scene = new Scene(run, instrument, subject, notes)
  if (unread === undefined && reading !== undefined && reading.decidedBy === undefined) notes.rests.push(reading)
  const { verdict, traces: conditions } = inForce(run, conditionsOf(scene, instrument))
  const { what } = instrument
  const amount = what.kind === 'amount' ? reckonIn(scene, awards, undefined) : undefined
  const balance = what.kind === 'balance' ? balanceOf(scene, what.balance, awards) : undefined
  if (amount?.lack !== undefined) conditions.push(amount.lack)
  if (amount?.none === 'no lines') conditions.push({ id: `${instrument.id}/amount/sum`, verdict: false, ...(what.kind === 'amount' && what.amount.words !== undefined ? { words: what.amount.words } : {}) })
  if (unread !== undefined) conditions.push({ id: `${instrument.id}/instrument`, verdict: 'undecided', reading: unread, undecided: [undecidedBy(unread, given)] })
  return {
    instrument, subject, party, scene, notes, conditions, amount,
    verdict: unread !== undefined && verdict === true ? 'undecided' : verdict,
    figure: amount?.figure ?? balance?.figure ?? NOTHING, how: amount?.how ?? (balance === undefined ? 'none' : 'ceiling'),
    perhapsCeiling: false, least: amount?.least, limitedBy: amount?.limitedBy, held: amount?.held ?? false, shared: amount?.shared ?? NO_CAPS,
    balance: balance?.years, limits: undefined,
  }
}

/** Id of the condition that every instrument has without saying so: the policy is in force on the day. */
export const IN_FORCE = 'in force'
/** Before its first day and after its last, a policy grants nothing. */
function inForce({ prepared: { program: { pack } }, asOf }: Run, judged: Judged): Judged {
  if (asOf >= pack.inForce && (pack.until === undefined || asOf <= pack.until)) return judged
  return { verdict: false, traces: [{ id: IN_FORCE, verdict: false }, ...judged.traces] }
}

/** The instrument's own conditions, then the exclusions of general clauses. */
function conditionsOf(scene: Scene, instrument: Instrument): Judged {
  const own = judge(scene, instrument.when)
  const generals = scene.run.prepared.generalsOf(instrument.id)
  if (generals.length === 0) return own
  const { traces } = own
  let { verdict } = own
  for (const general of generals) {
    const excluded = judgeExclusions(scene, read(scene, general).node.exclude)
    traces.push(...excluded.traces)
    verdict = both(verdict, excluded.verdict)
  }
  return { verdict, traces }
}
function both(a: Verdict, b: Verdict): Verdict {
  if (a === false || b === false) return false
  if (a === 'unknown' || b === 'unknown') return 'unknown'
  return a === true ? b : a
}

/** The amount of a row before it meets the others; `skip`: without the lines that support another award. */
export function reckonIn(scene: Scene, awards: Awards, skip: ReadonlySet<Subject> | undefined): Reckoning | undefined {
  const { instrument } = scene
  if (instrument.what.kind !== 'amount') return undefined
  const { amount } = instrument.what
  const inside = skip === undefined ? scene : scene.with({ skip, notes: blank() })
  return reckon(inside, amount, generalCaps(inside), { before: awards.any ? before(awards) : NOTHING_BEFORE, isShared })
}

const before = (awards: Awards): Around['before'] => ({ instrument, subject }, { every }) => awards.total([instrument.id], subject, undefined, every)
const NOTHING_BEFORE: Around['before'] = () => undefined

/** A general clause's cap without a grain limits each award by itself; one with a grain is shared (between/order). */
const NO_CAPS: readonly CapHere[] = []
function generalCaps(scene: Scene): readonly CapHere[] {
  const generals = scene.run.prepared.generalsOf(scene.instrument.id)
  return generals.length === 0 ? NO_CAPS : generals.flatMap(general => chosenCaps(scene, choose(scene.run, general).node.atMost)).filter(({ cap }) => cap.per === undefined && cap.over === undefined)
}

/** Whether a cap limits more than this row's own total. */
function isShared(scene: Scene, cap: Cap): boolean {
  if (cap.over !== undefined) return true
  if (cap.per === undefined || cap.per === scene.subject.kind) return false
  const { what } = scene.instrument
  const sum = what.kind === 'amount' ? what.amount.sum : undefined
  if (sum === undefined) return true
  return grainOf(cap, sum, scene) === 'whole' && !(calendarOf(sum) !== undefined && cap.every === calendarOf(sum))
}
