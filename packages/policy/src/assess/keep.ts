import { NONE, UNKNOWN, type Rational } from '@lizhu/feel'
import type { Assessment } from '../assessment.ts'
import type { Keep, Read } from '../program.ts'
import { notBelowZero, rationalOf, rounded } from './figure.ts'
import { choose } from './reading.ts'
import type { Scene } from './scene.ts'
import { treeOf } from './tree.ts'

type Kept = NonNullable<Assessment['keep']>[number]

/** What must be kept after an award, whether it was broken, and what is to be paid back: down to the fen. */
export function kept(scene: Scene, award: Rational | undefined): Kept[] {
  const { run, instrument } = scene
  const rows = [...instrument.keep, ...run.prepared.generalsOf(instrument.id).flatMap(one => one.keep)]
  const inside = award === undefined ? scene : scene.with({ award })
  return rows.map(row => keptOne(inside, row))
}

function keptOne(scene: Scene, row: Read<Keep>): Kept {
  const { node: { words, promise, for: term, breach, repay, interest, waiver } } = choose(scene.run, row)
  const broken = breach === undefined ? 'unknown' : verdict(scene, breach)
  const back = repay === undefined || broken === false ? undefined : rationalOf(treeOf(repay).run(scene))
  return {
    promise, breach: broken, ...(words === undefined ? {} : { words }), ...length(scene, term),
    ...(back === undefined ? {} : { repay: notBelowZero(rounded(back, 1n, 'down')) }),
    ...(interest === undefined ? {} : { interest }), ...(waiver === undefined ? {} : { waiver }),
  }
}

function verdict(scene: Scene, breach: NonNullable<Keep['breach']>): boolean | 'unknown' {
  const value = treeOf(breach).run(scene)
  return value === UNKNOWN ? 'unknown' : value !== NONE && value === true
}
function length(scene: Scene, term: Keep['for']): Pick<Kept, 'months' | 'days'> {
  const value = term === undefined ? undefined : treeOf(term).run(scene)
  if (typeof value !== 'number' || term?.type.kind !== 'duration') return {}
  return term.type.unit === 'months' ? { months: value } : { days: value }
}
