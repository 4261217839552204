import { check, fits, parse, quantity, type FactRef, type Scope, type Tree, type Type, walk } from '@lizhu/feel'
import type { Diagnostic, Report } from '../diagnostic.ts'
import { reporter } from '../diagnostic.ts'
import { indicatorsFile, type RawIndicator } from '../grammar/indicators.ts'
import { nearest } from '../grammar/nearest.ts'
import { parseWith } from '../grammar/parse.ts'
import type { AreaKind, Indicator, Target } from '../program.ts'
import { idOf, type PackSource } from '../source/pack.ts'
import { readYaml, type Scalar } from '../source/yaml.ts'
import { NOTHING } from './context.ts'
import { EVERY, optional, scopeOf, type Vocabulary } from './vocabulary.ts'

interface Raw { readonly name: string; readonly raw: RawIndicator; readonly pack: string; readonly report: Report }

/** The dictionary of the indicators of packs: a later pack's entry stands in the place of an earlier one's of the same name. */
export function indicators(sources: readonly PackSource[], words: Vocabulary, diagnostics: Diagnostic[]): Indicator[] {
  const all = new Map(sources.flatMap(source => read(source, diagnostics)).map(one => [one.name, one]))
  const facts = new Map([...all.values()].map(({ name, raw }): [string, FactRef] => [name, { name, type: typeOf(raw.unit.text), owner: 'indicator', every: EVERY[raw.every.text] ?? 'year' }]))
  const made = [...all.values()].map(one => indicator(one, facts, words))
  for (const one of all.values()) refuseCircles(one, made)
  return made
}

function read(source: PackSource, diagnostics: Diagnostic[]): Raw[] {
  const text = source.folder.files.get('indicators.yaml')
  if (text === undefined) return []
  const report = reporter(`${source.folder.name}/indicators.yaml`, diagnostics)
  const tree = readYaml(text, 0, report)
  return Object.entries(tree === undefined ? {} : parseWith(indicatorsFile, tree, report) ?? {}).map(([name, raw]) => ({ name, raw, pack: idOf(source), report }))
}

function indicator({ name, raw, pack, report }: Raw, facts: ReadonlyMap<string, FactRef>, words: Vocabulary): Indicator {
  const type = typeOf(raw.unit.text)
  const every = EVERY[raw.every.text] ?? 'year'
  const tree = (scalar: Scalar | undefined, scope: Scope, want: Type): Tree | undefined => scalar && expression(scalar, scope, want, every, report)
  const scope = scopeOf(words, raw.for?.text)
  if (raw.for !== undefined && !words.kinds.has(raw.for.text)) report('unknown-kind-of-party', raw.for.span, { name: raw.for.text })
  if (raw.for === undefined ? raw.where !== undefined || raw.sum !== undefined : raw.value !== undefined || raw.where === undefined) report('indicator-one-of', raw.unit.span, { name })
  if (raw.owner !== undefined && words.organisations.size > 0 && !words.organisations.has(raw.owner.text)) report('unknown-organisation', raw.owner.span, { name: raw.owner.text, meant: nearest(raw.owner.text, words.organisations.keys()) ?? '' })
  const others = tree(raw.value, { ...scopeOf(words, undefined), fact: ([first = '']) => facts.get(first), *names() { yield* facts.keys() } }, type)
  const where = tree(raw.where, scope, { kind: 'boolean' })
  const sum = tree(raw.sum, scope, type)
  return {
    name, pack, type, every, unit: raw.unit.text, better: raw.better.text === 'lower' ? 'lower' : 'higher', of: raw.of.text === 'flow' ? 'flow' : 'stock',
    areas: raw.areas === undefined ? ['city'] : AREAS.filter(kind => raw.areas?.some(one => one.text === kind)),
    ...optional('en', raw.en), ...optional('owner', raw.owner), ...optional('source', raw.source), ...optional('meaning', raw.meaning), ...optional('law', raw.law),
    ...(others === undefined ? {} : { value: others }),
    ...(raw.for === undefined || where === undefined ? {} : { counted: { for: raw.for.text, where, ...(sum === undefined ? {} : { sum }) } }),
  }
}
const AREAS: readonly AreaKind[] = ['city', 'county', 'park']

/** What a figure of this unit is: `%` a rate, 亿元 money, 万平方米 a number of 平方米. */
const typeOf = (unit: string): Type => quantity(`1${unit}`)?.type ?? { kind: 'number', unit }

function expression(scalar: Scalar, scope: Scope, want: Type, every: Indicator['every'], report: Report): Tree {
  const parsed = parse(scalar.text)
  const checked = parsed.tree && check(parsed.tree, scope, want, { every })
  for (const { code, span, params, severity } of [...parsed.problems, ...checked?.problems ?? []]) report(`feel:${code}`, scalar.inside(span), params, severity)
  return checked?.tree ?? NOTHING
}

/** What an indicator is worked out from, by name. */
export const ingredients = ({ value }: Pick<Indicator, 'value'>): readonly string[] => (value === undefined ? [] : [...new Set([...walk(value)].flatMap(one => (one.op === 'fact' ? [one.ref.name] : [])))])

function refuseCircles({ name, raw, report }: Raw, all: readonly Indicator[]): void {
  const reaches = (from: string, seen: Set<string>): boolean => ingredients(all.find(one => one.name === from) ?? {}).some(next => next === name || !seen.has(next) && reaches(next, seen.add(next)))
  if (raw.value !== undefined && reaches(name, new Set([name]))) report('indicator-circle', raw.value.span, { name })
}

/** Where there is a dictionary, every target's indicator is in it, and its goal is a quantity of the same kind. */
export function checkTargets(source: PackSource, targets: readonly Target[], dictionary: readonly Indicator[], report: Report): void {
  if (dictionary.length === 0) return
  for (const block of source.blocks) {
    if (block.kind !== 'target') continue
    const { indicator: named, id } = block.data
    const found = dictionary.find(one => one.name === named.text)
    if (found === undefined) { report('unknown-indicator', named.span, { name: named.text, meant: nearest(named.text, dictionary.map(one => one.name)) ?? '' }); continue }
    const goal = targets.find(one => one.id === id.text)?.goal
    const type = goal === undefined ? undefined : 'value' in goal ? goal.value.type : goal.from.type
    if (type !== undefined && !fits(type, found.type)) report('target-unit', named.span, { name: named.text, unit: found.unit })
  }
}
