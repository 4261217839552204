import { NONE } from '@lizhu/feel'
import type { Award, Told } from '../dossier.ts'
import { entriesOf, idOf, problem, suggest, type Path, type Reader } from './reader.ts'
import { date, readValue } from './value.ts'

const AMOUNT = { type: { kind: 'money', currency: 'CNY' } } as const

/** `awards:` what has been granted before. */
export function readAwards(reader: Reader, raw: unknown, path: Path): Award[] {
  if (raw === null || raw === undefined || raw === '无' || raw === 'none') return []
  if (!Array.isArray(raw)) { problem(reader, path, 'not-a-list'); return [] }
  return raw.flatMap((item: unknown, index) => readAward(reader, item, [...path, index]) ?? [])
}

function readAward(reader: Reader, raw: unknown, path: Path): Award | undefined {
  const given = new Map(entriesOf(raw) ?? [])
  const instrument = idOf(given.get('instrument'))
  const day = date(given.get('date'))
  const amount = readValue(AMOUNT, given.get('amount'))
  if (instrument === undefined || !('value' in day) || typeof day.value !== 'number') { problem(reader, path, 'award'); return undefined }
  if ('code' in amount) { problem(reader, [...path, 'amount'], amount.code, amount.params); return undefined }
  if (typeof amount.value !== 'object' || !('n' in amount.value)) { problem(reader, path, 'award'); return undefined }
  for (const key of given.keys()) if (!['instrument', 'subject', 'amount', 'date'].includes(key)) problem(reader, [...path, key], 'unknown-key', { kind: 'awards', name: key, ...suggest(key, ['instrument', 'subject', 'amount', 'date']) })
  const known = reader.program.instruments.map(({ id }) => id)
  if (!known.includes(instrument)) problem(reader, [...path, 'instrument'], 'unknown-instrument', { name: instrument, ...suggest(instrument, known) }, 'warning')
  const subject = idOf(given.get('subject'))
  return { instrument, ...(subject === undefined ? {} : { subject }), amount: amount.value.n, date: day.value }
}

/**
 * `在库:` the rosters it is in: a list of names, or names with the day of entry. The list is whole: a roster of this kind
 * that it does not name is one it is known not to be in. `无` says it is in none.
 */
export function readRosters(reader: Reader, kind: string, raw: unknown, path: Path): Map<string, Told> {
  const told = new Map<string, Told>()
  if (raw === null || raw === undefined) return told
  const names = reader.program.rosters.filter(roster => roster.of === kind).map(({ name }) => name)
  const given = raw === '无' || raw === 'none' ? [] : Array.isArray(raw) ? raw.map((name: unknown, index) => [name, true, index] as const) : entriesOf(raw)?.map(([name, since]) => [name, since, name] as const)
  if (given === undefined) { problem(reader, path, 'not-a-list'); return told }
  for (const [name, since, key] of given) {
    if (typeof name !== 'string' || !names.includes(name)) { problem(reader, [...path, key], 'unknown-roster', { name: String(name), ...suggest(String(name), names) }); continue }
    const day = since === true || since === null ? { value: true } : date(since)
    if ('value' in day) told.set(name, { value: day.value })
    else problem(reader, [...path, key], 'date')
  }
  for (const name of names) if (!told.has(name)) told.set(name, { value: NONE })
  return told
}
