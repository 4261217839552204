import { useDeferredValue, useMemo } from 'react'
import { calendar } from '@lizhu/feel'
import { assess, dossierMessage, readDossier, type Program, type Result } from '@lizhu/policy'
import { language } from '../i18n/language.ts'
import { pathKey, toFacts } from './sheet/facts.ts'
import type { Sheet } from './sheet/sheet.ts'

export interface Assessed {
  readonly result: Result
  readonly asOf: number
  /** What is wrong with what was typed, by field. */
  readonly problems: ReadonlyMap<string, string>
}

/** Assesses what is on the sheet; typing never waits for it. */
export function useAssessed(program: Program, sheet: Sheet): Assessed {
  const told = useDeferredValue(sheet)
  const words = language()
  return useMemo(() => {
    const { data, fields } = toFacts(told, program)
    const { dossier, problems } = readDossier(program, data)
    const asOf = (told.asOf === undefined ? undefined : calendar.parseDate(told.asOf)) ?? today()
    const messages = problems.map(problem => [fields.get(pathKey(problem.path)) ?? pathKey(problem.path), dossierMessage({ ...problem, path: [] }, words)] as const)
    return { result: assess(program, dossier, { asOf }), asOf, problems: new Map(messages) }
  }, [told, program, words])
}

/** Today where the reader is, as a day number. */
export function today(): number {
  const now = new Date()
  return calendar.dayNumber(now.getFullYear(), now.getMonth() + 1, now.getDate())
}
