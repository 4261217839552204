import { fileURLToPath } from 'node:url'
import { calendar } from '@lizhu/feel'
import { describe, expect, it } from 'vitest'
import { assess, questionOf, readDossier, type Dossier, type Missing, type Result, type Subject, type Told } from '../../src/assess/index.ts'
import { readCases } from '../../src/cases/read.ts'
import { loadPack } from '../../src/compile/load.ts'
import { readFolder, siblings } from '../../src/node.ts'
import type { Program } from '../../src/program.ts'
import { amountFor, claim, enterprise, facts, program, run } from './build.ts'

type Order = (result: Result) => readonly Missing[]

/** A dossier that is told answer by answer, out of one that knows. */
interface Told_ { readonly facts: Map<string, Told>; readonly series: Map<string, Map<number, Told>>; readonly claims: Map<string, readonly Subject[]>; readonly rosters: Map<string, Told> }
function nothingTold(truth: Subject, owners: ReadonlyMap<string, Subject>): Subject & Told_ {
  return { ...truth, owners, facts: new Map(), series: new Map(), claims: new Map(), rosters: new Map() }
}

/** Asks until nothing is open or nobody knows more; how many questions it took. */
function interview(made: Program, truth: Dossier, order: Order): number {
  const pairs = new Map<string, { truth: Subject; told: Subject & Told_ }>()
  const meet = (one: Subject, owners: ReadonlyMap<string, Subject>) => { const told = nothingTold(one, owners); pairs.set(`${one.kind}|${one.id}`, { truth: one, told }); return told }
  const dossier: Dossier = { parties: truth.parties.map(one => meet(one, new Map())), area: truth.area }
  const asked = new Set<string>()
  for (let count = 0; ; count++) {
    const next = order(assess(made, dossier, { asOf: AS_OF })).find(one => !asked.has(questionOf(one)))
    if (next === undefined) return count
    asked.add(questionOf(next))
    answer(next, pairs, meet)
  }
}
function answer({ subject, kind, fact, at }: Missing, pairs: ReadonlyMap<string, { truth: Subject; told: Subject & Told_ }>, meet: (one: Subject, owners: ReadonlyMap<string, Subject>) => Subject): void {
  if (fact === undefined) {
    const owner = [...pairs.values()].find(one => one.truth.id === subject && !one.told.claims.has(kind))
    const { truth, told } = owner ?? {}
    if (truth && told) told.claims.set(kind, (truth.claims.get(kind) ?? []).map(one => meet(one, new Map([...told.owners, [told.kind, told]]))))
    return
  }
  const one = pairs.get(`${kind}|${subject}`)
  if (fact.owner === 'roster') { const known = one?.truth.rosters.get(fact.name); if (known) one?.told.rosters.set(fact.name, known); return }
  const known = at === undefined ? one?.truth.facts.get(fact.name) : one?.truth.series.get(fact.name)?.get(at)
  if (known === undefined || one === undefined) return
  if (at === undefined) one.told.facts.set(fact.name, known)
  else one.told.series.set(fact.name, new Map([...one.told.series.get(fact.name) ?? [], [at, known]]))
}

const AS_OF = calendar.parseDate('2025-11-24')!
const at = (path: string) => fileURLToPath(new URL(path, import.meta.url))

describe('what to ask next', () => {
  it('takes fewer questions than the order of the file, over the cases of the pack', () => {
    const path = at('../../../../policies/shaoguan-2020-2')
    const folder = readFolder(path)
    const { program: made } = loadPack(folder, siblings(path))
    const place = new Map(made.kinds.flatMap(kind => [[`${kind.name}|`, 0] as const, ...kind.facts.map((fact, i) => [`${kind.name}|${fact.name}`, i + 1] as const)]).map(([key], i) => [key, i]))
    const inFile: Order = result => result.ask.map(one => one.missing).sort((a, b) => (place.get(`${a.kind}|${a.fact?.name ?? ''}`) ?? 0) - (place.get(`${b.kind}|${b.fact?.name ?? ''}`) ?? 0))
    const best: Order = result => result.ask.map(one => one.missing)
    const cases = readCases(folder, []).filter((_, i) => i % 12 === 0)
    let [ours, theirs] = [0, 0]
    for (const one of cases) {
      const { dossier } = readDossier(made, one.facts)
      ours += interview(made, dossier, best)
      theirs += interview(made, dossier, inFile)
    }
    expect(ours).toBeLessThan(0.9 * theirs)
  }, 120_000)

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
