import type { Span } from '@lizhu/feel'

/**
 * Something wrong with a pack, as data: a code with parameters, the file and the place. `message` (messages.ts) says it
 * in Chinese or English. Errors stop a pack from being used; warnings do not.
 */
export interface Diagnostic {
  readonly file: string
  readonly span: Span
  readonly code: string
  readonly params: Readonly<Record<string, string>>
  readonly severity: 'error' | 'warning'
}
export type Report = (code: string, span: Span, params?: Record<string, string>, severity?: 'error' | 'warning') => void

/** A reporter that files everything under one source file. */
export function reporter(file: string, into: Diagnostic[]): Report {
  return (code, span, params = {}, severity = 'error') => into.push({ file, span, code, params, severity })
}
