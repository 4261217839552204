import { NONE, rational, type Rational } from '@lizhu/feel'
import type { Assessment, Undecided } from '../assessment.ts'
import type { Part, Pay, Read } from '../program.ts'
import { ZERO, notBelowZero, rationalOf, rounded, smaller } from './figure.ts'
import { choose } from './reading.ts'
import type { Scene } from './scene.ts'
import { treeOf } from './tree.ts'

type Paid = NonNullable<Assessment['pay']>

/** The payment clause that applies: the instrument's own, else a general one. */
function payOf({ run, instrument }: Scene): Read<Pay> | undefined {
  return instrument.pay ?? run.prepared.generalsOf(instrument.id).find(one => one.pay !== undefined)?.pay
}

/** Who applies, who receives, and the parts of an exact award: whatever the rounding, they total the award. */
export function paid(scene: Scene, award: Rational | undefined, undecided: Undecided[]): Paid | undefined {
  const node = payOf(scene)
  if (node === undefined) return undefined
  const { node: { applicant, beneficiary, payee, payer, parts }, unread } = choose(scene.run, node)
  if (unread !== undefined) undecided.push({ reading: unread })
  const rows = typeof parts === 'string' ? schedule(scene, parts, undecided) : parts
  const who = {
    ...(applicant === undefined ? {} : { applicant }), ...(beneficiary === undefined ? {} : { beneficiary }), ...(payee === undefined ? {} : { payee }), ...(payer === undefined ? {} : { payer }),
  }
  return { ...who, ...(rows === undefined || award === undefined ? {} : { parts: split(scene, rows, award) }) }
}

/** A schedule that a completing pack fixes. */
function schedule({ run }: Scene, name: string, undecided: Undecided[]): readonly Part[] | undefined {
  const setting = run.prepared.setting(name)
  const set = setting?.set
  if (set === undefined || set.from > run.asOf || 'op' in set.value) {
    undecided.push({ setting: name, ...(setting?.owner === undefined ? {} : { owner: setting.owner }) })
    return undefined
  }
  return set.value.flatMap(row => ('part' in row ? [row] : []))
}

/** Each part down to the fen; the last takes the rest. */
export function split(scene: Scene, parts: readonly Part[], award: Rational): NonNullable<Paid['parts']> {
  let rest = award
  return parts.map((part, index) => {
    const value = index === parts.length - 1 ? rest : smaller(partValue(scene, part, award), rest)
    rest = rational.subtract(rest, value)
    return { value, due: isDue(scene, part), ...(part.words === undefined ? {} : { words: part.words }) }
  })
}
function partValue(scene: Scene, { part }: Part, award: Rational): Rational {
  const value = rationalOf(treeOf(part).run(scene)) ?? ZERO
  const share = part.type.kind === 'money' ? value : rational.multiply(award, value)
  return notBelowZero(rounded(share, 1n, 'down'))
}
/** Due when its day has come; a milestone known not to be reached has none. Without `after`, at once. */
function isDue(scene: Scene, { after }: Part): boolean | 'unknown' {
  if (after === undefined) return true
  const value = treeOf(after).run(scene)
  if (typeof value === 'boolean') return value
  return value === NONE ? false : typeof value === 'number' ? value <= scene.today : 'unknown'
}

/** What may be paid now: the parts that are due. */
export function payableNow({ parts }: Paid): Rational {
  return (parts ?? []).reduce((sum, { value, due }) => (due === true ? rational.add(sum, value) : sum), ZERO)
}
