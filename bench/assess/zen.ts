import type { ZenEngineResponse } from '@gorules/zen-engine'
import { RULES, awardsOf, type Contender, type Rule } from './contender.ts'
import type { Enterprise } from './enterprises.ts'

const expressions: Readonly<Record<Rule, string>> = {
  title: 'title == "省级智能制造示范试点企业" ? 1000000 : 0',
  robots: 'equipment in ["工业机器人整机", "工业机器人成套设备"] ? min([0.1 * purchase, 1000000]) : 0',
  match: 'benchmark ? min([0.1 * provincial, 1000000]) : 0',
  design: 'service == "工业设计" ? min([0.5 * contract, 200000]) : 0',
  managers: `((outputBefore >= 100000000 and output >= 100000000) or (investment >= 50000000 and investment / investmentBefore - 1 >= 0.15))
    and post in ["董事长", "总经理", "总会计师"] ? min([0.5 * tax, 100000]) : 0`,
  guarantee: 'balance > 500000000 and balance / balanceBefore - 1 >= 0.2 ? floor((balance - balanceBefore) / 100000000) * 100000 : 0',
}

/** A decision of one expression node with six results, the smallest graph that gives them. */
const graph = {
  nodes: [
    { id: 'in', name: 'in', type: 'inputNode', content: {} },
    { id: 'awards', name: 'awards', type: 'expressionNode', content: { expressions: RULES.map(key => ({ id: key, key, value: expressions[key] })) } },
    { id: 'out', name: 'out', type: 'outputNode', content: {} },
  ],
  edges: [
    { id: '1', sourceId: 'in', targetId: 'awards', type: 'edge' },
    { id: '2', sourceId: 'awards', targetId: 'out', type: 'edge' },
  ],
}

/** Native code in threads of its own: compiled once, then each enterprise is one call that is waited for. Undefined where npm has no binary for this machine. */
export async function zen(trace: boolean): Promise<Contender<Enterprise, ZenEngineResponse> | undefined> {
  const native = await import('@gorules/zen-engine').catch(() => undefined)
  if (native === undefined) return undefined
  const decision = new native.ZenEngine().createDecision(new native.ZenDecisionContent(graph))
  return {
    name: trace ? 'zen-engine, trace' : 'zen-engine, no trace',
    does: {
      trace: trace ? 'what went into and came out of each node, and each expression’s result' : 'none',
      exact: 'decimals of 28 digits; results are doubles', missing: 'null; arithmetic on it is an error',
    },
    prepared: one => one,
    run: one => decision.evaluate(one, { trace }),
    awards: output => awardsOf(rule => resultOf(output, rule)),
    says: output => String(resultOf(output, 'guarantee')),
  }
}

function resultOf({ result }: ZenEngineResponse, rule: Rule): unknown {
  const all: unknown = result
  return typeof all === 'object' && all !== null ? Reflect.get(all, rule) : undefined
}
