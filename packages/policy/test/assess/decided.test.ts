import { join } from 'node:path'
import { calendar } from '@lizhu/feel'
import { beforeAll, describe, expect, test } from 'vitest'
import { assess, decided, loadPack, readCases, readDossier, readingsOf, restsOn, undecided, type Assessment, type Decision, type Dossier, type Program } from '../../src/index.ts'
import { readFolder, siblings } from '../../src/node.ts'

const path = join(import.meta.dirname, '../../../../policies/shaoguan-2020-2')
const asOf = calendar.parseDate('2025-11-24')!
const rate: Decision = { setting: '研发新增奖补比例', value: '8%', from: calendar.parseDate('2025-01-01')!, document: '韶科〔2025〕3号' }
let program: Program
let dossiers: readonly { readonly instrument: string; readonly dossier: Dossier }[]

beforeAll(() => {
  const loaded = loadPack(readFolder(path), siblings(path))
  ;({ program } = loaded)
  dossiers = readCases(loaded.source.folder, []).flatMap(({ raw, facts }) => (raw.instrument === undefined ? [] : [{ instrument: raw.instrument.text, dossier: readDossier(program, facts).dossier }]))
})

const spent = (years: Readonly<Record<string, string>>) => readDossier(program, { 企业: [{ id: '甲', 研发费用: years }] }).dossier
const of = (rules: Program, dossier: Dossier, day = asOf) => assess(rules, dossier, { asOf: day, instruments: ['I14-2'] }).assessments.find(one => one.instrument === 'I14-2')
const fen = (one: Assessment | undefined) => (one?.granted?.how === 'exact' ? one.granted.value.n : one?.status)

describe('a setting that was decided', () => {
  test('gives the amount, from its day on', () => {
    const { program: rules, unfit } = decided(program, [rate])
    expect(unfit).toEqual([])
    const dossier = spent({ 2023: '498万元', 2024: '612万元' })
    expect(fen(of(program, dossier))).toBe('undecided')
    // (612 − 498)万元 × 8% = 9.12万元
    expect(fen(of(rules, dossier))).toBe(9_120_000n)
    expect(of(rules, dossier)?.steps.some(one => one.words?.quote.includes('韶科〔2025〕3号') === true)).toBe(true)
    expect(fen(of(rules, spent({ 2022: '498万元', 2023: '612万元' }), calendar.parseDate('2024-12-31')))).toBe('undecided')
    expect(undecided(program, 'I14-2', asOf).settings.map(one => one.id)).toEqual(['研发新增奖补比例'])
    expect(undecided(rules, 'I14-2', asOf).settings).toEqual([])
  })

  test('a value that is none of its type does not fit, nor does a schedule', () => {
    const wrong: Decision[] = [{ ...rate, value: '8万元' }, { ...rate, value: '-8%' }, { ...rate, value: '无' }, { ...rate, setting: '新上规奖励分期办法' }, { ...rate, setting: '没有的' }]
    expect(decided(program, wrong)).toEqual({ program, unfit: wrong })
  })
})

describe('a reading that was decided', () => {
  const question = '研发投入新增是哪一年比哪一年'
  const since2019: Decision = { reading: 'I14-2/when/1', question, readAs: '上一年度比施行前一年（2019年）', document: '韶科〔2025〕4号' }

  test('holds wherever its rule asks the same', () => {
    const { program: rules } = decided(program, [rate, since2019])
    // The condition and the amount alike: (612 − 398)万元 × 8% = 17.12万元
    const dossier = spent({ 2019: '398万元', 2023: '700万元', 2024: '612万元' })
    expect(fen(of(decided(program, [rate]).program, dossier))).toBe('ineligible')
    expect(fen(of(rules, dossier))).toBe(17_120_000n)
    expect(undecided(program, 'I14-2', asOf).readings.map(one => one.id)).toEqual(['I14-2/instrument', 'I14-2/when/1', 'I14-2/amount'])
    expect(undecided(rules, 'I14-2', asOf).readings.map(one => one.id)).toEqual(['I14-2/instrument'])
  })

  test('holds in another reading of the whole rule', () => {
    const { program: rules, unfit } = decided(program, [rate, since2019, { reading: 'I14-2/instrument', question: '每家企业50万元的上限管多久', readAs: '政策有效期内累计', document: '会议纪要' }])
    expect(unfit).toEqual([])
    expect(undecided(rules, 'I14-2', asOf)).toEqual({ settings: [], readings: [] })
    expect(fen(of(rules, spent({ 2019: '398万元', 2023: '700万元', 2024: '612万元' })))).toBe(17_120_000n)
  })

  test('of words that are no longer asked does not fit', () => {
    const wrong: Decision[] = [{ ...since2019, question: '别的问题' }, { ...since2019, readAs: '别的读法' }, { ...since2019, reading: 'I14-3/when/1' }]
    expect(decided(program, wrong).unfit).toEqual(wrong)
  })

  test('comes to what the same choice comes to in a run, for every question of the policy', () => {
    const all = readingsOf(program)
    const groups = new Map<string, (typeof all)[number][]>()
    for (const one of all) groups.set(`${one.id.split('/')[0]} ${one.question}`, [...groups.get(`${one.id.split('/')[0]} ${one.question}`) ?? [], one])
    const told = (rows: readonly Assessment[]) => rows.map(({ instrument, subject, status, granted, lines, missing }) => ({ instrument, subject: subject.id, status, granted, lines, missing }))
    let [compared, defined] = [0, 0]
    for (const same of groups.values()) {
      const resting = new Set(program.instruments.filter(({ id }) => same.some(one => restsOn(program, id).readings.has(one.id))).map(one => one.id))
      const [first] = same
      if (first === undefined) continue
      // A definition may be there for other packs alone.
      if (!first.id.endsWith('/definition')) expect(resting.size, first.id).toBeGreaterThan(0)
      for (const readAs of first.alternatives) {
        const readings = Object.fromEntries(same.flatMap(one => (one.alternatives.includes(readAs) ? [[one.id, one.alternatives.indexOf(readAs)]] : [])))
        const { program: rules, unfit } = decided(program, [{ reading: first.id, question: first.question, readAs, document: '会议纪要' }])
        expect(unfit).toEqual([])
        for (const { instrument, dossier } of dossiers.filter(one => resting.has(one.instrument))) {
          const options = { asOf, instruments: [instrument] }
          expect(told(assess(rules, dossier, options).assessments), `${first.id} ${readAs}`).toEqual(told(assess(program, dossier, { ...options, readings }).assessments))
          compared++
          if (first.id.endsWith('/definition')) defined++
        }
      }
    }
    expect(compared).toBeGreaterThan(500)
    expect(defined).toBeGreaterThan(0)
  })
})
