import { packs } from 'lizhu:packs'
import { decodeProgram, type Program } from '@lizhu/policy'

/** What a page needs of a pack at once. */
export interface Pack {
  readonly program: Program
  /** The words before the first article: letterhead, title, opening. */
  readonly preamble: string
  readonly coverage: Coverage
}
/** Articles all of whose sentences are bound; numbers of the official words, and those that meet an equal value. */
export interface Coverage { readonly articles: number; readonly numbers: number; readonly numbersBound: number }

/** What only some readers open. */
export interface More { readonly cases: readonly Case[]; readonly examples: readonly Example[] }
export interface Case { readonly name: string; readonly instrument: string; readonly expected: string; readonly passed: boolean }
/** A made-up enterprise to begin with; `facts` as a facts file has them. */
export interface Example { readonly name: string; readonly note: string; readonly facts: unknown }

let loading: Promise<Pack> | undefined
let trying: Promise<Program | undefined> | undefined
let fullest: Promise<string> | undefined
let sources: Promise<string> | undefined
let codes: Promise<readonly (readonly [code: string, name: string])[]> | undefined
let more: Promise<More> | undefined

const first = () => {
  const [pack] = packs
  if (pack === undefined) throw new Error('No pack was built into these pages.')
  return pack
}

/** The program, fetched once. */
export function loadProgram(): Promise<Pack> {
  return (loading ??= fetchText(first().program).then(text => ({ program: decodeProgram(text), preamble: first().preamble, coverage: first().coverage })))
}

/** The same policy completed by the pack made for trying it out (演示假定), if there is one. */
export function loadTrial(): Promise<Program | undefined> {
  return (trying ??= hasTrial() ? loadFullestText().then(decodeProgram) : Promise.resolve(undefined))
}
export const hasTrial = (): boolean => first().trial !== undefined

/** The program that most can be computed with: completed where that is possible. As text, for a worker to decode. */
export const loadFullestText = (): Promise<string> => (fullest ??= fetchText(first().trial ?? first().program))
export const loadFullest = async (): Promise<Program> => await loadTrial() ?? (await loadProgram()).program

/** What it is written in, and the packs it is read with: for a worker to compile a rule anew. */
export const loadSources = (): Promise<string> => (sources ??= fetchText(first().sources))

/** What the policy is called by, known at once. */
export const packHead = () => first()
/** A schematic map: the values of a fact by column and row. */
export const tiles = () => first().tiles

/** Facts (`owner.name`) whose value is a code of the published list. */
export const isCoded = (key: string): boolean => first().coded.includes(key)

/** The published list: code and name. */
export function loadCodes(): Promise<readonly (readonly [code: string, name: string])[]> {
  return (codes ??= fetchText(first().codes).then(text => {
    const found: unknown = JSON.parse(text)
    return Array.isArray(found) ? found.filter(isPair) : []
  }))
}
const isPair = (one: unknown): one is readonly [string, string] => Array.isArray(one) && one.length === 2 && one.every(part => typeof part === 'string')

/** Cases and examples, fetched once, when somebody looks. */
export function loadMore(): Promise<More> {
  return (more ??= fetchText(first().more).then(text => {
    const found: unknown = JSON.parse(text)
    if (!isMore(found)) throw new Error(`${first().more}: of another version`)
    return found
  }))
}

/** A place that the policy holds in; its code, or its name where it has none. */
export interface Place { readonly code: string; readonly name: string; readonly en?: string; readonly kind: string }
let places: Promise<readonly Place[]> | undefined
export function loadPlaces(): Promise<readonly Place[]> {
  return (places ??= fetchText(first().places).then(text => {
    const found: unknown = JSON.parse(text)
    return Array.isArray(found) ? found.filter(isPlace) : []
  }))
}
const isPlace = (one: unknown): one is Place => typeof one === 'object' && one !== null && 'code' in one && typeof one.code === 'string' && 'name' in one && typeof one.name === 'string' && 'kind' in one

async function fetchText(address: string): Promise<string> {
  const response = await fetch(address)
  if (!response.ok) throw new Error(`${address}: ${response.status}`)
  return response.text()
}

const isMore = (data: unknown): data is More => typeof data === 'object' && data !== null && 'cases' in data && 'examples' in data
