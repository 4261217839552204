import type { General, Instrument, Kind, Program, Read, Setting } from '../program.ts'

/** A program with what the assessor looks up again and again. Made once for each program. */
export class Prepared {
  readonly program: Program
  private readonly instruments: ReadonlyMap<string, Instrument>
  private readonly kinds: ReadonlyMap<string, Kind>
  private readonly settings: ReadonlyMap<string, Setting>
  private readonly rosters: ReadonlyMap<string, string>
  private readonly generals: ReadonlyMap<string, readonly Read<General>[]>

  constructor(program: Program) {
    this.program = program
    this.instruments = new Map(program.instruments.map(one => [one.id, one]))
    this.kinds = new Map(program.kinds.map(one => [one.name, one]))
    this.settings = new Map(program.settings.map(one => [one.id, one]))
    this.rosters = new Map(program.rosters.map(one => [one.name, one.of]))
    this.generals = new Map(program.instruments.map(({ id }) => [id, program.generals.filter(one => one.appliesTo?.includes(id) ?? true)]))
  }

  instrument(id: string): Instrument | undefined { return this.instruments.get(id) }
  kind(name: string): Kind | undefined { return this.kinds.get(name) }
  setting(id: string): Setting | undefined { return this.settings.get(id) }
  /** Of which kind a roster's members are. */
  rosterKind(name: string): string | undefined { return this.rosters.get(name) }
  /** General clauses that apply to an instrument. */
  generalsOf(id: string): readonly Read<General>[] { return this.generals.get(id) ?? [] }
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
