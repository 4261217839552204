import { UNKNOWN, calendar, check, compile, format, quantity, type Env, type Syntax, type Value } from '@lizhu/feel'
import { alternativeOf } from '../alternative.ts'
import { scopeOf } from '../compile/vocabulary.ts'
import type { Loaded } from '../compile/load.ts'
import type { Subject } from '../dossier.ts'
import { readDossier } from '../dossier/read.ts'
import type { Case } from './read.ts'
import { chooseReadings } from './readings.ts'

/** A case of a `definition`: its value for the first party of the facts, in the year of the as-of date. */
export function runDefinition({ program, vocabulary }: Pick<Loaded, 'program' | 'vocabulary'>, { raw, facts }: Case): string[] {
  const name = raw.definition?.text ?? ''
  const definition = vocabulary.definitions.get(name)
  const { dossier, problems } = readDossier(program, facts)
  const party = dossier.parties[0]
  const today = calendar.parseDate(raw['as of'].text)
  const readings = chooseReadings(program, raw.readings ?? [])
  if (!definition || !party || today === undefined || problems.length > 0) return [`cannot evaluate ${name}: ${problems.map(one => `${one.path.join('.')} ${one.code}`).join('; ')}`]
  if (typeof readings === 'string') return [readings]
  const { tree, problems: wrong } = check(use(name, definition.every !== undefined), scopeOf(vocabulary, party.kind))
  if (!tree) return wrong.map(one => one.code)
  const found = compile(tree)(environment(party, dossier.area, today, readings))
  return raw.expect.flatMap(({ value }) => value && !same(found, value.text) ? [`value: expected ${value.text}, found ${format(found, tree.type, 'zh')}`] : [])
}

function use(name: string, yearly: boolean): Syntax {
  const span = { from: 0, to: 0 }
  const path: Syntax = { kind: 'name', path: [name], span }
  return yearly ? { kind: 'call', name: '本年', nameSpan: span, args: [path], span } : path
}
function environment(subject: Subject, area: Pick<Subject, 'facts' | 'series'>, today: number, readings: Readonly<Record<string, number>>): Env {
  return {
    today,
    fact({ name, owner }, at) {
      const holder = owner === 'area' ? area : subject.kind === owner ? subject : subject.owners.get(owner)
      return (at === undefined ? holder?.facts.get(name) : holder?.series.get(name)?.get(at))?.value ?? UNKNOWN
    },
    setting(name) { const asked = alternativeOf(name); return asked ? readings[asked.reading] === asked.index : UNKNOWN },
  }
}
function same(found: Value, wanted: string): boolean {
  if (typeof found === 'boolean') return wanted === (found ? 'true' : 'false')
  if (found === UNKNOWN) return wanted === 'unknown' || wanted === '缺'
  if (typeof found === 'string') return wanted.replace(/^"|"$/g, '') === found
  const figure = quantity(wanted)?.value
  if (typeof found === 'number') return found === figure
  return typeof found === 'object' && 'n' in found && typeof figure === 'object' && 'n' in figure && found.n * figure.d === figure.n * found.d
}
