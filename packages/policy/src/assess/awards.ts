import { UNKNOWN, calendar, rational, type Every, type Rational } from '@lizhu/feel'
import type { Award, Dossier, Subject } from '../dossier.ts'
import { ZERO } from './figure.ts'
import { keyOf, type Key } from './subjects.ts'

interface Held { readonly award: Award; /** The party or claim under which it was told. */ readonly holder: Subject; /** The claim it names, where the dossier has it. */ readonly claim: Subject | undefined }

/** What was granted before, found by instrument and grain. */
export class Awards {
  private readonly held: readonly Held[]
  private readonly asOf: number

  constructor(dossier: Dossier, asOf: number) {
    this.asOf = asOf
    this.held = heldIn(dossier)
  }

  /** Whether anything was granted at all. */
  get any(): boolean { return this.held.length > 0 }

  /** Awards of some instruments to a grain, up to the day; `every`: in the period of the day only. */
  of(instruments: readonly string[], key: Key, per: string | undefined, every?: Every): Award[] {
    if (this.held.length === 0) return []
    const period = every === undefined ? undefined : calendar.periodOf(this.asOf, every)
    return this.held.filter(({ award, holder, claim }) =>
      instruments.includes(award.instrument) && award.date <= this.asOf && (every === undefined || calendar.periodOf(award.date, every) === period) && reaches(key, per, holder, claim),
    ).map(({ award }) => award)
  }

  /** Awards of those whose group was not told: they may count for any group. */
  ofUntold(instruments: readonly string[], per: string): { readonly total: Rational; readonly holders: readonly Subject[] } {
    const open = this.held.filter(({ award, holder, claim }) => instruments.includes(award.instrument) && award.date <= this.asOf && keyOf(claim ?? holder, per) === UNKNOWN)
    return { total: open.reduce((sum, { award }) => rational.add(sum, rational.whole(award.amount)), ZERO), holders: open.map(({ holder, claim }) => claim ?? holder) }
  }

  total(instruments: readonly string[], key: Key, per: string | undefined, every?: Every): Rational {
    if (this.held.length === 0) return ZERO
    return this.of(instruments, key, per, every).reduce((sum, { amount }) => rational.add(sum, rational.whole(amount)), ZERO)
  }
}

const known = new WeakMap<Dossier, readonly Held[]>()
/** Collected once for each dossier, however often it is assessed. */
function heldIn(dossier: Dossier): readonly Held[] {
  const found = known.get(dossier)
  if (found !== undefined) return found
  const made = dossier.parties.flatMap(heldBy)
  known.set(dossier, made)
  return made
}

function heldBy(holder: Subject): Held[] {
  const direct = [...holder.claims.values()].flat()
  const below = descendants(holder)
  return [
    ...holder.awards.map(award => ({ award, holder, claim: award.subject === undefined ? undefined : below.find(one => one.id === award.subject) })),
    ...direct.flatMap(heldBy),
  ]
}
function descendants(holder: Subject): Subject[] {
  return [...holder.claims.values()].flat().flatMap(claim => [claim, ...descendants(claim)])
}

/** An award counts for the claim it names, for the one under whom it was told, and for all of their owners. */
function reaches(key: Key, per: string | undefined, holder: Subject, claim: Subject | undefined): boolean {
  if (key === UNKNOWN) return false
  const named = claim ?? holder
  if (typeof key === 'string') return keyOf(named, per) === key
  return named === key || holder === key || [...named.owners.values()].includes(key)
}
