import { calendar, rational, type Rational } from '@lizhu/feel'
import { expect } from 'vitest'
import { loadPack, messageOf, type Folder } from '../../src/index.ts'
import { assess, dossierMessage, readDossier, type Assessment, type AssessOptions, type Result } from '../../src/assess/index.ts'
import type { Program } from '../../src/program.ts'

export const day = (text: string): number => calendar.parseDate(text)!
export const AS_OF = day('2025-11-24')

const indented = (text: string): string => text.trim().split('\n').map(line => `  ${line}`).join('\n')
/** `words` of every node that wants them: these packs are about figures, not about quotations. */
export function program(blocks: readonly (readonly [string, string])[], facts: string, completing: readonly Folder[] = []): Program {
  const body = blocks.map(([kind, text]) => `\`\`\`yaml ${kind}\n${text.trim()}\n\`\`\``).join('\n\n')
  const policy = `\`\`\`yaml pack\nid: p\ntitle: 试\nin force: "2020-01-01"\n\`\`\`\n\n## 1 试\n\n> 试。\n\n${body}\n`
  const { program: made, diagnostics } = loadPack({ name: 'p', files: new Map([['policy.md', policy], ['facts.yaml', facts]]) }, () => undefined, completing)
  expect(diagnostics.filter(one => one.severity === 'error').map(one => messageOf(one, 'en'))).toEqual([])
  return made
}
/** One instrument for 企业 with this amount. */
export const amountFor = (amount: string, rest = '', kind = '企业'): readonly [string, string] => ['instrument', `id: A\nname: 甲\nwords: "试"\nfor: ${kind}\n${rest === '' ? '' : `${rest.trim()}\n`}amount:\n${indented(amount)}`]

export function run(made: Program, facts: unknown, options: Partial<AssessOptions> = {}): Result {
  const { dossier, problems } = readDossier(made, facts)
  expect(problems.filter(one => one.severity === 'error').map(one => dossierMessage(one, 'en'))).toEqual([])
  return assess(made, dossier, { asOf: AS_OF, ...options })
}
export const yuan = (value: Rational | undefined): string | undefined => value && rational.fixed(rational.divide(value, rational.whole(100)), 2)
/** `eligible 12.00` · `eligible <= 12.00` · `eligible 1.00..2.00` · `unknown 0.00..5.00` · `undecided` … */
export function said({ status, granted, worth }: Assessment): string {
  const unit = (granted ?? worth) && 'type' in (granted ?? worth ?? {}) ? (granted?.how === 'measure' ? undefined : (granted ?? worth)?.type.kind) : undefined
  const text = (value: Rational | undefined) => (value === undefined ? '' : unit === 'money' ? yuan(value) : value.d === 1n ? String(value.n) : `${value.n}/${value.d}`)
  if (granted === undefined) return worth === undefined ? status : `${status} ${text(worth.least) ?? ''}..${text(worth.most) ?? ''}`
  switch (granted.how) {
    case 'exact': return `${status} ${text(granted.value)}`
    case 'ceiling': return `${status} <= ${text(granted.most)}`
    case 'between': return `${status} ${text(granted.least)}..${text(granted.most)}`
    case 'measure': return `${status} measure`
  }
}
export const one = (result: Result): string => { expect(result.assessments).toHaveLength(1); return said(result.assessments[0]!) }
/** `A/一: eligible 1.00`, a line each. */
export const all = (result: Result): string[] => result.assessments.map(row => `${row.instrument}/${row.subject.id}: ${said(row)}`)

export const enterprise = (facts: Record<string, unknown>, more: Record<string, unknown> = {}) => ({ 企业: [{ id: '甲', ...facts }], ...more })
export const facts = (...lines: readonly string[]): string => `parties:\n  企业:\n    en: Enterprise\n${lines.length === 0 ? '' : `    facts:\n${lines.map(line => fact(line, 6)).join('')}`}`
/** `名称 type key=value …` as a fact, indented. */
export function fact(line: string, by: number): string {
  const [name = '', type = '', ...more] = line.split(' ')
  const pad = ' '.repeat(by)
  return `${pad}${name}:\n${pad}  type: ${type}\n${more.map(pair => `${pad}  ${pair.replace('=', ': ')}\n`).join('')}`
}
export const claim = (name: string, of: readonly string[], ...lines: readonly string[]): string => `  ${name}:\n    of:\n${of.map(owner => `      - ${owner}\n`).join('')}    facts:\n${lines.map(line => fact(line, 6)).join('')}`
