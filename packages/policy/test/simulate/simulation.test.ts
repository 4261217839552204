import { rational } from '@lizhu/feel'
import { arena, webassembly } from '@lizhu/feel/kernel'
import { describe, expect, it } from 'vitest'
import { fileURLToPath } from 'node:url'
import { assess, type AssessOptions } from '../../src/assess/index.ts'
import type { City } from '../../src/city/index.ts'
import { loadPack } from '../../src/compile/load.ts'
import { readFolder, siblings } from '../../src/node.ts'
import { population } from '../../src/population/index.ts'
import type { Program } from '../../src/program.ts'
import { parametersOf, readReform, readSetting, reformText, reformed, simulation, valueFor, writtenAs, type Comparison } from '../../src/simulate/index.ts'
import { AS_OF } from '../assess/build.ts'

const at = (path: string) => fileURLToPath(new URL(`../../../../policies/${path}`, import.meta.url))
const program = loadPack(readFolder(at('shaoguan-2020-2')), siblings(at('shaoguan-2020-2')), [readFolder(at('shaoguan-demo'))]).program
const parameters = parametersOf(program)
const city = population(program, { size: 480, seed: 11, asOf: AS_OF })
const PLAIN = { takeUp: 100, share: 100 }

const lastUnit = ({ units }: City): number => [...units.values()].reduce((most, of) => of.reduce((a, b) => Math.max(a, b), most), -1)

/** What the closure grants under some rules: by instrument exact and as ceilings, and by party altogether. */
function granted(rules: Program, of: City = city, more: Pick<AssessOptions, 'instruments' | 'readings'> = {}) {
  const sums = new Map<string, [exact: bigint, ceiling: bigint]>()
  const parties = new Map<string, bigint>()
  for (let unit = 0; unit <= lastUnit(of); unit++) {
    for (const { instrument, subject, granted: given } of assess(rules, of.dossier(unit), { asOf: AS_OF, ...more }).assessments) {
      const { what } = rules.instruments.find(one => one.id === instrument)!
      if (what.kind !== 'amount' || what.amount.type.kind !== 'money' || given === undefined || given.how === 'measure') continue
      const fen = rational.floor(given.how === 'exact' ? given.value : given.most)
      const sum = sums.get(instrument) ?? [0n, 0n]
      sum[given.how === 'exact' ? 0 : 1] += fen
      sums.set(instrument, sum)
      parties.set(subject.party, (parties.get(subject.party) ?? 0n) + fen)
    }
  }
  return { sums, parties }
}
function settled(reform: string): Comparison {
  const here = simulation(program, city, { asOf: AS_OF })
  const { reform: read, problems } = readReform(reform, here.parameters)
  expect(problems).toEqual([])
  here.run(read, PLAIN)
  while (here.settle(() => true) > 0);
  const after = here.run(read, PLAIN)
  expect([after.cost[0].pending, after.cost[1].pending]).toEqual([0, 0])
  return after
}

describe('a reform', () => {
  const today = granted(program)

  it.each([
    'I13-1.amount=6%;I13-1.when.1=800万元;I13-1.amount.at most.1=60万元', 'I08-1.amount=80万元', 'I18-1.amount=120万元;I18-2.amount=0.5万元', 'I25-6.amount=12万元', '研发新增奖补比例=12.5%', 'I29-1.amount=40%;I29-1.amount.at most.1=20万元',
  ])('%s is what the closure says of every enterprise under the changed rules', text => {
    const { reform } = readReform(text, parameters)
    const now = granted(reformed(program, parameters, reform))
    const seen = settled(text)
    for (const { instrument, outlay } of seen.instruments) for (const [i, side] of [today, now].entries()) expect([instrument, i, outlay[i]?.exact, outlay[i]?.ceiling]).toEqual([instrument, i, ...side.sums.get(instrument) ?? [0n, 0n]])
    const differences = [...new Set([...today.parties.keys(), ...now.parties.keys()])].map(party => (now.parties.get(party) ?? 0n) - (today.parties.get(party) ?? 0n))
    expect([seen.winners, seen.losers]).toEqual([differences.filter(one => one > 0n).length, differences.filter(one => one < 0n).length])
    expect(seen.winners + seen.losers).toBeGreaterThan(0)
    const sum = (side: 0 | 1) => BigInt(seen.dimensions[0]!.groups.reduce((all, { amount }) => all + amount[side], 0))
    expect([sum(0), sum(1)]).toEqual([[...today.parties.values()], [...now.parties.values()]].map(all => all.reduce((a, b) => a + b, 0n)))
    for (const { id, amount, by } of seen.changes) {
      expect([id, ...amount.map(BigInt)]).toEqual([id, today.parties.get(id) ?? 0n, now.parties.get(id) ?? 0n])
      expect(by.length).toBeGreaterThan(0)
    }
  })

  it('leaves what it does not touch the same object, and says where it stands in the words', () => {
    const { reform } = readReform('I13-1.amount=6%', parameters)
    const now = reformed(program, parameters, reform)
    expect(now.instruments.flatMap((one, i) => (one === program.instruments[i] ? [] : [one.id]))).toEqual(['I13-1'])
    const text = (id: string) => { const one = parameters.find(known => known.id === id)!; return program.articles.find(({ number }) => number === one.words.article)!.text.slice(...one.at!) }
    expect(['I13-1.amount', 'I13-1.when.1', 'I13-1.amount.at most.1', 'I25-2.amount'].map(text)).toEqual(['5%', '1000 万元', '50 万元', '10'])
  })

  it('is the same again out of its own text', () => {
    for (const one of parameters) {
      const same = readReform(`${one.id}=${one.written}`, parameters)
      expect([one.id, same.problems, reformText(parameters, same.reform)]).toEqual([one.id, [], `${one.id}=${writtenAs(one, one.value)}`])
    }
  })

  it('says what is wrong with a setting', () => {
    const problem = (text: string) => { const read = readSetting(text, parameters); return 'problem' in read ? [read.problem, read.near] : [] }
    expect(problem('I13-1.amount')).toEqual(['no-equals', undefined])
    expect(problem('I13-1.rate=6%')).toEqual(['no-parameter', 'I13-1.when.1'])
    expect(problem('I13-1.amount=6万元')).toEqual(['other-type', '5%'])
    expect(problem('I13-1.amount=许多')).toEqual(['no-value', '5%'])
    expect(problem('I13-1.amount=-1%')).toEqual(['out-of-range', '5%'])
    const rate = parameters.find(one => one.id === 'I13-1.amount')!
    expect(valueFor(rate, '6.5')).toEqual({ value: { n: 13n, d: 200n } })
  })
})

it('is as quick to change its mind in WebAssembly: the same figures, there and back', () => {
  const lots = arena(64 << 20)!
  const [slow, quick] = [simulation(program, city, { asOf: AS_OF }), simulation(program, city, { asOf: AS_OF, arena: lots, kernel: plan => webassembly(plan, lots)! })]
  const texts = ['', 'I13-1.amount=6%', 'I13-1.amount=7%;I08-3.amount=10万元', '', 'I08-3.amount=10万元', 'I14-4.amount=0元', 'I13-1.amount=6%']
  for (const text of texts) { const { reform } = readReform(text, parameters); expect(quick.run(reform, PLAIN), text).toEqual(slow.run(reform, PLAIN)) }
})

describe('where rows meet, and the closure has a part in it', () => {
  const LADDERS = ['I08-1', 'I08-3', 'I08-4', 'I13-1', 'I18-1', 'I18-2', 'I18-3']
  const large = population(program, { size: 4000, seed: 3, asOf: AS_OF })
  const here = simulation(program, large, { asOf: AS_OF, instruments: LADDERS })
  const settle = () => { while (here.settle(() => true) > 0); }

  it('a step of a ladder changes what those above it pay, exact amounts and ceilings apart', () => {
    // A higher title after a lower one read as the difference.
    const rung = program.instruments.flatMap(one => one.stacking).find(one => one.rule === 'promotion' && one.among.includes('I18-1'))!
    const readings = { [rung.reading!.id]: rung.or!.findIndex(({ node }) => node.rule === 'promotion' && node.pays === 'difference') }
    const there = simulation(program, large, { asOf: AS_OF, readings, instruments: LADDERS })
    const { reform } = readReform('I18-3.amount=45万元;I13-1.amount=6%', parameters)
    there.run(reform, PLAIN)
    while (there.settle(() => true) > 0);
    const seen = there.run(reform, PLAIN)
    for (const [side, rules] of [program, reformed(program, parameters, reform)].entries()) {
      const { sums } = granted(rules, large, { readings })
      for (const { instrument, outlay } of seen.instruments) expect([side, instrument, outlay[side]?.exact, outlay[side]?.ceiling]).toEqual([side, instrument, ...sums.get(instrument) ?? [0n, 0n]])
    }
    const moved = seen.instruments.filter(({ outlay: [before, after] }) => before.exact !== after.exact || before.ceiling !== after.ceiling).map(one => one.instrument)
    expect(moved).toEqual(expect.arrayContaining(['I13-1', 'I18-1', 'I18-3']))
  })

  it('nobody gains or loses by what is not worked out yet', () => {
    let waited = 0
    for (const text of ['I08-1.amount=80万元', 'I18-1.amount=120万元;I18-2.amount=0.5万元', 'I13-1.amount=6%']) {
      settle()
      const { reform } = readReform(text, here.parameters)
      const first = here.run(reform, PLAIN)
      settle()
      const last = here.run(reform, PLAIN)
      waited += first.cost[1].pending
      expect(first.winners <= last.winners && first.losers <= last.losers).toBe(true)
      expect(first.dimensions[0]!.groups.reduce((sum, one) => sum + one.losers, 0)).toBe(first.losers)
    }
    expect(waited).toBeGreaterThan(0)
  })
})

it('what parties are told apart by has its English name too', () => {
  const here = simulation(program, city, { asOf: AS_OF, instruments: ['I13-1'] })
  expect(here.run(new Map(), PLAIN).dimensions.map(one => [one.name, one.en])).toContainEqual(['企业规模', 'Enterprise size'])
})

it('comes back to what it worked out: the same figures without asking the closure again', () => {
  const here = simulation(program, city, { asOf: AS_OF, instruments: ['I18-1', 'I18-2'] })
  const trial = here.trial(readReform('I18-1.amount=120万元', parameters).reform)
  while (trial.settle(() => true) > 0);
  const settledOnce = trial.compare(PLAIN)
  here.trial(readReform('I18-2.amount=0.5万元', parameters).reform).compare(PLAIN)
  const again = here.trial(readReform('I18-1.amount=120万元', parameters).reform)
  expect(again.settle(() => false)).toBe(0)
  expect(again.compare(PLAIN)).toEqual(settledOnce)
  // 1/3 is written by no text: it is another reform than none, and than 1/7.
  const third = (d: bigint) => here.trial(new Map([['I18-1.amount', { n: 100_000_000n, d }]])).compare(PLAIN).cost[1].high
  expect(third(3n)).not.toBe(third(7n))
  expect(here.anew(PLAIN).cost).toEqual(here.trial(new Map()).compare(PLAIN).cost)
})

it('reckons with who claims, what is granted of a ceiling, and what is not told', () => {
  const here = simulation(program, city, { asOf: AS_OF })
  const cost = (takeUp: number, share: number) => here.run(new Map(), { takeUp, share }).cost[0]
  const [all, half, granted80] = [cost(100, 100), cost(50, 100), cost(100, 80)]
  expect(half.low).toBe(all.low / 2n)
  expect(granted80.low).toBeLessThan(all.low)
  expect([half.high, granted80.high]).toEqual([all.high, all.high])
  for (const one of [all, half, granted80]) expect(one.low <= one.likely && one.likely <= one.high).toBe(true)
  expect(all.likely).toBeGreaterThan(all.low)
})
