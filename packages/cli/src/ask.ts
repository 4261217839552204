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
  const answers = lines[Symbol.asyncIterator]()
  console.log(zh ? '逐项回答；回车跳过，「无」表示没有，q 结束。' : 'Answer one by one; Enter skips, 无 means none, q ends.')
  for (;;) {
    const result = assess(program, readDossier(program, data).dossier, { asOf })
    const next = result.ask.find(({ missing }) => !skipped.has(keyOf(missing)))
    if (!next) { printResult(program, result, { language: options.lang, all: false, detail: false }); break }
    stdout.write(`\n${pc.bold(questionOf(program, next.missing, options.lang))} ${pc.dim(hint(program, next.missing, zh))}\n> `)
    const { value, done } = await answers.next()
    const answer = done === true ? 'q' : value.trim()
    if (answer === 'q') { console.log(''); printResult(program, result, { language: options.lang, all: false, detail: false }); break }
    if (answer === '') { skipped.add(keyOf(next.missing)); continue }
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

const keyOf = ({ subject, kind, fact, at }: Missing) => `${kind}/${subject}/${fact?.name ?? ''}/${at ?? ''}`
function hint(program: Program, { fact, kind }: Missing, zh: boolean): string {
  if (!fact) return zh ? '（有 / 无）' : '(有 yes / 无 none)'
  const declared = (program.kinds.find(one => one.name === kind)?.facts ?? program.area).find(one => one.name === fact.name)
  const choices = fact.type.kind === 'text' ? fact.type.choices?.join(' / ') : fact.type.kind === 'boolean' ? (zh ? '是 / 否' : 'true / false') : undefined
  return choices ?? declared?.example ?? ''
}

/** Writes an answer where the facts file would have it. */
function put(program: Program, data: Data, { subject, kind, fact, at }: Missing, answer: string, party: string): void {
  const owner = kind === 'area' || fact?.owner === 'area' ? area(data) : find(data, kind, subject, party)
  if (!fact) { const first = firstOf(data, party); if (first) first[kind] = answer === '无' ? '无' : [{ id: '1' }]; return }
  if (!owner) return
  if (fact.owner === 'roster') { owner['在库'] = [...(Array.isArray(owner['在库']) ? owner['在库'] as unknown[] : []), ...(answer === '是' || answer === 'true' ? [fact.name] : [])]; return }
  const value = fact.type.kind === 'boolean' ? (answer === '是' || answer === 'y' ? 'true' : answer === '否' || answer === 'n' ? 'false' : answer) : answer
  if (at === undefined) owner[fact.name] = value
  else owner[fact.name] = { ...(isData(owner[fact.name]) ? owner[fact.name] as Data : {}), [periodKey(fact.every, at)]: value }
  void program
}
function periodKey(every: string | undefined, at: number): string { return every === 'month' ? `${Math.floor(at / 12)}-${String(at % 12 + 1).padStart(2, '0')}` : String(at) }
function isData(value: unknown): value is Data { return typeof value === 'object' && value !== null && !Array.isArray(value) }
function area(data: Data): Data { const found = isData(data['area']) ? data['area'] : {}; data['area'] = found; return found }
function firstOf(data: Data, party: string): Data | undefined { const list = data[party]; const first: unknown = Array.isArray(list) ? list[0] : undefined; return isData(first) ? first : undefined }
function find(data: Data, kind: string, id: string, party: string): Data | undefined {
  const first = firstOf(data, party)
  if (kind === party || !first) return first
  const list = first[kind]
  const items: unknown[] = Array.isArray(list) ? list : []
  return items.filter(isData).find(item => String(item['id']) === id) ?? items.filter(isData)[0]
}
