import type { Program } from '../program.ts'
import type { RawCase } from '../grammar/cases.ts'

interface Reading { readonly id: string; readonly question: string; readonly alternatives: readonly string[] }

/** A program has hundreds of cases: it is gone through once. */
const known = new WeakMap<Program, readonly Reading[]>()

/** Every reading of a program with its alternatives, wherever it stands. */
export function readingsOf(program: Program): readonly Reading[] {
  const before = known.get(program)
  if (before !== undefined) return before
  const found: Reading[] = []
  const visit = (value: unknown) => {
    if (Array.isArray(value)) { value.forEach(visit); return }
    if (value === null || typeof value !== 'object') return
    if (isReadable(value)) found.push({ id: value.reading.id, question: value.reading.question, alternatives: value.or.map(row => row.readAs) })
    for (const [key, item] of Object.entries(value)) if (key !== 'or') visit(item)
  }
  visit(program.instruments)
  visit(program.generals)
  visit(program.definitions)
  known.set(program, found)
  return found
}
function isReadable(value: object): value is { reading: { id: string; question: string }; or: { readAs: string }[] } {
  return 'reading' in value && 'or' in value && Array.isArray(value.or)
}

/** The readings a case chooses, by their question; a sentence when there is no such question or answer. */
export function chooseReadings(program: Program, chosen: NonNullable<RawCase['readings']>): Record<string, number> | string {
  const choices: Record<string, number> = {}
  const all = readingsOf(program)
  for (const { question, 'read as': readAs } of chosen) {
    const matching = all.filter(reading => reading.question === question.text)
    if (matching.length === 0) return `readings: no question ${question.text}`
    for (const reading of matching) {
      const index = reading.alternatives.indexOf(readAs.text)
      if (index >= 0) choices[reading.id] = index
    }
    if (!matching.some(reading => reading.alternatives.includes(readAs.text))) return `readings: ${question.text} is not read as ${readAs.text}`
  }
  return choices
}
