import { UNKNOWN } from '@lizhu/feel'
import type { Fact } from '../program.ts'
import type { Told } from '../dossier.ts'
import { entriesOf, problem, type Path, type Reader } from './reader.ts'
import { date, periodExample, periodName, readPeriod, readValue } from './value.ts'

/** Reads what was told of one fact into `facts`, or period by period into `series`. What was not told is left out. */
export function readFact(reader: Reader, fact: Fact, raw: unknown, path: Path, into: { readonly facts: Map<string, Told>; readonly series: Map<string, Map<number, Told>> }): void {
  if (fact.every !== undefined) {
    const told = readSeries(reader, fact, raw, path)
    if (told.size > 0) into.series.set(fact.name, told)
    return
  }
  const told = readTold(reader, fact, raw, path)
  if (told !== undefined) into.facts.set(fact.name, told)
}

function readSeries(reader: Reader, fact: Fact, raw: unknown, path: Path): Map<number, Told> {
  const told = new Map<number, Told>()
  const every = fact.every
  if (every === undefined || raw === null || raw === undefined) return told
  const periods = entriesOf(raw)
  if (periods === undefined) {
    problem(reader, path, 'needs-period', { every: periodName(every), example: `${periodExample(every)}: "…"` })
    return told
  }
  for (const [key, value] of periods) {
    const ordinal = readPeriod(every, key)
    if (ordinal === undefined) { problem(reader, [...path, key], 'period', { example: periodExample(every) }); continue }
    if (told.has(ordinal)) { problem(reader, [...path, key], 'same-period', { period: key }); continue }
    const one = readTold(reader, fact, value, [...path, key])
    if (one !== undefined) told.set(ordinal, one)
  }
  return told
}

const ORIGIN = new Set(['value', 'source', 'date'])

/** A bare value, or `value` with its `source` and `date`. */
function readTold(reader: Reader, fact: Fact, raw: unknown, path: Path): Told | undefined {
  const keys = entriesOf(raw)
  if (keys === undefined) return valueOf(reader, fact, raw, path)
  if (!keys.every(([key]) => ORIGIN.has(key)) || !keys.some(([key]) => key === 'value')) {
    problem(reader, path, 'no-period')
    return undefined
  }
  const given = new Map(keys)
  const told = valueOf(reader, fact, given.get('value'), [...path, 'value'])
  if (told === undefined) return undefined
  const source = given.get('source')
  if (source !== undefined && typeof source !== 'string') problem(reader, [...path, 'source'], 'text')
  return { ...told, ...(typeof source === 'string' ? { source } : {}), ...recorded(reader, given.get('date'), [...path, 'date']) }
}

function recorded(reader: Reader, raw: unknown, path: Path): { recorded?: number } {
  if (raw === undefined || raw === null) return {}
  const day = date(raw)
  if ('value' in day && typeof day.value === 'number') return { recorded: day.value }
  problem(reader, path, 'date')
  return {}
}

function valueOf(reader: Reader, fact: Fact, raw: unknown, path: Path): Told | undefined {
  const read = readValue(fact, raw)
  if ('code' in read) { problem(reader, path, read.code, read.params); return undefined }
  return read.value === UNKNOWN ? undefined : { value: read.value }
}
