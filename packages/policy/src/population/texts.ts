import { MOST_TEXTS, TOLD, columnKey, type Cells, type Column } from '@lizhu/feel/kernel'
import type { Codes } from '../codes.ts'
import type { Fact } from '../program.ts'
import type { Crowd } from './crowd.ts'
import { draw, saltOf, share } from './hash.ts'
import type { Reads } from './reads.ts'
import { tell, type Telling } from './tell.ts'

/** Texts that a fact may have, and how often: the share of those up to each. */
interface Lot { readonly texts: readonly string[]; readonly upTo: readonly number[] }

/** Share of texts that are those of a fact which they are compared with. */
const COPIED = 0.5
/** Share of owners who keep to one text from period to period. */
const STEADY = 0.9

/** Whom a text's owner is like: the columns of facts that it is compared with. */
type Like = (key: string) => Cells | undefined

/** A choice, or a text that rules read; the example is the most usual choice, then the first ones. */
export function texts(fact: Fact, column: Column, crowd: Crowd, telling: Telling, none: number, reads: Reads, like: Like): Cells {
  const { texts: all, upTo } = lotOf(fact, reads, telling.codes)
  const [steady, own] = [saltOf(telling.seed, columnKey(fact), 'text'), saltOf(telling.seed, column.key, 'text')]
  const models = [...reads.alike.get(columnKey(fact)) ?? []].flatMap(key => { const cells = like(key); return cells === undefined ? [] : [{ cells, places: cells.texts?.map(text => all.indexOf(text)) ?? [] }] })
  const cells = tell(column, crowd, telling, none, (row, drawn) => {
    for (const { cells: { values, states }, places } of models) {
      const place = states[row] === TOLD ? places[values[row] ?? 0] ?? -1 : -1
      if (place >= 0 && share(drawn) < COPIED) return place
    }
    const at = crowd.place[row] ?? 0
    const chance = share(draw(share(draw(drawn, 1)) < STEADY ? steady : own, at))
    let place = 0
    while (place < upTo.length - 1 && chance >= (upTo[place] ?? 1)) place++
    return place
  })
  return { ...cells, texts: all }
}

/** True as often as its example has it. */
export function truths({ example }: Fact, column: Column, crowd: Crowd, telling: Telling): Cells {
  const often = example === undefined ? 0.6 : example === 'false' || example === '否' ? 0.25 : 0.75
  return tell(column, crowd, telling, 0, (_, drawn) => Number(share(drawn) < often))
}

function lotOf(fact: Fact, { texts: compared, parts }: Reads, published: Codes | undefined): Lot {
  const key = columnKey(fact)
  if (fact.type.kind === 'text' && fact.type.choices !== undefined) {
    const { choices } = fact.type
    return lot([...choices.filter(text => text === fact.example), ...choices.filter(text => text !== fact.example)].map((text, i) => [text, (i + 1) ** -SKEW]))
  }
  const beginnings = [...parts.get(key) ?? []]
  const named = [...compared.get(key) ?? []].slice(0, MOST_TEXTS / 2)
  if (beginnings.length > 0 && fact.example !== undefined && CODE.test(fact.example)) return codes(fact.example, beginnings, named, published?.facts.includes(key) === true ? published.codes.map(([code]) => code) : undefined)
  return lot([...new Set([...fact.example === undefined ? [] : [fact.example], ...named, ...beginnings.flatMap(part => [part, `${part}别的`]), OTHER])].map(text => [text, 1]))
}
const OTHER = '别的'
const SKEW = 0.6

/** A letter and figures: a class of some table. */
const CODE = /^[A-Z]\d+$/
const LETTERS: readonly string[] = Array.from({ length: 26 }, (_, i) => String.fromCharCode(65 + i))

/** Most have the example's beginning, some each other that rules test, a few none of them. */
function codes(example: string, beginnings: readonly string[], named: readonly string[], published: readonly string[] | undefined): Lot {
  const other = LETTERS.filter(letter => beginnings.every(one => !one.startsWith(letter) && !letter.startsWith(one)) && published?.includes(letter) !== false).slice(0, 3)
  const weights = new Map<string, number>([[example, 0.1]])
  const add = (text: string, weight: number): void => { weights.set(text, (weights.get(text) ?? 0) + weight) }
  const own = beginnings.filter(one => example.startsWith(one))
  const rest = beginnings.filter(one => !own.includes(one))
  const groups = [[own, 0.55], [rest, 0.25], [other, 0.1]] as const
  for (const [of, weight] of groups) for (const begin of of) {
    // Some of the list's, from all over it.
    const listed = published?.filter(code => code.length === example.length && code.startsWith(begin))
    for (let i = 0; i < VARIETY; i++) {
      const text = listed === undefined ? shaped(begin, example, i) : listed[Math.floor((i * listed.length) / VARIETY)]
      if (text !== undefined) add(text, (weight / of.length / VARIETY) * (2 / (1 + i / VARIETY)))
    }
  }
  for (const text of named) if (published?.includes(text) !== false) add(text, 0.2 / named.length)
  return lot([...weights])
}
const VARIETY = 24

/** Where no list is at hand: a beginning made as long as the example: the next figure near the example's own, the others any. */
function shaped(begin: string, example: string, variant: number): string {
  const drawn = String(draw(saltOf(variant, begin), 0)).padStart(10, '0')
  const rest = Array.from(example.slice(begin.length), (own, i) => (i === 0 ? String(Math.max(1, Number(own) - (variant % 3))) : drawn[drawn.length - 1 - (i % 10)] ?? own))
  return begin + rest.join('')
}

function lot(weighted: readonly (readonly [string, number])[]): Lot {
  const all = weighted.reduce((sum, [, weight]) => sum + weight, 0)
  let sum = 0
  return { texts: weighted.map(([text]) => text), upTo: weighted.map(([, weight]) => (sum += weight / all)) }
}
