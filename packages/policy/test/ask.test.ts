import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { assess, loadPack, readCases, readDossier, readFactsFile, type Dossier, type Missing, type Program, type Subject } from '../src/index.ts'
import { readFolder, siblings } from '../src/node.ts'

const path = join(import.meta.dirname, '../../../policies/shaoguan-2020-2')
const folder = readFolder(path)
const { program } = loadPack(folder, siblings(path))

const keyOf = ({ subject, kind, fact, at }: Missing) => `${subject}/${kind}/${fact?.name ?? ''}/${at ?? ''}`

/** What is known of a dossier once these questions have been answered from it. A claim kind asked for and not there is none. */
function revealed(dossier: Dossier, asked: ReadonlyMap<string, Missing>): Dossier {
  const area = [...asked.values()].filter(one => one.fact?.owner === 'area').map(one => one.fact?.name)
  const claimKinds = new Set([...asked.values()].filter(one => one.fact === undefined).map(one => one.kind))
  const told = (subject: Subject, owners: ReadonlyMap<string, Subject>): Subject => {
    const has = (name: string, at?: number) => asked.has(`${subject.id}/${subject.kind}/${name}/${at ?? ''}`)
    const own: Subject = {
      ...subject, owners, rosters: new Map([...subject.rosters].filter(([name]) => has(name))),
      facts: new Map([...subject.facts].filter(([name]) => has(name))),
      series: new Map([...subject.series].map(([name, series]) => [name, new Map([...series].filter(([at]) => has(name, at)))])),
      claims: new Map(),
    }
    const claims = new Map([...claimKinds].filter(kind => program.kinds.find(one => one.name === kind)?.of[0] === subject.kind).map(kind => [kind, (subject.claims.get(kind) ?? []).map(claim => told(claim, new Map([...claim.owners, [own.kind, own]])))]))
    return { ...own, claims }
  }
  return { parties: dossier.parties.map(party => told(party, party.owners)), area: { facts: new Map([...dossier.area.facts].filter(([name]) => area.includes(name))), series: new Map([...dossier.area.series].filter(([name]) => area.includes(name))) } }
}

/** Instruments settled after each question, up to `most` questions, in the order that `choose` asks them. */
function interview(dossier: Dossier, asOf: number, choose: (open: readonly Missing[]) => Missing | undefined, most: number): number[] {
  const asked = new Map<string, Missing>()
  const settled: number[] = []
  for (let question = 0; question < most; question++) {
    const result = assess(program, revealed(dossier, asked), { asOf })
    const open = new Set(result.assessments.filter(one => one.status === 'unknown').map(one => one.instrument))
    settled.push(program.instruments.length - open.size)
    const next = choose(result.ask.map(one => one.missing).filter(one => !asked.has(keyOf(one))))
    if (next) asked.set(keyOf(next), next)
  }
  return settled
}

/** As facts.yaml lists them. */
function inFileOrder({ kinds, area }: Program): (open: readonly Missing[]) => Missing | undefined {
  const place = new Map([...kinds.flatMap(kind => [kind.name, ...kind.facts.map(fact => `${kind.name}.${fact.name}`)]), ...area.map(fact => `area.${fact.name}`)].map((name, index) => [name, index]))
  const placeOf = ({ kind, fact }: Missing) => place.get(fact ? `${fact.owner}.${fact.name}` : kind) ?? place.size
  return open => [...open].sort((a, b) => placeOf(a) - placeOf(b))[0]
}

it('the question that settles most comes first: more instruments settled after as many questions than in file order', () => {
  const asOf = 20_416
  const examples = readdirSync(join(path, 'examples')).map(name => readFactsFile(name, readFileSync(join(path, 'examples', name), 'utf8'), []))
  const cases = readCases(folder, []).filter((_one, index) => index % 12 === 0).map(one => one.facts)
  const totals = { asked: 0, file: 0 }
  let behind = 0
  for (const facts of [...examples, ...cases]) {
    const { dossier } = readDossier(program, facts)
    if (dossier.parties.length !== 1 || dossier.parties[0]?.kind !== '企业') continue
    const area = (settled: readonly number[]) => settled.reduce((sum, count) => sum + count, 0)
    const asked = area(interview(dossier, asOf, open => open[0], 25))
    const file = area(interview(dossier, asOf, inFileOrder(program), 25))
    totals.asked += asked
    totals.file += file
    if (asked < file) behind++
  }
  console.log(`instruments settled, summed over 25 questions: ${totals.asked} as asked, ${totals.file} in file order; behind on ${behind}`)
  expect(totals.asked).toBeGreaterThan(totals.file)
  expect(behind).toBe(0)
})
