import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import pc from 'picocolors'
import { fixes, position, readCases, render, runCase, type Diagnostic, type Language } from '@lizhu/policy'
import { EXIT, open, type Opened } from './open.ts'
import { table } from './table.ts'

export interface CheckOptions { readonly fix?: boolean; readonly json?: boolean; readonly lang: Language; readonly with?: readonly string[] }

/** `lizhu check PACK`: diagnostics, then coverage article by article. Exit code 1 when there are errors. */
export function check(path: string, options: CheckOptions): number {
  let opened = open(path, options.with)
  if (options.fix === true && mend(opened, path)) opened = open(path, options.with)
  const errors = opened.all.filter(one => one.severity === 'error').length
  const cases = errors > 0 ? [] : casesOf(path, opened, options)
  const failed = cases.filter(one => one.failures.length > 0)
  if (options.json === true) { console.log(JSON.stringify({ ...report(opened), cases: { passed: cases.length - failed.length, failed } }, null, 2)); return errors + failed.length > 0 ? EXIT.findings : EXIT.ok }
  for (const diagnostic of opened.all) console.log(`${paint(diagnostic, render(diagnostic, textOf(opened, diagnostic.file), options.lang))}\n`)
  console.log(coverageTable(opened, options.lang))
  for (const one of failed) console.log(pc.red(`${one.at} ${one.name}\n  ${one.failures.join('\n  ')}`))
  console.log(summary(opened, errors, options.lang) + (cases.length === 0 ? '' : options.lang === 'zh' ? ` · 用例 ${cases.length - failed.length}/${cases.length}` : ` · cases ${cases.length - failed.length}/${cases.length}`))
  return errors + failed.length > 0 ? EXIT.findings : EXIT.ok
}

/** Runs the pack's worked examples, each with the completing packs it names (else those of the command). */
function casesOf(path: string, first: Opened, { lang, with: given = [] }: CheckOptions): { at: string; name: string; failures: string[] }[] {
  const opened = new Map([[given.join(), first]])
  const diagnostics: Diagnostic[] = []
  const source = first.source.folder
  const cases = readCases(source, diagnostics)
  const broken = diagnostics.map(one => ({ at: one.file, name: '', failures: [render(one, source.files.get(one.file.slice(source.name.length + 1)) ?? '', lang)] }))
  return [...broken, ...cases.map(one => {
    const packs = one.raw.packs?.map(pack => pack.text) ?? given
    const found = opened.get(packs.join()) ?? open(path, packs)
    opened.set(packs.join(), found)
    const { line } = position(source.files.get(one.file.slice(source.name.length + 1)) ?? '', one.at)
    return { at: `${one.file}:${line}`, name: one.raw.case.text, failures: runCase(found, one) }
  })]
}

function mend({ source }: Opened, path: string): boolean {
  const edits = [...fixes(source)].sort((a, b) => b.from - a.from)
  if (edits.length === 0) return false
  writeFileSync(join(path, 'policy.md'), edits.reduce((text, edit) => text.slice(0, edit.from) + edit.text + text.slice(edit.to), source.text))
  console.log(pc.green(`--fix: ${edits.length}`))
  return true
}

export function textOf({ source, others }: Opened, file: string): string {
  for (const { folder } of [source, ...others]) {
    if (file.startsWith(`${folder.name}/`)) return folder.files.get(file.slice(folder.name.length + 1)) ?? ''
  }
  return ''
}
function paint({ severity }: Diagnostic, text: string): string {
  const [first = '', ...rest] = text.split('\n')
  return [severity === 'error' ? pc.red(first) : pc.yellow(first), ...rest].join('\n')
}

const KINDS = ['instrument', 'target', 'roster', 'duty', 'programme', 'declaratory'] as const
function coverageTable({ coverage }: Opened, language: Language): string {
  const head = language === 'zh' ? ['条', '标题', '文字', '句', '数字', '工具', '目标', '名录', '任务', '工程', '宣示'] : ['Art.', 'Title', 'Letters', 'Sent.', 'Numbers', 'Instr.', 'Targets', 'Rosters', 'Duties', 'Progr.', 'Decl.']
  const rows = coverage.map(one => [
    one.article === 0 ? '—' : String(one.article), one.title, percent(one.bound, one.letters), `${one.sentencesBound}/${one.sentences}`, `${one.numbersBound}/${one.numbers}`,
    ...KINDS.map(kind => String(one.blocks[kind] ?? '')),
  ])
  return table([head, ...rows])
}
function percent(part: number, whole: number): string { return whole === 0 ? '—' : `${Math.floor(part * 1000 / whole) / 10}%` }

/** Totals, as `--json` gives them too. */
export function report({ program, coverage, all }: Opened) {
  const sum = (count: (one: Opened['coverage'][number]) => number) => coverage.reduce((total, one) => total + count(one), 0)
  const articles = coverage.filter(one => one.article > 0)
  return {
    version: 1 as const, pack: program.pack.id, hash: program.pack.hash,
    articles: { bound: articles.filter(one => one.sentencesBound === one.sentences).length, total: articles.length },
    instruments: program.instruments.length, targets: program.targets.length, duties: program.duties.length + program.rosters.length,
    sentences: { bound: sum(one => one.sentencesBound), total: sum(one => one.sentences) }, numbers: { bound: sum(one => one.numbersBound), total: sum(one => one.numbers) },
    errors: all.filter(one => one.severity === 'error').length, warnings: all.filter(one => one.severity === 'warning').length, diagnostics: all, coverage,
  }
}
function summary(opened: Opened, errors: number, language: Language): string {
  const r = report(opened)
  const text = language === 'zh'
    ? `${r.articles.bound}/${r.articles.total} 条已绑定 · ${r.instruments} 个工具 · ${r.targets} 个目标 · ${r.duties} 项任务 · 句 ${r.sentences.bound}/${r.sentences.total} · 数字 ${r.numbers.bound}/${r.numbers.total} · ${errors} 个错误 · ${r.warnings} 个提醒`
    : `${r.articles.bound}/${r.articles.total} articles bound · ${r.instruments} instruments · ${r.targets} targets · ${r.duties} duties · sentences ${r.sentences.bound}/${r.sentences.total} · numbers ${r.numbers.bound}/${r.numbers.total} · ${errors} errors · ${r.warnings} warnings`
  return errors > 0 ? pc.red(text) : pc.green(text)
}
