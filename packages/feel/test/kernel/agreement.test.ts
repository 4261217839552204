import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { check, missing, parse, trace, type Missing } from '../../src/index.ts'
import { columnKey, javascript, webassembly, type Kernel, type Plan } from '../../src/kernel/index.ts'
import { money, partial, truth } from '../expressions.ts'
import { environment, scope, TODAY, tree } from '../world.ts'
import { answers, probe, rowsOf } from './probe.ts'

const checked = fc.oneof(money, truth).filter(text => {
  const parsed = parse(text)
  return parsed.tree !== undefined && check(parsed.tree, scope).tree !== undefined
})
/** Texts by condition, which the random expressions of the world do not have. */
const extra = fc.tuple(truth, truth, fc.constantFrom('"其他"', '类别'), fc.constantFrom('= "其他"', '!= "增扩产"', 'in ["增扩产", "其他"]'))
  .map(([a, b, text, test]) => `(if ${a} then ${text} else (if ${b} then "增扩产" else 类别)) ${test}`)
const keyOf = (each: Missing): string => ('setting' in each ? each.setting : columnKey(each.ref, each.at))
const BACKENDS: readonly (readonly [string, (plan: Plan) => Kernel])[] = [['javascript', javascript], ['webassembly', plan => webassembly(plan)!]]

describe.each(BACKENDS)('%s', (_, make) => {
  it('says what the closure says of random expressions, with the same facts missing', () => {
    let rows = 0
    let beyond = 0
    const refused = new Map<string, number>()
    fc.assert(fc.property(fc.oneof({ weight: 9, arbitrary: checked }, { weight: 1, arbitrary: extra }), fc.array(partial, { minLength: 20, maxLength: 40 }), (text, worlds) => {
      const made = probe(tree(text), { today: TODAY, setting: () => 'open' }, refused)
      if (made === undefined) return
      const envs = worlds.map(({ told: { 奖补比例: _ignored, ...told } }) => environment(told))
      const run = trace(made.tree)
      const given = answers(made, rowsOf(made.plan, envs.length, (row, ref, at) => envs[row]!.fact(ref, at)), make)
      given.forEach((answer, row) => {
        rows++
        if (answer.beyond) { beyond++; return }
        const node = run(envs[row]!)
        expect({ value: answer.value, missing: [...answer.missing].sort() }).toEqual({ value: node.value, missing: missing(node).map(keyOf).sort() })
      })
    }), { numRuns: 400, seed: 7, endOnFailure: true })
    expect(rows).toBeGreaterThan(5000)
    expect(beyond / rows).toBeLessThan(0.02)
    // What columns do not hold is refused, never guessed.
    expect([...refused.keys()].sort()).toEqual(['line-number', 'list-fact', 'period-by-row'])
  })
})
