import { expect, it } from 'vitest'
import { fileURLToPath } from 'node:url'
import { changeRule, ruleText } from '../../src/compile/change.ts'
import { loadPack } from '../../src/compile/load.ts'
import { readFolder, siblings } from '../../src/node.ts'
import { population } from '../../src/population/index.ts'
import { packWith, parametersOf, patchOf, readReform, reformed, rewritten, rulePartsOf, simulation, stands } from '../../src/simulate/index.ts'
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

const parameters = parametersOf(program)
const parts = (id: string) => rulePartsOf(loaded.source, new Set([id]))

it('a rule has parts that can be written, named as the numbers in them are', () => {
  expect(parts('I13-1').map(({ id, key, text: now }) => [id, key, now])).toEqual([
    ['I13-1.when.1', 'test', '固定资产投资 >= 1000万元'], ['I13-1.when.2', 'test', '类别 in ["增扩产", "节能降耗", "绿色制造"]'],
    ['I13-1.when.3', 'test', '完工投产日期 >= date("2020-04-27") and 完工投产日期 <= 评估日期'],
    ['I13-1.amount', 'up to', '5%'], ['I13-1.amount.of', 'of', '设备投资额'], ['I13-1.amount.at most.1', 'max', '50万元'], ['I13-1.amount.at most.2', 'max', '100万元'],
  ])
  const all = rulePartsOf(loaded.source, new Set(program.instruments.map(one => one.id)))
  expect(new Set(all.map(one => one.id)).size).toBe(all.length)
  for (const one of all) expect([one.id, one.text]).toEqual([one.id, one.text.trim()])
})

it('parts written as they stand change nothing; each can be written, and the policy then reads so', () => {
  for (const { id } of program.instruments) {
    const same = new Map(parts(id).map(one => [one.id, one.text]))
    expect(rewritten(loaded, program, same)).toMatchObject({ changed: new Set(), objections: [], unknown: [] })
    expect(packWith(loaded.source, same)).toBe(loaded.source.text)
  }
  const texts = new Map([['I13-1.when.2', '类别 = "绿色制造"'], ['I13-1.amount', '8%'], ['I08-1.amount', '90万元']])
  const { program: now, changed, objections } = rewritten(loaded, program, texts)
  expect(objections).toEqual([])
  expect(changed.has('I13-1') && changed.has('I08-1')).toBe(true)
  expect(now.instruments.filter(one => !changed.has(one.id)).every(one => program.instruments.includes(one))).toBe(true)
  const { text: whole, diff } = patchOf(loaded.source, parameters, readReform('I13-1.when.1=800万元', parameters).reform, texts)
  const again = loadPack({ ...readFolder(at('shaoguan-2020-2')), files: new Map([...readFolder(at('shaoguan-2020-2')).files, ['policy.md', whole]]) }, siblings(at('shaoguan-2020-2')))
  expect(again.diagnostics.filter(one => one.severity === 'error')).toEqual([])
  expect(rulePartsOf(again.source, new Set(['I13-1'])).map(one => one.text).slice(0, 4)).toEqual(['固定资产投资 >= 800万元', '类别 = "绿色制造"', parts('I13-1')[2]!.text, '8%'])
  expect(diff).toContain(`+    test: '类别 = "绿色制造"'`)
})

it('a number that was written away is not turned any more, the others are', () => {
  const { program: now } = rewritten(loaded, program, new Map([['I13-1.amount', '8%']]))
  const [rate, threshold] = ['I13-1.amount', 'I13-1.when.1'].map(id => parameters.find(one => one.id === id)!)
  expect([stands(now, rate!), stands(now, threshold!), stands(program, rate!)]).toEqual([false, true, true])
  const after = reformed(now, parameters, readReform('I13-1.amount=6%;I13-1.when.1=800万元', parameters).reform)
  expect(after).toEqual(reformed(now, parameters, readReform('I13-1.when.1=800万元', parameters).reform))
  expect(after).not.toEqual(now)
})

it('an objection stands in the part, at the character typed', () => {
  const wrong = new Map([['I13-1.when.1', '固定资产投资 >= 1000万元 and 没有这个'], ['I13-1.amount.of', '设备投资额 +'], ['I99.when.1', 'true']])
  const { program: now, objections, unknown } = rewritten(loaded, program, wrong)
  expect(now).toBe(program)
  expect(unknown).toEqual(['I99.when.1'])
  expect(objections.map(one => [one.part, wrong.get(one.part ?? '')?.slice(one.from, one.to)])).toEqual([['I13-1.when.1', '没有这个'], ['I13-1.amount.of', expect.anything()]])
  const quoted = new Map([['I13-1.when.2', `类别 = "a" and 'x' = "没有"`]])
  expect(rewritten(loaded, program, quoted).objections.every(one => one.part === 'I13-1.when.2')).toBe(true)
})
