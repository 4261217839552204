import { calendar, rational, type Rational } from '@lizhu/feel'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fileURLToPath } from 'node:url'
import { assess, readDossier, type Assessment, type Result } from '../../src/assess/index.ts'
import { loadPack } from '../../src/compile/load.ts'
import { readFolder, siblings } from '../../src/node.ts'
import type { Program } from '../../src/program.ts'
import { claim, facts, program } from './build.ts'
import { leaveOut, pick, poolOf, wholeFile } from './random.ts'

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url))
const AS_OF = calendar.parseDate('2025-11-24')!
const SHOW = process.env["FAST"] !== undefined
const load = (path: string, completing: readonly string[] = []): Program => loadPack(readFolder(at(path)), siblings(at(path)), completing.map(one => readFolder(at(one)))).program

const project = (id: string, rest: string, amount: string): readonly [string, string] => ['instrument', `id: ${id}\nname: ${id}\nwords: "试"\nfor: 项目\nwhen:\n  - words: "试"\n    test: "(类别 in [\\"${id}\\", \\"各\\"]) and 面积 >= 1"\n${rest}amount:\n${amount}`]
const caps = (max: string, per: string, more = '') => `  at most:\n    - max: "${max}"\n      per: ${per}\n${more}`
/** Every rule between rows at once, in figures that make them meet. */
const TANGLE = (pays: string) => program([
  project('甲', '', `  give: "10%"\n  of: "投资额"\n${caps('3元', '项目')}    - max: "5元"\n      per: 企业\n`),
  project('乙', '', `  up to: "20%"\n  of: "投资额"\n${caps('6元', '企业', '      over:\n        - 乙\n        - 甲\n        - 丙\n')}`),
  project('丙', 'once: 企业\n', `  give: "2元"\n${caps('7元', '集团')}`),
  project('丁', `stacking:\n  - promotion: ${pays}\n    among:\n      - 丁\n      - 戊\n`, '  give: "2元"\n'),
  project('戊', 'stacking:\n  - not with: 甲\n', '  on: "投资额"\n  table:\n    - band: "[1元..20元)"\n      give: "3元"\n    - band: ">= 20元"\n      give: "4元"\n'),
  project('己', 'stacking:\n  - use once: 发票\n', '  sum: 发票\n  where: "张数 >= 1"\n  order: "张数"\n  give: "50%"\n  of: "金额"\n  at most:\n    - max: "2元"\n      per: 发票\n    - max: "2个"\n      per: 展会\n'),
  project('庚', 'stacking:\n  - use once: 发票\n', '  sum: 发票\n  give: "30%"\n  of: "金额"\n  at most:\n    - max: "3元"\n      per: 展会\n  at least:\n    - min: "1元"\n'),
  project('辛', '', '  between: "10%..20%"\n  of: "投资额"\n  adjust:\n    - test: "面积 > 2"\n      add: "2个百分点"\n    - less: "其他补助"\n'),
  project('壬', '', '  give: "每方"\n  of: "投资额"\nsettings:\n  - id: 每方\n    owner: 局\n'),
  project('癸', '', '  on: "投资额"\n  table:\n    - test: "其他补助 > 1元"\n      give: "3元"\n    - test: "投资额 > 20元"\n      up to: "2元"\n    - give: "1元"\n'),
  ['general', 'id: G\nwords: "试"\napplies to:\n  - 丙\n  - 庚\n  - 辛\nstacking:\n  - highest: 项目\n'], ['general', 'id: H\nwords: "试"\nexclude:\n  - words: "试"\n    test: "企业.失信"\nat most:\n  - max: "12元"\n    per: 企业\n    every: 年\n'],
], `${facts('失信 boolean', '集团 text')}claims:\n${claim('项目', ['企业'], '类别 choice', '投资额 money most=50元', '面积 number', '其他补助 money most=3元').replace('type: choice\n', `type: choice\n        choices:\n${'甲乙丙丁戊己庚辛壬癸各各各'.split('').map(one => `          - ${one}\n`).join('')}`)}${claim('发票', ['项目'], '金额 money most=9元', '张数 number', '展会 text')}`)

const PROGRAMS: readonly (readonly [string, Program, number])[] = [
  ['shaoguan', load('../../../../policies/shaoguan-2020-2'), 60],
  ['shaoguan with its demo settings', load('../../../../policies/shaoguan-2020-2', ['../../../../policies/shaoguan-demo']), 60],
  ['every rule at once', TANGLE('full'), 250],
  ['every rule at once, promotion by difference', TANGLE('difference'), 250],
  ...['C01', 'C03', 'C04', 'C07', 'C09', 'C11', 'C13', 'C17', 'C19', 'C20', 'C22', 'C24', 'C27', 'C28', 'C31'].map(id => [id, load(`../clauses/${id}`, id === 'C31' ? ['../clauses/C31-rule'] : []), 80] as const),
]

const keyOf = ({ instrument, subject }: Assessment) => `${instrument}|${subject.party}|${subject.kind}|${subject.id}|${subject.under ?? ''}`
const most = ({ granted }: Assessment): Rational | undefined => (granted?.how === 'exact' ? granted.value : granted?.how === 'ceiling' || granted?.how === 'between' ? granted.most : undefined)
const least = ({ granted }: Assessment): Rational | undefined => (granted?.how === 'exact' ? granted.value : granted?.how === 'between' ? granted.least : granted?.how === 'ceiling' ? rational.ZERO : undefined)
const show = (one: Assessment | undefined) => JSON.stringify(one && { key: keyOf(one), status: one.status, granted: one.granted, worth: one.worth, limitedBy: one.limitedBy?.quote }, (_, value: unknown) => (typeof value === 'bigint' ? String(value) : value))
const above = (a: Rational | undefined, b: Rational | undefined) => a !== undefined && b !== undefined && rational.compare(a, b) > 0

/** What the fuller result says against the poorer one. */
export function contradiction(poor: Assessment, full: Assessment): string | undefined {
  const said = `${show(poor)}\n${show(full)}`
  if (poor.status !== 'unknown') {
    if (poor.status !== full.status) return `status changed: ${said}`
    if (poor.granted?.how === 'exact' && !(full.granted?.how === 'exact' && rational.equal(poor.granted.value, full.granted.value))) return `exact amount changed: ${said}`
  }
  if (full.status === 'eligible') {
    const high = poor.status === 'eligible' ? most(poor) : poor.worth?.most
    if (above(most(full), high)) return `above its bound: ${said}`
    if (poor.status === 'unknown' && above(poor.worth?.least, least(full)) && full.granted?.how !== 'ceiling') return `below its bound: ${said}`
  }
  return undefined
}

function run(program: Program, file: unknown): Result {
  const { dossier, problems } = readDossier(program, file)
  expect(problems.filter(one => one.severity === 'error')).toEqual([])
  return assess(program, dossier, { asOf: AS_OF })
}

describe.each(PROGRAMS)('%s', (name, program, runs) => {
  const pool = poolOf(program)

  it('filling a missing fact never contradicts what was settled, and stays within the bounds', () => {
    fc.assert(fc.property(fc.gen(), g => {
      const whole = wholeFile(g, program, pool)
      const some = leaveOut(g, whole, pick(g, [5, 20, 50]))
      const few = leaveOut(g, some, pick(g, [20, 50]))
      const results = [few, some, whole].map(file => run(program, file))
      for (const [poor, full] of [[0, 1], [1, 2], [0, 2]] as const) {
        const fuller = new Map(results[full]?.assessments.map(one => [keyOf(one), one]))
        for (const one of results[poor]?.assessments ?? []) {
          const other = fuller.get(keyOf(one))
          const wrong = other && contradiction(one, other)
          if (wrong !== undefined) {
            if (SHOW) throw new Error(`${wrong}\n--- poor\n${results[poor]!.assessments.filter(x => x.subject.party === one.subject.party && x.status !== 'ineligible').map(x => show(x)).join('\n')}\n--- full\n${results[full]!.assessments.filter(x => x.subject.party === one.subject.party && x.status !== 'ineligible').map(x => show(x)).join('\n')}`)
            throw new Error(wrong)
          }
        }
      }
    }), { numRuns: runs, seed: 20200427, endOnFailure: SHOW })
  }, 120_000)

  it('parts total the award, rows stay within their joint limits when they are exact, nothing is below 0', () => {
    fc.assert(fc.property(fc.gen(), g => {
      const { assessments, joint } = run(program, wholeFile(g, program, pool))
      for (const one of assessments) {
        for (const figure of [most(one), least(one)]) if (figure !== undefined) { expect(figure.n >= 0n).toBe(true); if (one.granted?.how !== 'measure' && one.granted?.type.kind === 'money') expect(figure.d).toBe(1n) }
        if (one.pay?.parts && one.granted?.how === 'exact') expect(one.pay.parts.reduce((sum, part) => rational.add(sum, part.value), rational.ZERO)).toEqual(one.granted.value)
        // Everything is told: nothing may wait for a fact.
        if (!name.startsWith('shaoguan') && name !== 'C19') expect(one.status, show(one)).not.toBe('unknown')
        if (one.status === 'undecided') expect(one.undecided.length, show(one)).toBeGreaterThan(0)
      }
      for (const { most: limit, members } of joint) {
        const exact = assessments.filter(one => one.granted?.how === 'exact' && members.some(member => member.instrument === one.instrument && member.subject === one.subject.id))
        expect(rational.compare(exact.reduce((sum, one) => rational.add(sum, most(one) ?? rational.ZERO), rational.ZERO), limit)).toBeLessThanOrEqual(0)
      }
    }), { numRuns: runs, seed: 4, endOnFailure: SHOW })
  }, 120_000)
})
