import type { General, Instrument, Kind, Program, Read, Reading, Setting, Stacking } from '../program.ts'

/** A program with what the assessor looks up again and again. Made once for each program. */
export class Prepared {
  readonly program: Program
  private readonly instruments: ReadonlyMap<string, Instrument>
  private readonly kinds: ReadonlyMap<string, Kind>
  private readonly settings: ReadonlyMap<string, Setting>
  private readonly readings: ReadonlyMap<string, Reading>
  private readonly rosters: ReadonlyMap<string, string>
  /** Whether a general clause binds rows together. */
  readonly binds: boolean
  private readonly lines = new Map<string, readonly string[]>()
  private readonly bearing = new Map<string, ReadonlySet<string>>()
  /** Instruments that one rule binds together. */
  private readonly bound: readonly (readonly string[])[]
  private readonly generals: ReadonlyMap<string, readonly Read<General>[]>

  constructor(program: Program) {
    this.program = program
    this.instruments = new Map(program.instruments.map(one => [one.id, one]))
    this.kinds = new Map(program.kinds.map(one => [one.name, one]))
    this.settings = new Map(program.settings.map(one => [one.id, one]))
    this.readings = new Map(program.definitions.flatMap(({ reading }) => reading === undefined ? [] : [[reading.id, reading]]))
    this.rosters = new Map(program.rosters.map(one => [one.name, one.of]))
    this.bound = boundTogether(program)
    const generals: readonly Read<General>[] = program.generals
    this.binds = generals.some(one => one.atMost.length > 0 || one.stacking.length > 0 || (one.or ?? []).length > 0)
    this.generals = new Map(program.instruments.map(({ id }) => [id, program.generals.filter(one => one.appliesTo?.includes(id) ?? true)]))
  }

  /** The kinds from a party down to `kind`. */
  lineOf(kind: string): readonly string[] {
    const known = this.lines.get(kind)
    if (known !== undefined) return known
    const parent = this.kinds.get(kind)?.of[0]
    const line = parent === undefined ? [kind] : [...this.lineOf(parent), kind]
    this.lines.set(kind, line)
    return line
  }
  instrument(id: string): Instrument | undefined { return this.instruments.get(id) }
  kind(name: string): Kind | undefined { return this.kinds.get(name) }
  setting(id: string): Setting | undefined { return this.settings.get(id) }
  /** The reading of a definition, by its id. */
  definitionReading(id: string): Reading | undefined { return this.readings.get(id) }
  /** Of which kind a roster's members are. */
  rosterKind(name: string): string | undefined { return this.rosters.get(name) }
  /** The instruments named, and those that bear on them: under one limit, one ladder, or one rule of stacking. */
  bearingOn(ids: readonly string[]): ReadonlySet<string> {
    const key = ids.join(' ')
    const known = this.bearing.get(key)
    if (known !== undefined) return known
    const found = new Set(ids)
    for (let size = 0; size !== found.size;) {
      size = found.size
      for (const group of this.bound) if (group.some(id => found.has(id))) for (const id of group) found.add(id)
    }
    if (this.bearing.size < 1000) this.bearing.set(key, found)
    return found
  }
  /** General clauses that apply to an instrument. */
  generalsOf(id: string): readonly Read<General>[] { return this.program.generals.length === 0 ? NO_GENERALS : this.generals.get(id) ?? NO_GENERALS }
}

const NO_GENERALS: readonly never[] = []

function boundTogether({ instruments, generals }: Program): (readonly string[])[] {
  const every = instruments.map(({ id }) => id)
  const asRead = instruments.flatMap(one => waysOf<Instrument>(one))
  const rule = (node: Read<Stacking>): readonly string[] => waysOf(node).flatMap(one => (one.rule === 'highest' || one.rule === 'promotion' ? one.among ?? [] : one.rule === 'use once' ? [] : one.others))
  return [
    ...asRead.flatMap(({ id, what, stacking }) => [
      ...(what.kind === 'amount' ? waysOf(what.amount).flatMap(({ atMost }) => atMost.flatMap(cap => waysOf(cap).map(one => [id, ...one.over ?? []]))) : []),
      ...stacking.map(node => [id, ...rule(node)]),
    ]),
    ...asRead.flatMap(({ id, stacking }) => stacking.flatMap(node => (node.rule === 'use once' ? [[id, ...asRead.filter(one => one.stacking.some(other => other.rule === 'use once' && other.what === node.what)).map(one => one.id)]] : []))),
    ...generals.filter(one => one.atMost.length > 0 || one.stacking.length > 0).map(one => one.appliesTo ?? every),
  ].filter(group => group.length > 1)
}
/** A node as it is written and in every other way it can be read: any of them may be chosen in a run. */
function waysOf<T extends object>(node: T & { readonly or?: readonly { readonly node: T }[] | undefined }): T[] {
  return [node, ...(node.or ?? []).map(one => one.node)]
}

const ready = new WeakMap<Program, Prepared>()

/** The program made ready; kept as long as the program lives, so that the second assessment pays nothing for it. */
export function prepare(program: Program): Prepared {
  const found = ready.get(program)
  if (found !== undefined) return found
  const made = new Prepared(program)
  ready.set(program, made)
  return made
}
