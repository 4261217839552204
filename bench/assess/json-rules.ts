import { Engine, type EngineResult, type TopLevelCondition } from 'json-rules-engine'
import { awardsOf, type Contender, type Rule } from './contender.ts'
import type { Enterprise } from './enterprises.ts'

const conditions: Readonly<Record<Rule, TopLevelCondition>> = {
  title: { all: [{ fact: 'title', operator: 'equal', value: '省级智能制造示范试点企业' }] },
  robots: { all: [{ fact: 'equipment', operator: 'in', value: ['工业机器人整机', '工业机器人成套设备'] }] },
  match: { all: [{ fact: 'benchmark', operator: 'equal', value: true }] },
  design: { all: [{ fact: 'service', operator: 'equal', value: '工业设计' }] },
  managers: {
    all: [
      {
        any: [
          { all: [{ fact: 'outputBefore', operator: 'greaterThanInclusive', value: 100_000_000 }, { fact: 'output', operator: 'greaterThanInclusive', value: 100_000_000 }] },
          { all: [{ fact: 'investment', operator: 'greaterThanInclusive', value: 50_000_000 }, { fact: 'investmentGrowth', operator: 'greaterThanInclusive', value: 0.15 }] },
        ],
      },
      { fact: 'post', operator: 'in', value: ['董事长', '总经理', '总会计师'] },
    ],
  },
  guarantee: { all: [{ fact: 'balance', operator: 'greaterThan', value: 500_000_000 }, { fact: 'balanceGrowth', operator: 'greaterThanInclusive', value: 0.2 }] },
}

type Computed = (fact: (name: keyof Enterprise) => Promise<number>) => Promise<number>

/** It has conditions but no arithmetic: growth and amounts are facts computed in JavaScript. */
const computed: Readonly<Record<string, Computed>> = {
  investmentGrowth: async fact => await fact('investment') / await fact('investmentBefore') - 1,
  balanceGrowth: async fact => await fact('balance') / await fact('balanceBefore') - 1,
  title: () => Promise.resolve(1_000_000),
  robots: async fact => Math.min(0.1 * await fact('purchase'), 1_000_000),
  match: async fact => Math.min(0.1 * await fact('provincial'), 1_000_000),
  design: async fact => Math.min(0.5 * await fact('contract'), 200_000),
  managers: async fact => Math.min(0.5 * await fact('tax'), 100_000),
  guarantee: async fact => Math.floor((await fact('balance') - await fact('balanceBefore')) / 100_000_000) * 100_000,
}

/** One engine, its rules added once; the facts of an enterprise are given to `run`. Its result tells what every condition came to. */
export function jsonRules(): Contender<Record<string, unknown>, EngineResult> {
  const engine = new Engine([], { replaceFactsInEventParams: true })
  for (const [name, value] of Object.entries(computed)) engine.addFact(factOf(name), (_, almanac) => value(fact => almanac.factValue<number>(fact)), { cache: false })
  for (const [name, rule] of Object.entries(conditions)) engine.addRule({ name, conditions: rule, event: { type: name, params: { amount: { fact: factOf(name) } } } })
  return {
    name: 'json-rules-engine',
    does: { trace: 'every condition with its fact; amounts are the caller’s own JavaScript', exact: 'no: doubles', missing: 'an error that ends the run' },
    prepared: one => ({ ...one }),
    run: facts => engine.run(facts),
    awards: result => awardsOf(rule => amountOf(result, rule)),
    says: result => String(amountOf(result, 'guarantee')),
  }
}
/** A rule and the amount it gives would else have one name. */
const factOf = (name: string): string => (name in conditions ? `award ${name}` : name)

function amountOf({ events }: EngineResult, rule: Rule): unknown {
  const amount: unknown = events.find(({ type }) => type === rule)?.params?.['amount']
  return amount ?? 0
}
