import { readFileSync } from 'node:fs'
import { calendar } from '@lizhu/feel'
import { allot, assess, dossierMessage, readDossier, readFactsFile, render, type Diagnostic, type Dossier, type Language, type Program } from '@lizhu/policy'
import { textOf } from './check.ts'
import { EXIT, Refusal, open, type Opened } from './open.ts'
import { printAllocation, printResult } from './print.ts'
import { allotmentJson, resultJson } from './json.ts'

export interface AssessOptions { readonly facts: string; readonly asOf?: string; readonly json?: boolean; readonly lang: Language; readonly with?: readonly string[]; readonly instrument?: readonly string[]; readonly all?: boolean }

/** `lizhu assess PACK --facts FILE`: what the enterprise of the file is entitled to, as of a day. */
export function assessFile(path: string, options: AssessOptions): number {
  const { program } = openSound(path, options)
  const dossier = readFacts(program, options.facts, options.lang)
  const unknown = options.instrument?.find(id => !program.instruments.some(one => one.id === id))
  if (unknown !== undefined) throw new Refusal(`没有编号为 ${unknown} 的工具。\nThere is no instrument ${unknown}.`, EXIT.usage)
  const result = assess(program, dossier, { asOf: dayOf(options.asOf), ...(options.instrument ? { instruments: options.instrument } : {}) })
  if (options.json === true) console.log(JSON.stringify({ ...resultJson(program, result), allocation: allot(program, dossier, result).map(allotmentJson) }, null, 2))
  else {
    printResult(program, result, { language: options.lang, all: options.all === true, detail: options.instrument !== undefined })
    printAllocation(program, allot(program, dossier, result), options.lang)
  }
  return EXIT.ok
}

/** Opens a pack that must be free of errors: nothing is computed on a broken one. */
export function openSound(path: string, { lang, with: completing }: { readonly lang: Language; readonly with?: readonly string[] }): Opened {
  const opened = open(path, completing)
  const errors = opened.all.filter(one => one.severity === 'error')
  if (errors.length === 0) return opened
  const lines = errors.map(one => render(one, textOf(opened, one.file), lang))
  throw new Refusal(`${lines.join('\n')}\n${lang === 'zh' ? '政策包有错误，先修正再评估。' : 'The pack has errors; mend them first.'}`, EXIT.findings)
}

/** The as-of date; today in China when none is given. */
export function dayOf(text: string | undefined): number {
  const iso = text ?? new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10)
  const day = calendar.parseDate(iso)
  if (day === undefined) throw new Refusal(`--as-of ${iso}：不是日期，写成 2025-11-24。\n--as-of ${iso} is not a date; write 2025-11-24.`, EXIT.usage)
  return day
}

export function readFacts(program: Program, file: string, language: Language): Dossier {
  let text: string
  try { text = readFileSync(file, 'utf8') } catch { throw new Refusal(`读不到事实文件 ${file}。\nThe facts file ${file} cannot be read.`, EXIT.missing) }
  const diagnostics: Diagnostic[] = []
  const data = readFactsFile(file, text, diagnostics)
  if (diagnostics.length > 0) throw new Refusal(diagnostics.map(one => render(one, text, language)).join('\n'), EXIT.findings)
  const { dossier, problems } = readDossier(program, data)
  const wrong = problems.filter(one => one.severity === 'error')
  for (const one of problems) if (one.severity === 'warning') console.error(`${file}: ${dossierMessage(one, language)}`)
  if (wrong.length > 0) throw new Refusal(wrong.map(one => `${file}: ${dossierMessage(one, language)}`).join('\n'), EXIT.findings)
  return dossier
}
