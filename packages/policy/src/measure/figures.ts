import { UNKNOWN, compile, type Env, type FactRef, type Value } from '@lizhu/feel'
import { isMember, told } from '../assess/index.ts'
import { ingredients } from '../compile/indicators.ts'
import type { Dossier, Subject } from '../dossier.ts'
import type { Indicator, Program } from '../program.ts'

/** Indicators such that each stands after what it is worked out from. */
export function inOrder(indicators: readonly Indicator[]): readonly Indicator[] {
  const done = new Set<Indicator>()
  const visit = (one: Indicator): void => {
    for (const name of ingredients(one)) { const other = indicators.find(each => each.name === name); if (other !== undefined && !done.has(other)) visit(other) }
    done.add(one)
  }
  indicators.forEach(visit)
  return [...done]
}

/**
 * An indicator's figure from others of the same area. Unknown while one of them is.
 * @param today the last day of the period, as a day number
 * @param figure what is known of another indicator in a period (ordinal)
 */
export function workedOut({ value }: Pick<Indicator, 'value'>, today: number, figure: (name: string, at: number) => Value): Value {
  if (value === undefined) return UNKNOWN
  return compile(value)({ today, fact: ({ name }, at) => (at === undefined ? UNKNOWN : figure(name, at)), setting: () => UNKNOWN })
}

/** How an indicator counts a party: left out, in with what it adds (1 where parties are counted), or not known. */
export type Count = { readonly holds: false } | { readonly holds: true; readonly adds: Value } | { readonly holds: typeof UNKNOWN }
const ONE: Value = { n: 1n, d: 1n }

/** What parties an indicator counts on a day. Made once, called for each. A setting that nobody decided makes it unknown. */
export function counting({ counted }: Pick<Indicator, 'counted'>, { settings }: Pick<Program, 'settings'>, area: Dossier['area'], today: number): (party: Subject) => Count {
  if (counted === undefined) throw new Error('it is not counted from the registry')
  const where = compile(counted.where)
  const sum = counted.sum && compile(counted.sum)
  const set = new Map(settings.flatMap(({ id, set }) => (set !== undefined && set.from <= today && 'op' in set.value ? [[id, compile(set.value)] as const] : [])))
  return party => {
    const env: Env = { today, fact: (ref, at) => factOf(party, area, ref, at, today), setting: name => set.get(name)?.(env) ?? UNKNOWN }
    const holds = where(env)
    if (holds === UNKNOWN) return { holds }
    return holds === true ? { holds, adds: sum?.(env) ?? ONE } : { holds: false }
  }
}

function factOf(party: Subject, area: Dossier['area'], ref: FactRef, at: number | undefined, today: number): Value {
  if (ref.owner === 'roster') return isMember(party, ref.name, today)
  const of = ref.owner === 'area' ? area : party.kind === ref.owner ? party : party.owners.get(ref.owner)
  return of === undefined ? UNKNOWN : told(of, ref, at)
}
