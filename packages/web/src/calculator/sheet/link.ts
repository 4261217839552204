import type { Program } from '@lizhu/policy'
import type { Item, Sheet } from './sheet.ts'

/** A sheet inside a link: compressed, behind `#`, so that no server ever sees it. */
const MARK = 'f='

/** Without what is marked private, wherever it stands; and how many values were left out. */
export function shareable(sheet: Sheet, program: Program): { readonly sheet: Sheet; readonly left: number } {
  let left = 0
  const strip = (item: Item, kind: string): Item => {
    const secret = new Set(program.kinds.find(one => one.name === kind)?.facts.filter(fact => fact.private === true).map(fact => fact.name))
    const values = Object.entries(item.values).filter(([key]) => !secret.has(key.split('@')[0] ?? key))
    left += Object.keys(item.values).length - values.length
    return {
      ...item, values: Object.fromEntries(values),
      claims: Object.fromEntries(Object.entries(item.claims).map(([name, claims]) => [name, claims === 'none' ? claims : claims.map(one => strip(one, name))])),
    }
  }
  const party = strip(sheet.party, sheet.kind)
  const { record: _, ...open } = sheet
  return { sheet: { ...open, party }, left }
}

export async function linkTo(sheet: Sheet): Promise<string> {
  const bytes = await through(new TextEncoder().encode(JSON.stringify(sheet)), new CompressionStream('deflate-raw'))
  const text = btoa(String.fromCharCode(...bytes)).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
  return `${location.origin}/calculator#${MARK}${text}`
}

/** The sheet that the address carries, if it does. */
export async function sheetIn(fragment: string): Promise<Sheet | undefined> {
  if (!fragment.startsWith(MARK)) return undefined
  try {
    const bytes = Uint8Array.from(atob(fragment.slice(MARK.length).replaceAll('-', '+').replaceAll('_', '/')), char => char.charCodeAt(0))
    return parseSheet(new TextDecoder().decode(await through(bytes, new DecompressionStream('deflate-raw'))))
  } catch {
    return undefined
  }
}

async function through(bytes: Uint8Array<ArrayBuffer>, stream: GenericTransformStream): Promise<Uint8Array<ArrayBuffer>> {
  const response = new Response(new Blob([bytes]).stream().pipeThrough(stream))
  return new Uint8Array(await response.arrayBuffer())
}

/** Believes nothing: what is no sheet is none. */
export function parseSheet(text: string): Sheet | undefined {
  const data: unknown = JSON.parse(text)
  return isSheet(data) ? data : undefined
}

function isSheet(data: unknown): data is Sheet {
  return isObject(data) && 'version' in data && data.version === 1 && 'kind' in data && typeof data.kind === 'string' && 'trial' in data && typeof data.trial === 'boolean'
    && 'party' in data && isItem(data.party, 0) && 'area' in data && isTexts(data.area)
    && (!('rosters' in data) || (Array.isArray(data.rosters) && data.rosters.every(one => typeof one === 'string')))
    && (!('asOf' in data) || typeof data.asOf === 'string') && (!('example' in data) || typeof data.example === 'string') && (!('record' in data) || typeof data.record === 'string')
}
function isItem(data: unknown, depth: number): data is Item {
  return depth < 6 && isObject(data) && 'id' in data && typeof data.id === 'string' && 'values' in data && isTexts(data.values)
    && 'claims' in data && isObject(data.claims) && Object.values(data.claims).every(claims => claims === 'none' || (Array.isArray(claims) && claims.every(one => isItem(one, depth + 1))))
}
const isObject = (data: unknown): data is object => typeof data === 'object' && data !== null && !Array.isArray(data)
const isTexts = (data: unknown): data is Readonly<Record<string, string>> => isObject(data) && Object.values(data).every(one => typeof one === 'string')
