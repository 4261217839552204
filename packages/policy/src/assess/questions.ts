import { alternativeOf } from '../alternative.ts'
import type { Program, Reading, Setting } from '../program.ts'

/** A reading, and how else the words can be read. */
export interface Readable { readonly reading: Reading; readonly alternatives: readonly string[] }
/** Settings by their id, readings by theirs. */
export interface Grounds { readonly settings: ReadonlyMap<string, Setting>; readonly readings: ReadonlyMap<string, Readable> }

/**
 * What an instrument's answer rests on: settings and readings of its own rule, of the general clauses that apply to it, and
 * of limits and orders of other instruments that name it. Of a reading only what stands as it is read now, not its alternatives.
 */
export function restsOn(program: Program, instrument: string): Grounds {
  const own = program.instruments.filter(one => one.id === instrument)
  const general = program.generals.filter(one => one.appliesTo?.includes(instrument) ?? true)
  const limits = program.instruments.flatMap(({ what }) => (what.kind === 'amount' ? what.amount.atMost.filter(cap => cap.over?.includes(instrument)) : []))
  const orders = program.instruments.flatMap(({ stacking }) => stacking.filter(one => ('others' in one ? one.others : one.rule === 'use once' ? [] : one.among ?? []).includes(instrument)))
  return groundsIn(program, [own, general, limits, orders])
}

/** Those of an instrument that nobody entitled has decided: until then nothing is paid on them. */
export function undecided(program: Program, instrument: string, asOf: number): { readonly settings: readonly Setting[]; readonly readings: readonly Reading[] } {
  const { settings, readings } = restsOn(program, instrument)
  return {
    settings: [...settings.values()].filter(({ set }) => set === undefined || set.from > asOf),
    readings: [...readings.values()].flatMap(({ reading }) => (reading.decidedBy === undefined ? [reading] : [])),
  }
}

/** Settings and readings met anywhere in these parts of a program, through definitions and settings too. `alternatives`: and in whatever else they can be read as. */
export function groundsIn(program: Program, parts: unknown, { alternatives = false }: { readonly alternatives?: boolean } = {}): Grounds {
  const settings = new Map<string, Setting>()
  const readings = new Map<string, Readable>()
  const named = (name: string): void => {
    const hidden = alternativeOf(name)
    const definition = hidden === undefined ? undefined : program.definitions.find(one => one.reading?.id === hidden.reading)
    if (definition?.reading !== undefined) readings.set(definition.reading.id, { reading: definition.reading, alternatives: (definition.or ?? []).map(one => one.readAs) })
    const setting = program.settings.find(one => one.id === name)
    if (setting === undefined || settings.has(name)) return
    settings.set(name, setting)
    visit(setting.set?.value)
  }
  const visit = (node: unknown): void => {
    if (typeof node !== 'object' || node === null) return
    if (isRead(node) && !readings.has(node.reading.id)) readings.set(node.reading.id, { reading: node.reading, alternatives: (node.or ?? []).map(one => one.readAs) })
    if ('op' in node && node.op === 'setting' && 'name' in node && typeof node.name === 'string') named(node.name)
    for (const [key, item] of Object.entries(node)) {
      // Instalments may be a setting's, by its name.
      if (key === 'parts' && typeof item === 'string') named(item)
      else if (key !== 'or' || alternatives) visit(item)
    }
  }
  visit(parts)
  return { settings, readings }
}

/** A node that was read. */
export function isRead(node: object): node is { readonly reading: Reading; readonly or?: readonly { readonly readAs: string; readonly node: object }[] } {
  return 'reading' in node && typeof node.reading === 'object' && node.reading !== null && 'question' in node.reading
}
