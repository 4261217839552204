import { calendar } from '@lizhu/feel'
import { checkWords, encodeProgram, idOf, loadPack, messageOf, position, readCases, readPack, runCase, type Coverage, type Diagnostic, type Folder, type Loaded } from '@lizhu/policy'
import { questionsOf } from './questions.ts'
import type { Left, Message, Report } from './report.ts'
import type { Files, PackKind } from './tables.ts'

export interface Named { readonly pack: string; readonly hash: string; readonly files: Files }
/** A pack and those it is read with: the ones that complete it, and all that may be shared. */
export interface Reads { readonly main: Named; readonly completing: readonly Named[]; readonly library: readonly Named[] }

export interface About { readonly pack: string; readonly kind: PackKind; readonly title: string; readonly en: string | null; readonly document: string | null; readonly completes: string | null; readonly replaces: string | null; readonly begins: string }
export interface Checked { readonly report: Report; readonly questions: readonly Left[] }
/** `program`: as its JSON text; absent where the packs have errors. */
export interface Compiled { readonly program?: string; readonly messages: readonly Message[] }

/** What a thread is asked, and what it answers (thread.ts). */
export type Job = { readonly about: Files } | { readonly check: string; readonly reads: Reads } | { readonly compile: Reads }
export type Done = { readonly about: About | Message } | { readonly checked: Checked } | { readonly compiled: Compiled }

export function work(job: Job): Done {
  if ('about' in job) return { about: aboutOf(job.about) }
  return 'check' in job ? { checked: checked(job.reads, job.check) } : { compiled: compiled(job.compile) }
}

/** What makes a policy of a pack; definitions and a duty to keep lists make it one that is shared. */
const RULES = new Set(['instrument', 'several', 'target'])

/** What document the files say they are, or why they do not. */
function aboutOf(files: Files): About | Message {
  const diagnostics: Diagnostic[] = []
  const folder = folderOf({ pack: '', files })
  const { blocks } = readPack(folder, diagnostics)
  const block = blocks.find(one => one.kind === 'pack')
  if (block?.kind !== 'pack') {
    const [first] = diagnostics.filter(one => one.severity === 'error')
    return messageOn(first ?? { file: '/policy.md', span: { from: 0, to: 0 }, code: 'no-pack-block', params: {}, severity: 'error' }, [folder])
  }
  const { id, title, en, number, completes, replaces, 'in force': begins } = block.data
  if (calendar.parseDate(begins.text) === undefined) return messageOn({ file: '/policy.md', span: begins.span, code: 'date', params: { value: begins.text }, severity: 'error' }, [folder])
  const kind = completes !== undefined ? 'completing' : blocks.some(one => RULES.has(one.kind)) ? 'policy' : 'library'
  return { pack: id.text, kind, title: title.text, en: en?.text ?? null, document: number?.text ?? null, completes: completes?.text ?? null, replaces: replaces?.text ?? null, begins: begins.text }
}

function compiled(reads: Reads): Compiled {
  const loaded = load(reads, reads.completing)
  const errors = loaded.diagnostics.filter(one => one.severity === 'error')
  if (errors.length > 0) return { messages: errors.slice(0, MOST_MESSAGES).map(one => messageOn(one, foldersOf(loaded))) }
  return { program: encodeProgram(loaded.program), messages: [] }
}

/** As much as anybody reads. */
const MOST_MESSAGES = 500

/** As `lizhu check` does: the words, the program, and the worked examples of the pack that is named. */
function checked(reads: Reads, pack: string): Checked {
  const loaded = load(reads, reads.completing)
  const source = [loaded.source, ...loaded.others].find(one => idOf(one) === pack) ?? loaded.source
  const words: Diagnostic[] = []
  const coverage = checkWords(source, words)
  const found = [...loaded.diagnostics, ...words]
  const broken = found.some(one => one.severity === 'error')
  const cases = broken ? [] : casesOf(reads, loaded, source.folder, found)
  const failed = cases.flatMap(one => (one.failure === undefined ? [] : [one.failure]))
  const messages = [...found.map(one => messageOn(one, foldersOf(loaded))), ...failed]
  const { program } = loaded
  return {
    questions: source === loaded.source ? questionsOf(program).map(({ kind, id, entitled }) => ({ kind, id, entitled })) : [],
    report: {
      ...figuresOf(coverage), errors: messages.filter(one => one.severity === 'error').length, warnings: messages.filter(one => one.severity === 'warning').length,
      instruments: program.instruments.length, targets: program.targets.length, duties: program.duties.length + program.rosters.length,
      cases: { passed: cases.length - failed.length, total: cases.length },
      with: [reads.main, ...reads.completing, ...reads.library].filter(one => one.pack !== pack && (one.pack === program.pack.id || program.others.some(other => other.id === one.pack))).map(one => ({ pack: one.pack, hash: one.hash })),
      messages: messages.slice(0, MOST_MESSAGES), more: Math.max(0, messages.length - MOST_MESSAGES),
    },
  }
}

function figuresOf(coverage: Coverage): Pick<Report, 'articles' | 'sentences' | 'numbers' | 'coverage'> {
  const sum = (count: (one: Coverage[number]) => number): number => coverage.reduce((total, one) => total + count(one), 0)
  const articles = coverage.filter(one => one.article > 0)
  return {
    articles: { bound: articles.filter(one => one.sentencesBound === one.sentences).length, total: articles.length },
    sentences: { bound: sum(one => one.sentencesBound), total: sum(one => one.sentences) }, numbers: { bound: sum(one => one.numbersBound), total: sum(one => one.numbers) },
    coverage: coverage.map(({ article, title, letters, bound, sentences, sentencesBound, numbers, numbersBound }) => ({ article, title, letters, bound, sentences, sentencesBound, numbers, numbersBound })),
  }
}

/** Each example with the completing packs it names, else with those the pack is read with. */
function casesOf(reads: Reads, first: Loaded, folder: Folder, diagnostics: Diagnostic[]): readonly { readonly failure: Message | undefined }[] {
  const known = new Map<string | undefined, Loaded>([[undefined, first]])
  return readCases(folder, diagnostics).map(one => {
    const packs = one.raw.packs?.map(pack => pack.text)
    const loaded = known.get(packs?.join()) ?? load(reads, reads.library.filter(other => packs?.includes(other.pack) === true))
    known.set(packs?.join(), loaded)
    const lacking = packs?.filter(pack => !reads.library.some(other => other.pack === pack)) ?? []
    const failures = lacking.length > 0 ? lacking.map(pack => `packs: ${pack}`) : runCase(loaded, one)
    if (failures.length === 0) return { failure: undefined }
    const { line, column } = position(textOf(one.file, [folder]), one.at)
    const why = `${one.raw.case.text}: ${failures.join('; ')}`
    return { failure: { file: one.file, line, column, severity: 'error', code: 'case', zh: `用例不符：${why}`, en: `The example fails: ${why}` } }
  })
}

const load = ({ main, library }: Reads, completing: readonly Named[]): Loaded => loadPack(folderOf(main), id => { const found = library.find(one => one.pack === id); return found === undefined ? undefined : folderOf(found) }, completing.map(folderOf))
const folderOf = ({ pack, files }: Pick<Named, 'pack' | 'files'>): Folder => ({ name: pack, files: new Map(Object.entries(files)) })
const foldersOf = ({ source, others }: Loaded): readonly Folder[] => [source, ...others].map(one => one.folder)

function messageOn(diagnostic: Diagnostic, folders: readonly Folder[]): Message {
  const { file, severity, code, span } = diagnostic
  const { line, column } = position(textOf(file, folders), span.from)
  return { file, line, column, severity, code, zh: messageOf(diagnostic, 'zh'), en: messageOf(diagnostic, 'en') }
}
function textOf(file: string, folders: readonly Folder[]): string {
  const folder = folders.find(one => file.startsWith(`${one.name}/`))
  return folder?.files.get(file.slice(folder.name.length + 1)) ?? ''
}
