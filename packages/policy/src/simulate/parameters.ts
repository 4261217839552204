import { quantity, rational, walk, type Tree, type Type, type Value } from '@lizhu/feel'
import { figuresIn, sizeOf } from '../check/index.ts'
import type { Program, Setting, Words } from '../program.ts'
import { law } from '../source/law.ts'
import { treesOf } from './trees.ts'

/** What a number of the law does in the rule that it is bound to. */
export type Role = 'threshold' | 'rate' | 'amount' | 'cap' | 'floor' | 'step' | 'change' | 'setting'

/** A number of the law that rules compute with: everything that one figure of the quoted words is bound to. */
export interface Parameter {
  /** Stable and typed by hand: `I13-1.amount`, `I13-1.when.1`, `I13-1.amount.at most.2`; `~2`: the second number of the same words. */
  readonly id: string
  /** Instruments that compute with it. */
  readonly instruments: readonly string[]
  readonly role: Role
  readonly words: Words
  /** Where the figure stands in the article's text; absent: in the words of a completing pack, or implied (减半). */
  readonly at?: readonly [number, number]
  /** As the law writes it: `5%`, `1000万元`. */
  readonly written: string
  readonly type: Type
  /** Fen, a fraction, a count, days or months. */
  readonly value: Value
  /** Paths in the program to each value that it stands for. */
  readonly sites: readonly (readonly (string | number)[])[]
}

interface Found { readonly path: readonly (string | number)[]; readonly type: Type; readonly value: Value; readonly words: Words; readonly role: Role; readonly instruments: readonly string[]; readonly id: string; readonly at: number }

/** All numbers that can be turned, in the order of the text. A figure that the words do not speak is no parameter: it is our reading. */
export function parametersOf(program: Program): readonly Parameter[] {
  const all = program.instruments.map(one => one.id)
  const found = [
    ...program.instruments.flatMap((one, i) => inNode(one, ['instruments', i], { words: one.words, role: 'amount', instruments: [one.id], id: one.id })),
    ...program.generals.flatMap((one, i) => inNode(one, ['generals', i], { words: one.words, role: 'cap', instruments: one.appliesTo ?? all, id: one.id })),
    ...program.settings.flatMap((one, i) => one.set === undefined ? [] : inNode(one.set.value, ['settings', i, 'set', 'value'], { words: one.set.words, role: 'setting', instruments: usersOf(program, one), id: one.id })),
  ]
  const groups = new Map<string, { readonly figure: Spoken; readonly of: Found[] }>()
  for (const one of found) {
    const figure = spokenIn(program, one, found)
    if (figure === undefined || isFixed(figure.text, one.type)) continue
    const known = groups.get(figure.key)
    if (known === undefined) groups.set(figure.key, { figure, of: [one] })
    else known.of.push(one)
  }
  const taken = new Map<string, number>()
  const inOrder = [...groups.values()].sort((a, b) => (a.of[0]?.words.article ?? 0) - (b.of[0]?.words.article ?? 0) || (a.figure.at?.[0] ?? Infinity) - (b.figure.at?.[0] ?? Infinity) || 0)
  return inOrder.flatMap(({ figure, of }): Parameter[] => {
    const [first] = of
    if (first === undefined) return []
    const nth = (taken.get(first.id) ?? 0) + 1
    taken.set(first.id, nth)
    return [{
      id: nth === 1 ? first.id : `${first.id}~${nth}`, instruments: [...new Set(of.flatMap(one => one.instruments))], role: first.role, words: first.words,
      ...(figure.at === undefined ? {} : { at: figure.at }), written: writtenFully(figure.text, first), type: first.type, value: first.value, sites: of.map(one => one.path),
    }]
  })
}

/** Instruments whose rules read a setting. */
function usersOf({ instruments }: Program, { id, instrument }: Setting): string[] {
  const reading = instruments.filter(one => treesOf(one).some(tree => [...walk(tree)].some(part => part.op === 'setting' && part.name === id))).map(one => one.id)
  return [...new Set([...reading, ...(instrument === undefined ? [] : [instrument])])]
}

/** 2020年度 is a date; 三免, 7:3 are several values at once. */
const isFixed = (text: string, { kind }: Type): boolean => /^\d{4}年/.test(text) || /^[一二两三四五六七八九十]+$/.test(text) || (kind !== 'rate' && /[:：]/.test(text))

interface Here { readonly words: Words; readonly role: Role; readonly instruments: readonly string[]; readonly id: string }

/** Roles by the key that a value stands under; other keys keep the role of what they stand in. */
const ROLES: Readonly<Record<string, Role>> = { when: 'threshold', band: 'threshold', test: 'threshold', where: 'threshold', exclude: 'threshold', max: 'cap', min: 'floor', step: 'step', by: 'change' }
/** What is not computed with when money is granted, or is another's words. */
const ASIDE: ReadonlySet<string> = new Set(['reading', 'words', 'pay', 'keep', 'settings', 'round', 'type'])
/** Keys that are said in an id as the pack writes them; others are left out. */
const SAID: Readonly<Record<string, string>> = { when: 'when', amount: 'amount', atMost: 'at most', atLeast: 'at least', adjust: 'adjust', table: 'table', portions: 'portions', exclude: 'exclude', allocate: 'allocate', balance: 'balance', of: 'of', each: 'each', where: 'where', band: 'band' }

function inNode(node: unknown, path: readonly (string | number)[], here: Here): Found[] {
  if (typeof node !== 'object' || node === null) return []
  if (isTree(node)) return inTree(node, path, here)
  const words = 'words' in node && isWords(node.words) ? node.words : here.words
  return Object.entries(node).flatMap(([key, value]: [string, unknown]): Found[] => {
    if (ASIDE.has(key)) return []
    const role = ROLES[key] ?? here.role
    if (Array.isArray(value)) return value.flatMap((one, i) => inNode(one, [...path, key, i], key === 'or' ? { ...here, words } : { ...here, words, role, id: SAID[key] === undefined ? numbered(here.id, key, i) : `${here.id}.${SAID[key]}.${i + 1}` }))
    const id = SAID[key] === undefined ? here.id : `${here.id}.${SAID[key]}`
    if (key === 'band' && typeof value === 'object' && value !== null) return inBand(value, [...path, key], { ...here, words, role, id })
    return inNode(value, [...path, key], { ...here, words, role, id })
  })
}
/** Rows of a table and parts of a condition: their number alone. */
const numbered = (id: string, key: string, i: number): string => (key === 'rows' || key === 'any' || key === 'all' ? `${id}.${i + 1}` : id)

function inBand(band: object, path: readonly (string | number)[], here: Here): Found[] {
  const type = 'type' in band && isType(band.type) ? band.type : undefined
  return type === undefined ? [] : (['least', 'most'] as const).flatMap((end, i) => {
    const value: unknown = end in band ? Reflect.get(band, end) : undefined
    return isFigure(value) ? [{ ...here, path: [...path, end], type, value, at: i }] : []
  })
}

/** The figures written in an expression itself, not in a definition that it uses. */
function inTree(tree: object, path: readonly (string | number)[], here: Here): Found[] {
  if (isTree(tree) && tree.op === 'define') return []
  if (isTree(tree) && tree.op === 'literal') {
    const role = tree.type.kind === 'rate' && here.role === 'amount' ? 'rate' : here.role
    return TURNED.has(tree.type.kind) && isFigure(tree.value) ? [{ ...here, role, path: [...path, 'value'], type: tree.type, value: tree.value, at: tree.span.from }] : []
  }
  return Object.entries(tree).flatMap(([key, value]: [string, unknown]): Found[] => {
    if (typeof value !== 'object' || value === null || PLAIN.has(key)) return []
    return Array.isArray(value) ? value.flatMap((one: unknown, i) => (typeof one === 'object' && one !== null ? inTree(one, [...path, key, i], here) : [])) : inTree(value, [...path, key], here)
  })
}
const PLAIN: ReadonlySet<string> = new Set(['type', 'span', 'ref'])
const TURNED: ReadonlySet<string> = new Set(['money', 'rate', 'points', 'number', 'duration'])

interface Spoken { readonly key: string; readonly text: string; readonly at?: readonly [number, number] }

/** The figure of the words that a value is bound to. Equal figures are taken in turn where as many values stand beside them. */
function spokenIn({ articles }: Program, one: Found, all: readonly Found[]): Spoken | undefined {
  const size = sizeOf(one.type, one.value)
  const { words } = one
  const article = words.pack === undefined ? articles.find(({ number }) => number === words.article)?.text : undefined
  const runs = article === undefined || words.at.length === 0 ? [{ text: words.quote, from: undefined }] : words.at.map(([from, to]) => ({ text: article.slice(from, to), from }))
  const figures = runs.flatMap(({ text, from }) => spokenAs(text).filter(({ sizes }) => sizes.includes(size)).map(figure => ({ text: figure.text, ...(from === undefined ? {} : { at: [from + figure.at[0], from + figure.at[1]] as const }) })))
  if (figures.length === 0) return undefined
  const equals = all.filter(other => other.words === words && !other.path.includes('or') && sizeOf(other.type, other.value) === size)
  const nth = equals.length === figures.length ? Math.max(0, equals.indexOf(one)) : 0
  const figure = figures[nth] ?? figures[0]
  if (figure === undefined) return undefined
  return { ...figure, key: 'at' in figure ? `${words.article} ${figure.at.join(' ')}` : `${words.pack ?? ''} ${words.article} ${words.quote} ${size} ${nth}` }
}

/** Figures of words as they are printed, with white space between. */
function spokenAs(text: string): { readonly text: string; readonly sizes: readonly string[]; readonly at: readonly [number, number] }[] {
  const printed = law(0, text)
  // 10—15%: the first of the two is written without its unit.
  return figuresIn(printed.squeezed).map(({ at, text, sizes }) => ({ at, sizes, written: text.replace(/[—–~～至-]$/, '') })).map(({ at, written, sizes }) => ({ text: written, sizes, at: [printed.printed[at] ?? 0, (printed.printed[at + written.length - 1] ?? 0) + 1] as const }))
}

const isFigure = (value: unknown): value is Value => typeof value === 'number' || (typeof value === 'object' && value !== null && 'n' in value && 'd' in value)
const isTree = (node: object): node is Tree => 'op' in node && 'type' in node && 'span' in node
const isWords = (node: unknown): node is Words => typeof node === 'object' && node !== null && 'quote' in node && 'at' in node
const isType = (node: unknown): node is Type => typeof node === 'object' && node !== null && 'kind' in node

/** With its unit, where the law leaves it to the figure behind it (10—15%). */
const writtenFully = (text: string, { type, value }: Pick<Found, 'type' | 'value'>): string => (quantity(text)?.type.kind === type.kind ? text : writtenAs({ written: text, type }, value) ?? text)

/** A value as the law writes it, in the unit in which it stands there: `6%`, `800万元`. */
export function writtenAs({ written, type }: Pick<Parameter, 'written' | 'type'>, value: Value): string | undefined {
  const unit = written.replace(/^[\d.,]+|^[零一二两三四五六七八九十百千万亿]+(?=[^零一二两三四五六七八九十百千万亿])/u, '')
  for (const text of decimals(value, type)) for (const suffix of [unit, ...OTHER_UNITS[type.kind] ?? []]) {
    const whole = text(suffix)
    const read = whole === undefined ? undefined : quantity(whole)
    if (read !== undefined && read.type.kind === type.kind && sizeOf(read.type, read.value) === sizeOf(type, value)) return whole
  }
  return undefined
}
const OTHER_UNITS: Readonly<Record<string, readonly string[]>> = { money: ['万元', '亿元', '元'], rate: ['%', '倍'], points: ['个百分点'], duration: ['个月', '天'], number: [''] }

/** A decimal before a unit that makes it the value. */
function decimals(value: Value, type: Type): ((suffix: string) => string | undefined)[] {
  return [suffix => {
    const one = quantity(`1${suffix}`)
    if (one === undefined || one.type.kind !== type.kind) return undefined
    if (typeof value === 'number' && typeof one.value === 'number') return value % one.value === 0 ? `${value / one.value}${suffix}` : undefined
    if (!rational.isRational(value) || !rational.isRational(one.value)) return undefined
    const digits = decimal(value.n * one.value.d, value.d * one.value.n)
    return digits === undefined ? undefined : `${digits}${suffix}`
  }]
}
/** At most six decimals; undefined where it has more. */
function decimal(n: bigint, d: bigint): string | undefined {
  const scaled = n * 1_000_000n
  if (d === 0n || scaled % d !== 0n) return undefined
  const digits = (scaled / d).toString().padStart(7, '0')
  return `${digits.slice(0, -6)}.${digits.slice(-6)}`.replace(/\.?0+$/, '')
}
