import { createInterface } from 'node:readline/promises'
import { stdin, stdout } from 'node:process'
import pc from 'picocolors'
import { assess, dossierMessage, readDossier, type Language, type Missing, type Program } from '@lizhu/policy'
import { dayOf, openSound } from './assess.ts'
import { EXIT } from './open.ts'
import { printResult, questionOf } from './print.ts'

type Data = Record<string, unknown>

/** `lizhu ask PACK`: an interview. Each answer is checked at once; an empty line skips, 无 says there is none, q ends with the result. */
export async function interview(path: string, options: { readonly lang: Language; readonly asOf?: string; readonly for?: string; readonly with?: readonly string[] }): Promise<number> {
  const { program } = openSound(path, options)
  const zh = options.lang === 'zh'
  const party = options.for ?? program.kinds.find(kind => kind.party)?.name ?? ''
  const data: Data = { [party]: [{ id: '我' }] }
  const asOf = dayOf(options.asOf)
  const skipped = new Set<string>()
  const lines = createInterface({ input: stdin, output: stdout, terminal: stdin.isTTY })
  const answers: AsyncIterator<string, undefined> = lines[Symbol.asyncIterator]()
  console.log(zh ? '逐项回答；回车跳过，「无」表示没有，q 结束。' : 'Answer one by one; Enter skips, 无 means none, q ends.')
  for (;;) {
    const result = assess(program, readDossier(program, data).dossier, { asOf })
    const next = result.ask.find(({ missing }) => !skipped.has(keyOf(missing)))
    if (!next) { printResult(program, result, { language: options.lang, all: false, detail: false }); break }
    stdout.write(`\n${pc.bold(questionOf(program, next.missing, options.lang))} ${pc.dim(hint(program, next.missing, zh))}\n> `)
    const line = await answers.next()
    const answer = line.done === true ? 'q' : line.value.trim()
    if (answer === 'q') { console.log(''); printResult(program, result, { language: options.lang, all: false, detail: false }); break }
    if (answer === '') { skipped.add(keyOf(next.missing)); continue }
    if (!next.missing.fact && !YES.test(answer) && !NO.test(answer)) { console.log(pc.red(zh ? '请回答「有」或「无」。' : 'Please answer yes or none.')); continue }
    const tried = structuredClone(data)
    put(program, tried, next.missing, answer, party)
    const { problems } = readDossier(program, tried)
    const wrong = problems.filter(one => one.severity === 'error')
    if (wrong.length > 0) { console.log(pc.red(wrong.map(one => dossierMessage(one, options.lang)).join('\n'))); continue }
    Object.assign(data, tried)
  }
  lines.close()
  return EXIT.ok
}

const YES = /^(是|有|y|yes|true)$/i
const NO = /^(否|无|没有|n|no|none|false)$/i
const keyOf = ({ subject, kind, fact, at }: Missing) => `${kind}/${subject}/${fact?.name ?? ''}/${at ?? ''}`
function hint(program: Program, { fact, kind }: Missing, zh: boolean): string {
  if (!fact) return zh ? '（有 / 无）' : '(有 yes / 无 none)'
  const declared = (program.kinds.find(one => one.name === kind)?.facts ?? program.area).find(one => one.name === fact.name)
  const choices = fact.type.kind === 'text' ? fact.type.choices?.join(' / ') : fact.type.kind === 'boolean' ? (zh ? '是 / 否' : 'true / false') : undefined
  return choices ?? declared?.example ?? ''
}

/** Writes an answer where the facts file would have it. */
function put(program: Program, data: Data, { subject, kind, fact, at }: Missing, answer: string, party: string): void {
  if (!fact) {
    const owner = find(data, program.kinds.find(one => one.name === kind)?.of[0] ?? party, subject)
    if (owner) owner[kind] = NO.test(answer) ? '无' : [{ id: '1' }]
    return
  }
  const owner = fact.owner === 'area' ? area(data) : find(data, kind, subject)
  if (!owner) return
  const yes = YES.test(answer)
  const value = fact.type.kind !== 'boolean' ? answer : yes ? 'true' : NO.test(answer) && answer !== '无' ? 'false' : answer
  const before = owner[fact.owner === 'roster' ? '在库' : fact.name]
  if (fact.owner === 'roster') owner['在库'] = [...listOf(before), ...(yes ? [fact.name] : [])]
  else if (at === undefined) owner[fact.name] = value
  else owner[fact.name] = { ...(isData(before) ? before : {}), [periodKey(fact.every, at)]: value }
}
function periodKey(every: string | undefined, at: number): string { return every === 'month' ? `${Math.floor(at / 12)}-${String(at % 12 + 1).padStart(2, '0')}` : String(at) }
function isData(value: unknown): value is Data { return typeof value === 'object' && value !== null && !Array.isArray(value) }
function listOf(value: unknown): readonly unknown[] { return Array.isArray(value) ? value : [] }
function area(data: Data): Data { const found = isData(data['area']) ? data['area'] : {}; data['area'] = found; return found }

/** The party or claim of a kind with this id, at any depth; the first of the kind when the id names none. */
function find(data: Data, kind: string, id: string): Data | undefined {
  const here = listOf(data[kind]).filter(isData)
  const own = here.find(item => String(item['id']) === id) ?? here[0]
  if (own) return own
  for (const item of Object.values(data).flatMap(value => listOf(value).filter(isData))) {
    const deeper = find(item, kind, id)
    if (deeper) return deeper
  }
  return undefined
}
