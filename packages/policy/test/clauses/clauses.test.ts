import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { calendar, rational, type Rational } from '@lizhu/feel'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { checkWords, loadPack, messageOf, type Diagnostic } from '../../src/index.ts'
import { allot, assess, payableNow, readDossier, dossierMessage, type Assessment } from '../../src/assess/index.ts'
import { readFolder } from '../../src/node.ts'
import type { Program } from '../../src/program.ts'

/** Every clause as a pack of its own (Cnn/), with the facts and results of the conformance file, right to the fen. */
const file = z.object({ clauses: z.array(z.object({ id: z.string(), shape: z.string(), facts: z.array(z.record(z.string(), z.unknown())), expected: z.array(z.unknown()) })) })
const numbers = z.array(z.union([z.number(), z.string()]))
const byYear = z.record(z.string(), z.number())
const here = (name: string) => fileURLToPath(new URL(name, import.meta.url))
const { clauses } = file.parse(JSON.parse(readFileSync(here('clauses.json'), 'utf8')))

const packs = new Map<string, Program>()
function pack(id: string, completing: readonly string[] = []): Program {
  const known = packs.get(id)
  if (known) return known
  const loaded = loadPack(readFolder(here(id)), () => undefined, completing.map(name => readFolder(here(name))))
  const diagnostics: Diagnostic[] = [...loaded.diagnostics]
  for (const source of [loaded.source, ...loaded.others]) checkWords(source, diagnostics)
  expect(diagnostics.map(one => messageOf(one, 'en'))).toEqual([])
  packs.set(id, loaded.program)
  return loaded.program
}

const day = (text: string): number => calendar.parseDate(text)!
const AS_OF = day('2025-11-24')
function run(program: Program, facts: unknown, asOf = AS_OF): Assessment[] {
  const { dossier, problems } = readDossier(program, facts)
  expect(problems.map(one => dossierMessage(one, 'en'))).toEqual([])
  return [...assess(program, dossier, { asOf }).assessments]
}
const yuan = (value: Rational | undefined): string | undefined => value && rational.fixed(rational.divide(value, rational.whole(100)), 2)
const money = (value: unknown): string => `${String(value)}元`
/** A result in the shape of the conformance file. */
function said(row: Assessment): Record<string, unknown> {
  const { granted, status } = row
  return {
    status,
    ...(granted?.how === 'exact' && granted.type.kind === 'money' ? { yuan: yuan(granted.value) } : {}),
    ...(granted?.how === 'between' ? { between: [yuan(granted.least), yuan(granted.most)], decided_by: granted.decidedBy } : {}),
    ...(row.lines ? { lines: row.lines.map(line => yuan(line.value)) } : {}),
  }
}
const only = (rows: readonly Assessment[]): Assessment => { expect(rows).toHaveLength(1); return rows[0]! }
/** An enterprise with these facts; numbers are yuan. */
const enterprise = (facts: Record<string, unknown>) => ({ 企业: [{ id: '甲', ...told(facts) }] })
const told = (facts: Record<string, unknown>) => Object.fromEntries(Object.entries(facts).map(([key, value]) => [key, typeof value === 'number' ? money(value) : value === 'known: none' ? '无' : value]))

type Runner = (facts: Record<string, unknown>, id: string, index: number) => unknown
const plain: Runner = (facts, id) => said(only(run(pack(id), enterprise(facts))))
const project = (facts: Record<string, unknown>, kind = '项目') => ({ 企业: [{ id: '甲', [kind]: [{ id: '一', ...told(facts) }] }] })
const limited = (row: Assessment | undefined, by: string | undefined) => (row?.limitedBy === undefined ? {} : { limited_by: row.limitedBy.quote === by ? by : row.limitedBy.quote })
/** Applicants 1, 2, 3 … with one amount each, the pool divided among them. */
function divided(id: string, facts: Record<string, unknown>, amounts: readonly unknown[], fact: string): unknown[] {
  const program = pack(id)
  const data = { 企业: amounts.map((amount, i) => ({ id: String(i + 1), [fact]: money(amount), ...(id === 'C14' ? { 受理日期: `2025-01-0${i + 1}` } : {}) })), ...(id === 'C15' ? { area: { 预算: money(facts['预算']) } } : {}) }
  const { dossier, problems } = readDossier(program, data)
  expect(problems).toEqual([])
  const [allotted] = allot(program, dossier, assess(program, dossier, { asOf: AS_OF }))
  if (!allotted || !('rows' in allotted)) throw new Error('not allotted')
  expect(allotted.rows.reduce((sum, row) => sum + row.granted, 0n) + allotted.left).toBe(allotted.pool)
  return allotted.rows.map(row => (row.place === 'queued' ? { status: 'queued' } : { status: 'eligible', yuan: yuan(rational.whole(row.granted)) }))
}

const runners: Readonly<Record<string, Runner>> = {
  C01: (facts, id) => {
    const row = only(run(pack(id), enterprise(facts)))
    return row.status === 'ineligible' && row.conditions.some(one => one.id.endsWith('/amount/table') && one.verdict === false) ? { status: 'ineligible', because: 'below the lowest band' } : said(row)
  },
  C06: facts => {
    const { LPR, ...loan } = facts
    return said(only(run(pack('C06'), { ...project(loan, '贷款'), area: { LPR: { '2023-03': LPR } } })))
  },
  C07: facts => said(only(run(pack('C07'), { 企业: [{ id: '甲', 展位: numbers.parse(facts['展位费']).map((fee, i) => ({ id: String(i + 1), 展会: '春交会', 境内: true, 申报序号: i + 1, 展位费: money(fee) })) }] }))),
  C09: facts => {
    const done = z.array(z.string()).parse(facts['已完成'])
    const date = (name: string) => (done.includes(name) ? '2024-06-30' : '无')
    const { pay } = only(run(pack('C09'), project({ 奖励: money(facts['奖励']), 主体封顶日期: date('主体封顶'), 竣工验收日期: date('竣工验收'), 正常运营日期: date('正常运营') })))
    return { parts: pay?.parts?.map(part => yuan(part.value)), 'payable now': yuan(payableNow(pay!)) }
  },
  C10: facts => ({ repay: yuan(only(run(pack('C10'), enterprise({ 奖励: facts['奖励'], 履行时间: `${String(facts['履行月数'])}个月` }))).keep?.find(one => one.repay)?.repay) }),
  C11: facts => {
    const rows = run(pack('C11'), project({ 甲项奖励额: facts['甲'], 乙项奖励额: facts['乙'] }))
    // 甲与乙同一项目就高: in the pack, the words of the general clause.
    const by = (row: Assessment) => (row.limitedBy?.quote === '同一项目符合多项奖励的，按就高不重复原则执行' ? { limited_by: '甲与乙同一项目就高' } : {})
    return Object.fromEntries(rows.map(row => [row.instrument, { ...said(row), ...by(row) }]))
  },
  C13: (facts, id) => {
    const row = only(run(pack(id), project(facts)))
    const nothing = row.granted?.how === 'exact' && row.granted.value.n === 0n
    expect(row.limitedBy?.quote).toBe(facts['其他补助'] === 0 ? undefined : '各级财政对同一项目补助合计不超过费用的60%')
    return { ...said(row), ...(nothing ? { limited_by: '各级财政合计不超过费用的60%' } : {}) }
  },
  C14: facts => divided('C14', facts, numbers.parse(facts['申请']), '申请额'),
  C15: facts => divided('C15', facts, numbers.parse(facts['应补']), '应补额'),
  C17: facts => {
    const rows = run(pack('C17'), enterprise({ 技改应补额: facts['技改'], 智能化应补额: facts['智能化'] }))
    const by = (row: Assessment) => (row.limitedBy?.quote.includes('合计每家企业每年不超过100万元') === true ? { limited_by: '两项合计每年不超过100万元' } : {})
    return Object.fromEntries(rows.map(row => [row.instrument, { ...said(row), ...by(row) }]))
  },
  C19: facts => {
    const years = Object.fromEntries(numbers.parse(facts['贡献']).map((one, i) => [2020 + i, money(one)]))
    const { lines, ...row } = said(only(run(pack('C19'), enterprise({ 起算日期: '2020-01-01', 地方经济贡献: years }), day('2024-12-31'))))
    expect(lines).toEqual(['80000.00', '160000.00', '150000.00', '150000.00', '150000.00'])
    return row
  },
  C20: facts => {
    const rows = run(pack('C20'), enterprise({ ...(facts['失信'] === undefined ? {} : { 失信: facts['失信'] }), 较大以上安全事故日期: facts['事故日'] === 'known: none' ? '无' : facts['事故日'] }), day(z.string().parse(facts['评估日期'] ?? '2023-05-01')))
    expect(new Set(rows.map(row => row.status)).size).toBe(1)
    const [row] = rows
    if (row?.status === 'ineligible') {
      expect(rows.every(one => one.conditions.some(condition => condition.excludes === true && condition.verdict === true && condition.id.startsWith('G1/')))).toBe(true)
      return { status: 'ineligible', because: 'every instrument, citing the general clause' }
    }
    return row?.status === 'unknown' ? { status: 'unknown', asks: row.missing.map(one => one.fact?.name) } : { excluded: row?.status !== 'eligible' }
  },
  C27: facts => {
    const row = only(run(pack('C27'), enterprise({ 产值: { 2024: money(facts['产值']) } })))
    const { granted } = row
    return { places: granted?.how === 'exact' ? Number(granted.value.n) : undefined, ...limited(row, '最多5个') }
  },
  C28: facts => said(only(run(pack('C28'), project({ 本金: facts['本金'], 用款天数: `${String(facts['天数'])}天` }, '转贷')))),
  C30: facts => {
    // A year of which nothing is said in the file granted nothing; in the dossier that is told, since absent is unknown.
    const came = { 2022: 0, 2023: 0, 2024: 0, ...byYear.parse(facts['获得']) }
    const used = Object.entries(byYear.parse(facts['使用'])).map(([year, amount]) => ({ instrument: 'C30', amount: money(amount), date: `${year}-06-30` }))
    const years = new Map(only(run(pack('C30'), enterprise({ 获得额度: Object.fromEntries(Object.entries(came).map(([year, amount]) => [year, money(amount)])), awards: used }), day('2024-12-31'))).balance?.map(one => [one.year, one]))
    const fen = (value: bigint | undefined) => yuan(value === undefined ? undefined : rational.whole(value))
    return { 'used 2021': fen(years.get(2021)?.used), 'used 2022': fen(years.get(2022)?.used), 'lapsed end of 2023': fen(years.get(2023)?.lapsed), 'used 2024': fen(years.get(2024)?.used), 'left after 2024': fen(years.get(2024)?.left) }
  },
  C31: facts => {
    const row = only(run(pack('C31', ['C31-rule']), enterprise({ 新增: facts['新增'], 规上: facts['规上'] }), day(facts['细则'] === '施行后' ? '2021-06-01' : '2020-06-01')))
    if (row.status === 'undecided') { expect(row.undecided).toEqual([{ setting: '奖补比例', owner: '市工信局' }]); return { status: 'undecided', because: '比例 was not set on that date' } }
    const cites = row.steps.flatMap(step => (step.words === undefined ? [] : [step.words.pack === undefined ? '正文' : '细则']))
    return { ...said(row), cites: ['正文', '细则'].filter(one => cites.includes(one)) }
  },
  C32: facts => {
    const row = only(run(pack('C32'), { 企业: [{ id: '甲', 贷款: [{ id: '一', 银行: '行', 贴息额: money(facts['贴息']) }] }], 银行: [{ id: '行' }] }))
    return { ...said(row), beneficiary: row.pay?.beneficiary, applicant: row.pay?.applicant, payee: row.pay?.payee }
  },
}

describe('clauses of other policies', () => {
  it('has all 22', () => { expect(clauses).toHaveLength(22) })
  for (const { id, shape, facts, expected } of clauses) {
    facts.forEach((given, i) => {
      it(`${id} ${shape} (${i + 1})`, () => { expect((runners[id] ?? plain)(given, id, i)).toEqual(expected[i]) })
    })
  }
})
