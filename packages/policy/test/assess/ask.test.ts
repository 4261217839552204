import { describe, expect, it } from 'vitest'
import { amountFor, claim, enterprise, facts, program, run } from './build.ts'

describe('what to ask next', () => {
  it('a fact that many wait for comes before one that one waits for, and claims before their facts', () => {
    const made = program([
      ...['甲', '乙', '丙'].map((id): readonly [string, string] => ['instrument', `id: ${id}\nname: ${id}\nwords: "试"\nfor: 企业\nwhen:\n  - words: "试"\n    test: "行业 = \\"${id}\\""\nmeasure: "试"`]),
      ['instrument', 'id: 丁\nname: 丁\nwords: "试"\nfor: 企业\nwhen:\n  - words: "试"\n    test: "上市"\nmeasure: "试"'],
      amountFor('give: "10%"\nof: "投资额"', '', '项目'),
    ], `${facts('上市 boolean', '行业 text')}claims:\n${claim('项目', ['企业'], '投资额 money')}`)
    const { ask } = run(made, enterprise({}))
    expect(ask.map(({ missing, settles }) => `${missing.fact?.name ?? missing.kind}: ${settles.join()}`)).toEqual(['行业: 甲,乙,丙', '上市: 丁', '项目: A'])
  })

  it('what is settled asks for nothing', () => {
    const made = program([amountFor('give: "10%"\nof: "投资额"', 'when:\n  - words: "试"\n    test: "上市"\n  - words: "试"\n    test: "行业 = \\"甲\\""'.replaceAll('\\"', '"').replace('"行业 = "甲""', "'行业 = \"甲\"'"))], facts('上市 boolean', '行业 text', '投资额 money'))
    expect(run(made, enterprise({ 上市: false })).ask).toEqual([])
    expect(run(made, enterprise({})).ask.map(({ missing }) => missing.fact?.name)).toEqual(['上市', '行业', '投资额'])
  })
})
