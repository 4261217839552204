import Engine, { type EvaluatedNode, type Situation } from 'publicodes'
import { RULES, awardsOf, type Contender } from './contender.ts'
import type { Enterprise } from './enterprises.ts'

/** The facts, with the unit that publicodes carries through a sum; names are ASCII because its grammar has no Han. */
const facts = {
  title: {}, equipment: {}, purchase: { unité: '€' }, benchmark: {}, provincial: { unité: '€' }, service: {}, contract: { unité: '€' },
  output: { unité: '€' }, 'output before': { unité: '€' }, investment: { unité: '€' }, 'investment before': { unité: '€' },
  post: {}, tax: { unité: '€' }, balance: { unité: '€' }, 'balance before': { unité: '€' },
}

const awards = {
  'award title': { 'applicable si': "title = '省级智能制造示范试点企业'", valeur: '1000000 €' },
  'award robots': {
    'applicable si': { 'une de ces conditions': ["equipment = '工业机器人整机'", "equipment = '工业机器人成套设备'"] },
    valeur: '10% * purchase',
    plafond: '1000000 €',
  },
  'award match': { 'applicable si': 'benchmark', valeur: '10% * provincial', plafond: '1000000 €' },
  'award design': { 'applicable si': "service = '工业设计'", valeur: '50% * contract', plafond: '200000 €' },
  'award managers': {
    'applicable si': {
      'toutes ces conditions': [
        {
          'une de ces conditions': [
            { 'toutes ces conditions': ['output before >= 100000000 €', 'output >= 100000000 €'] },
            { 'toutes ces conditions': ['investment >= 50000000 €', 'investment / investment before - 1 >= 15%'] },
          ],
        },
        { 'une de ces conditions': ["post = '董事长'", "post = '总经理'", "post = '总会计师'"] },
      ],
    },
    valeur: '50% * tax',
    plafond: '100000 €',
  },
  'award guarantee': {
    'applicable si': { 'toutes ces conditions': ['balance > 500000000 €', 'balance / balance before - 1 >= 20%'] },
    valeur: '(balance - balance before) // 100000000 € * 100000 €',
  },
}

type Name = keyof typeof facts | keyof typeof awards
const text = (value: string): string => `'${value}'`

/**
 * The engine is made once, and each enterprise is a new situation on it: the way its documentation gives (`shallowCopy`
 * is for situations that must stand side by side, and costs a copy more). Every rule is asked for by name; what comes
 * back is the evaluated tree.
 */
export function publicodes(): Contender<Situation<Name>, readonly EvaluatedNode[]> {
  const engine = new Engine<Name>({ ...facts, ...awards })
  return {
    name: 'publicodes',
    does: { trace: 'the evaluated tree', exact: 'no: doubles', missing: 'undefined, and the list of missing variables' },
    prepared: situationOf,
    run(situation) {
      engine.setSituation(situation)
      return RULES.map(rule => engine.evaluate(`award ${rule}`))
    },
    awards: nodes => awardsOf(rule => nodes[RULES.indexOf(rule)]?.nodeValue ?? 0),
    says: nodes => {
      const { nodeValue, missingVariables } = nodes[RULES.indexOf('guarantee')] ?? {}
      return [String(nodeValue), ...Object.keys(missingVariables ?? {}).map(name => `missing ${name}`)].join(', ')
    },
  }
}

function situationOf(one: Enterprise): Situation<Name> {
  return {
    title: text(one.title), equipment: text(one.equipment), purchase: one.purchase, benchmark: one.benchmark ? 'oui' : 'non', provincial: one.provincial,
    service: text(one.service), contract: one.contract, output: one.output, 'output before': one.outputBefore, investment: one.investment,
    'investment before': one.investmentBefore, post: text(one.post), tax: one.tax, balance: one.balance,
    ...(one.balanceBefore === undefined ? {} : { 'balance before': one.balanceBefore }),
  }
}
