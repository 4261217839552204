import type { Work } from '../lib/measure.ts'
import type { Enterprise } from './enterprises.ts'

export const RULES = ['title', 'robots', 'match', 'design', 'managers', 'guarantee'] as const
export type Rule = (typeof RULES)[number]
/** Yuan, by rule; 0 where nothing is given. */
export type Awards = Readonly<Record<Rule, number>>
/** What every engine is asked for: by `value`, rule by rule. */
export const awardsOf = (value: (rule: Rule) => unknown): Awards => ({
  title: Number(value('title')), robots: Number(value('robots')), match: Number(value('match')),
  design: Number(value('design')), managers: Number(value('managers')), guarantee: Number(value('guarantee')),
})

/** What it keeps of its reckoning, in a few words each. */
export interface Does { readonly trace: string; readonly exact: string; readonly missing: string }

/**
 * An engine with the six rules, compiled as far as it can be. `prepared` is what a caller would hold of an enterprise
 * (made before the clock runs), `run` is what is timed, `awards` and `says` read its own result (after the clock).
 */
export interface Contender<Input, Output> {
  readonly name: string
  readonly does: Does
  prepared(enterprise: Enterprise): Input
  run(input: Input): Output | Promise<Output>
  awards(output: Output): Awards
  /** The guarantee rule in its own words, with what it says to be missing. */
  says(output: Output): string
}

/** A contender whose own types nobody needs to know. */
export interface Entrant {
  readonly name: string
  readonly does: Does
  awards(enterprise: Enterprise): Promise<Awards>
  says(enterprise: Enterprise): Promise<string>
  /** One enterprise of the pool after the other; `atOnce`: so many started before the first is waited for. */
  work(pool: readonly Enterprise[], atOnce?: number): Work
}

export function entrant<Input, Output>(contender: Contender<Input, Output>): Entrant {
  const { name, does } = contender
  const run = (one: Enterprise) => contender.run(contender.prepared(one))
  return {
    name, does,
    awards: async one => contender.awards(await run(one)),
    says: async one => {
      try {
        return contender.says(await run(one))
      } catch (error) {
        return `throws: ${(error instanceof Error ? error.message : String(error)).slice(0, 110).split('\n')[0] ?? ''}`
      }
    },
    work(pool, atOnce = 1) {
      const inputs = pool.map(one => contender.prepared(one))
      const [first] = inputs
      if (first === undefined) throw new Error('no enterprise to run on')
      let turn = 0
      const next = () => contender.run(inputs[turn++ % inputs.length] ?? first)
      if (atOnce > 1) return { name: `${name}, ${atOnce} at once`, units: atOnce, runAsync: () => Promise.all(Array.from({ length: atOnce }, next)) }
      return next() instanceof Promise ? { name, runAsync: async () => next() } : { name, run: next }
    },
  }
}
