import { expect, it } from 'vitest'
import { fileURLToPath } from 'node:url'
import { changeRule, ruleText } from '../../src/compile/change.ts'
import { loadPack } from '../../src/compile/load.ts'
import { readFolder, siblings } from '../../src/node.ts'
import { population } from '../../src/population/index.ts'
import { readReform, simulation } from '../../src/simulate/index.ts'
import { AS_OF } from '../assess/build.ts'

const at = (path: string) => fileURLToPath(new URL(`../../../../policies/${path}`, import.meta.url))
const loaded = loadPack(readFolder(at('shaoguan-2020-2')), siblings(at('shaoguan-2020-2')), [readFolder(at('shaoguan-demo'))])
const { program } = loaded
const text = (id: string): string => ruleText(loaded, id) ?? ''

it('a rule written as it stands is the rule that stands, completed by other packs too', () => {
  const plain = (value: unknown) => JSON.stringify(value, (_, one: unknown) => (typeof one === 'bigint' ? String(one) : one))
  for (const { id } of program.instruments) {
    const { program: now, changed, diagnostics } = changeRule(loaded, id, text(id))
    expect([id, diagnostics]).toEqual([id, []])
    expect(changed.has(id)).toBe(true)
    expect(plain(now)).toBe(plain(program))
    expect(now.instruments.filter((one, i) => one === program.instruments[i] && changed.has(one.id))).toEqual([])
  }
})

it('a rule written anew is screened as the same change of its numbers is', () => {
  const here = simulation(program, population(program, { size: 320, seed: 2, asOf: AS_OF }), { asOf: AS_OF })
  const { program: now, changed } = changeRule(loaded, 'I13-1', text('I13-1').replace('固定资产投资 >= 1000万元', '固定资产投资 >= 700万元').replace('up to: "5%"', 'up to: "8%"'))
  const written = here.runUnder(now, changed, { takeUp: 100, share: 100 })
  const turned = here.run(readReform('I13-1.when.1=700万元;I13-1.amount=8%', here.parameters).reform, { takeUp: 100, share: 100 })
  expect(written).toEqual(turned)
  expect(written.winners).toBeGreaterThan(0)
})

it('a rule may read facts that it did not read before', () => {
  const here = simulation(program, population(program, { size: 320, seed: 2, asOf: AS_OF }), { asOf: AS_OF })
  const { program: now, changed, diagnostics } = changeRule(loaded, 'I13-1', text('I13-1').replace('固定资产投资 >= 1000万元', '固定资产投资 >= 1000万元 and 企业.县区 = \\"曲江区\\"'))
  expect(diagnostics).toEqual([])
  const seen = here.runUnder(now, changed, { takeUp: 100, share: 100 })
  const [county] = seen.dimensions.filter(one => one.name === '县区')
  expect(county?.groups.filter(one => one.losers > 0).length).toBeGreaterThan(3)
  expect(county?.groups.find(one => one.name === '曲江区')?.losers).toBe(0)
})

it('says where a rule is wrong, and goes on with the old one', () => {
  const wrong = text('I13-1').replace('固定资产投资 >= 1000万元', '固定资产投资 >= 1000人')
  const { program: now, diagnostics } = changeRule(loaded, 'I13-1', wrong)
  expect(now).toBe(program)
  expect(diagnostics.map(one => wrong.slice(one.span.from, one.span.to))).toEqual(['固定资产投资 >= 1000人'])
  expect(changeRule(loaded, 'I13-1', `${text('I13-1')}\nwhat: "x"`).diagnostics.length).toBeGreaterThan(0)
  expect(changeRule(loaded, 'I99-1', 'id: I99-1').diagnostics.map(one => one.code)).toEqual(['unknown-instrument'])
})
