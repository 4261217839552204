import { evaluate, type EvaluationResult } from 'feelin'
import { RULES, awardsOf, type Contender, type Rule } from './contender.ts'
import type { Enterprise } from './enterprises.ts'

const expressions: Readonly<Record<Rule, string>> = {
  title: 'if title = "省级智能制造示范试点企业" then 1000000 else 0',
  robots: 'if equipment in ("工业机器人整机", "工业机器人成套设备") then min(10 / 100 * purchase, 1000000) else 0',
  match: 'if benchmark then min(10 / 100 * provincial, 1000000) else 0',
  design: 'if service = "工业设计" then min(50 / 100 * contract, 200000) else 0',
  managers: `if ((outputBefore >= 100000000 and output >= 100000000) or (investment >= 50000000 and investment / investmentBefore - 1 >= 0.15))
    and post in ("董事长", "总经理", "总会计师") then min(50 / 100 * tax, 100000) else 0`,
  guarantee: 'if balance > 500000000 and balance / balanceBefore - 1 >= 0.20 then floor((balance - balanceBefore) / 100000000) * 100000 else 0',
}

/**
 * `evaluate` parses its expression at every call: its grammar depends on the names in the context, and a parsed
 * expression cannot be kept (nikku/feelin, issue 67). One call a rule was quicker than one expression for all six.
 */
export function feelin(): Contender<Record<string, unknown>, readonly EvaluationResult<unknown>[]> {
  const texts = RULES.map(rule => expressions[rule])
  return {
    name: 'feelin',
    does: { trace: 'none; warnings', exact: 'no: doubles', missing: 'null, and a warning; `if null` takes the else' },
    prepared: (one: Enterprise) => ({ ...one }),
    run: context => texts.map(expression => evaluate(expression, context)),
    awards: results => awardsOf(rule => results[RULES.indexOf(rule)]?.value),
    says: results => {
      const { value, warnings } = results[RULES.indexOf('guarantee')] ?? {}
      return [String(value), ...(warnings ?? []).map(({ message }) => message)].join(', ')
    },
  }
}
