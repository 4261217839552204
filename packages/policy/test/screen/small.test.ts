import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { webassembly } from '@lizhu/feel/kernel'
import { claim, facts, program } from '../assess/build.ts'
import { agreement, dossiersOf, planOf } from './agreement.ts'

/** Small packs put together at random: what · of what · changed by · limited by, for claims with figures of a few yuan. */
const given = fc.constantFrom('give: "10%"\nof: "投资额"', 'up to: "33%"\nof: "投资额"', 'between: "10%..20%"\nof: "投资额"', 'give: "2元"', 'give: "0.5元"\neach: "3元"\nof: "投资额"', 'give: "每方"\nof: "投资额"', 'give: "7%"\nof: "投资额 - 其他补助"',
  'give: "占比"\nof: "投资额"', 'of: "投资额"\ntable:\n  - band: "[1元..20元)"\n    give: "3%"\n  - band: ">= 20元"\n    test: "面积 > 2"\n    give: "7%"', 'on: "其他补助"\ntable:\n  - band: "[1元..20元)"\n    give: "3元"\n  - band: ">= 20元"\n    give: "7元"', 'of: "投资额"\nportions:\n  - band: "[0元..10元)"\n    give: "1%"\n  - band: ">= 10元"\n    give: "3%"')
const changed = fc.constantFrom('', 'adjust:\n  - test: "面积 > 2"\n    add: "2元"\n', 'adjust:\n  - less: "其他补助"\n', 'adjust:\n  - test: "企业.失信"\n    times: "50%"\n', 'at least:\n  - min: "1元"\n')
const limited = fc.constantFrom('', 'at most:\n  - max: "3元"\n', 'at most:\n  - max: "4元"\n    per: 企业\n', 'at most:\n  - max: "5元"\n    including: "其他补助"\n', 'at most:\n  - max: "占比 * 投资额"\n')
const rounds = fc.constantFrom('', 'round: down 1元\n', 'round: nearest 0.1元\n', 'round: up 1元\n')
const when = fc.constantFrom('类别 = "甲"', '(类别 in ["甲", "乙"]) and 面积 >= 1', 'not(企业.失信)', '投资额 > 其他补助 or 面积 < 3', '无则(其他补助, 0元) / 投资额 < 20%', '完工日期 <= 评估日期 - 1年')
const indented = (text: string): string => text.trim().split('\n').map(line => `  ${line}`).join('\n')
const FACTS = `${facts('失信 boolean')}claims:\n${claim('项目', ['企业'], '类别 choice', '投资额 money most=50元', '面积 number', '其他补助 money', '占比 rate', '完工日期 date').replace('type: choice\n', 'type: choice\n        choices:\n          - 甲\n          - 乙\n          - 丙\n')}`

describe('small packs put together at random', () => {
  it('say in columns what they say one at a time', () => {
    let byKernel = 0
    fc.assert(fc.property(fc.array(fc.tuple(when, given, changed, limited, rounds, fc.boolean()), { minLength: 4, maxLength: 6 }), fc.integer(), (rows, seed) => {
      const made = program(rows.map(([test, give, change, limit, round, once], i) => ['instrument', `id: I${i}\nname: 甲\nwords: "试"\nfor: 项目\n${once ? 'once: 企业\n' : ''}when:\n  - words: "试"\n    test: '${test}'\namount:\n${indented(`${give}\n${change}${limit}${round}`)}\n${give.includes('每方') ? `settings:\n  - id: 每方\n    owner: 局\n` : ''}`] as const)
        .filter(([, text], i, all) => !text.includes('每方') || all.findIndex(([, other]) => other.includes('每方')) === i), FACTS)
      const answer = agreement(planOf(made), dossiersOf(made, 12, 10, seed), plan => webassembly(plan)!)
      byKernel += answer.byKernel
      expect(answer.differ.slice(0, 2).join('\n')).toBe('')
    }), { numRuns: 25, seed: 11, endOnFailure: true })
    expect(byKernel).toBeGreaterThan(500)
  })
})
