/**
 * `npm run bench -- assess`: what one assessment costs, alone and beside four other engines. docs/benchmarks.md says how
 * to read it. Only ratios of one run count: the same rules, on the same enterprises, in the same minute.
 */
import { readFileSync } from 'node:fs'
import { assess, readFactsFile } from '@lizhu/policy'
import { measure, median, quantile, ratioOf, type Timings } from '../lib/measure.ts'
import { table } from '../lib/table.ts'
import { RULES, entrant, type Entrant } from './contender.ts'
import { enterprises, exactly, untold, type Enterprise } from './enterprises.ts'
import { feelin } from './feelin.ts'
import { jsonRules } from './json-rules.ts'
import { DAY, dossierOf, lizhu, lizhuFromFacts, load } from './lizhu.ts'
import { publicodes } from './publicodes.ts'
import { zen } from './zen.ts'

const pool = enterprises(64)
const six = load('bench/assess/six')
// The six rules first: like the other engines, ours has then seen nothing else in this process.
await sixRules()
await wholePolicy()

/** The same six rules in every engine. */
async function sixRules(): Promise<void> {
  const [traced, plain] = [await zen(true), await zen(false)]
  const ours = entrant(lizhu(six))
  const fromFacts = entrant(lizhuFromFacts(six))
  const others = [entrant(publicodes()), entrant(feelin()), ...[traced, plain].flatMap(one => (one === undefined ? [] : [entrant(one)])), entrant(jsonRules())]
  const all = [ours, fromFacts, ...others]

  console.log(`\n1  六条规则，一家企业 · Six rules (${RULES.join(', ')}), one enterprise`)
  await agree(ours, [fromFacts, ...others])
  const works = all.map(one => one.work(pool))
  if (traced === undefined) console.log('zen-engine has no binary for this machine and is left out')
  else works.push(entrant(traced).work(pool, 32))
  const timings = await measure(works)
  const [base, withFacts] = timings
  if (base === undefined || withFacts === undefined) return
  console.log(table([
    ['', 'µs median', 'p10', 'p90', '÷ Lizhu', '÷ facts read too'],
    ...timings.map(timing => [timing.name, ...figures(timing), times(ratioOf(timing, base)), times(ratioOf(timing, withFacts))]),
  ]))
  console.log('\n目标 · Targets')
  for (const [name, target] of [['publicodes', 100], ['feelin', 100], ['zen-engine, trace', 10]] as const) judge(timings.find(one => one.name === name), base, target)
  await differences(all)
}

/** All instruments of the policy for one enterprise; and what the six rules take once a process has worked on more than them. */
async function wholePolicy(): Promise<void> {
  const program = load('policies/shaoguan-2020-2')
  const example = 'policies/shaoguan-2020-2/examples/1-精密机械.yaml'
  const facts = readFactsFile(example, readFileSync(example, 'utf8'), [])
  const dossier = dossierOf(program, facts)
  const { assessments } = assess(program, dossier, { asOf: DAY })
  console.log(`\n2  全部政策工具，带完整轨迹，一家企业 · All ${program.instruments.length} instruments with full trace, one enterprise: ${assessments.length} assessments`)
  const timings = await measure([
    { name: 'assess', run: () => assess(program, dossier, { asOf: DAY }) },
    { name: 'readDossier + assess', run: () => assess(program, dossierOf(program, facts), { asOf: DAY }) },
    { ...entrant(lizhu(six)).work(pool), name: 'the six rules, beside them' },
  ])
  console.log(table([['', 'µs median', 'p10', 'p90'], ...timings.map(timing => [timing.name, ...figures(timing)])]))
}

/** Every award of every enterprise, before anything is timed. */
async function agree(ours: Entrant, others: readonly Entrant[]): Promise<void> {
  for (const enterprise of pool) {
    const expected = await ours.awards(enterprise)
    for (const other of others) {
      const found = await other.awards(enterprise)
      for (const rule of RULES) if (found[rule] !== expected[rule]) throw new Error(`${other.name} gives ${found[rule]} for ${rule}, Lizhu ${expected[rule]}: ${JSON.stringify(enterprise)}`)
    }
  }
  console.log(`结果一致 · The same awards from all: ${pool.length} enterprises × ${RULES.length} rules`)
}

function judge(other: Timings | undefined, base: Timings, target: number): void {
  if (other === undefined) return
  const ratio = ratioOf(other, base)
  console.log(`${ratio >= target ? '✓' : '✗'} ${other.name}: ${times(ratio)} (≥ ${target})`)
}

/** What the figures do not show: what each keeps of its reckoning, and two enterprises on which they part. */
async function differences(all: readonly Entrant[]): Promise<void> {
  const [first] = pool
  if (first === undefined) return
  const say = (one: Entrant, enterprise: Enterprise) => one.says(enterprise)
  console.log('\n各做什么 · What each does')
  for (const one of all.filter(({ name }) => !name.startsWith('Lizhu,'))) {
    console.log(`${one.name}\n  trace      ${one.does.trace}\n  exact      ${one.does.exact}; growth of exactly 20 % (100000 is due): ${await say(one, exactly(first))}`)
    console.log(`  not told   ${one.does.missing}; last year’s balance left out: ${await say(one, untold(first))}`)
  }
}

function figures({ rounds }: Timings): string[] {
  return [median(rounds), quantile(rounds, 0.1), quantile(rounds, 0.9)].map(value => value.toFixed(value < 100 ? 2 : 0))
}
function times(ratio: number): string {
  return `${ratio.toFixed(ratio < 10 ? 1 : 0)}×`
}
