/** What a reader has typed, as typed: nothing here is interpreted. `无` is known none; what is absent was not told. */
export interface Item {
  readonly id: string
  /** Fact, or fact@period (`从业人员@2024`), and `name`. */
  readonly values: Readonly<Record<string, string>>
  /** Claims under it by kind; `none`: told that there are none. */
  readonly claims: Readonly<Record<string, 'none' | readonly Item[]>>
}
export interface Sheet {
  readonly version: 1
  /** Which kind of party speaks. */
  readonly kind: string
  readonly party: Item
  /** Facts of the whole area. */
  readonly area: Readonly<Record<string, string>>
  /** Rosters it is in; absent: not told. */
  readonly rosters?: readonly string[]
  /** As-of date; absent: today. */
  readonly asOf?: string
  /** Completed by the pack made for trying out. */
  readonly trial: boolean
  /** The enterprise whose record it began from. */
  readonly record?: string
  /** Name of the example it began from. */
  readonly example?: string
}

export const NONE = '无'
export const ROOT = '1'
export const empty = (kind: string): Sheet => ({ version: 1, kind, party: { id: ROOT, values: {}, claims: {} }, area: {}, trial: false })
export const isEmpty = ({ party, area, rosters }: Sheet): boolean =>
  Object.keys(party.values).length === 0 && Object.keys(party.claims).length === 0 && Object.keys(area).length === 0 && rosters === undefined

/** From the party down: kinds and ids. `[]` is the party itself. */
export type Place = readonly (readonly [kind: string, id: string])[]
/** Names one field on the page, in problems, and for the focus. */
export const fieldId = (place: Place, key: string): string => `f-${place.map(([kind, id]) => `${kind}.${id}`).join('/')}:${key}`
export const AREA: Place = [['area', '']]

export function itemAt(sheet: Sheet, place: Place): Item | undefined {
  return place.reduce<Item | undefined>((item, [kind, id]) => {
    const claims = item?.claims[kind]
    return claims === undefined || claims === 'none' ? undefined : claims.find(one => one.id === id)
  }, sheet.party)
}

function change(item: Item, place: Place, how: (item: Item) => Item): Item {
  const [next, ...rest] = place
  if (next === undefined) return how(item)
  const [kind, id] = next
  const claims = item.claims[kind]
  if (claims === undefined || claims === 'none') return item
  return { ...item, claims: { ...item.claims, [kind]: claims.map(one => (one.id === id ? change(one, rest, how) : one)) } }
}

const without = <T>(record: Readonly<Record<string, T>>, key: string): Readonly<Record<string, T>> => Object.fromEntries(Object.entries(record).filter(([name]) => name !== key))
const put = (values: Readonly<Record<string, string>>, key: string, text: string) => (text === '' ? without(values, key) : { ...values, [key]: text })

export function setValue(sheet: Sheet, place: Place, key: string, text: string): Sheet {
  if (place === AREA) return { ...sheet, area: put(sheet.area, key, text) }
  return { ...sheet, party: change(sheet.party, place, item => ({ ...item, values: put(item.values, key, text) })) }
}

export function setClaims(sheet: Sheet, place: Place, kind: string, told: 'none' | 'some' | undefined): Sheet {
  const next = told === 'some' ? [blank(sheet, kind)] : told
  return { ...sheet, party: change(sheet.party, place, item => ({ ...item, claims: next === undefined ? without(item.claims, kind) : { ...item.claims, [kind]: next } })) }
}
export function addClaim(sheet: Sheet, place: Place, kind: string): Sheet {
  return { ...sheet, party: change(sheet.party, place, item => {
    const held = item.claims[kind]
    return { ...item, claims: { ...item.claims, [kind]: [...held === undefined || held === 'none' ? [] : held, blank(sheet, kind)] } }
  }) }
}
/** The last of a kind taken away leaves the question open again. */
export function removeClaim(sheet: Sheet, place: Place, kind: string, id: string): Sheet {
  return { ...sheet, party: change(sheet.party, place, item => {
    const held = item.claims[kind]
    const left = held === undefined || held === 'none' ? [] : held.filter(one => one.id !== id)
    return { ...item, claims: left.length === 0 ? without(item.claims, kind) : { ...item.claims, [kind]: left } }
  }) }
}

const STEMS = ['甲', '乙', '丙', '丁', '戊', '己', '庚', '辛', '壬', '癸']
/** Ids of a kind are told apart in the whole sheet: 甲, 乙 … then numbers. */
function blank(sheet: Sheet, kind: string): Item {
  const used = new Set(idsOf(sheet.party, kind))
  const id = STEMS.find(stem => !used.has(stem)) ?? String(Array.from({ length: used.size + 1 }, (_, i) => i + 11).find(n => !used.has(String(n))) ?? used.size)
  return { id, values: {}, claims: {} }
}
function idsOf(item: Item, kind: string): readonly string[] {
  return Object.entries(item.claims).flatMap(([name, claims]) => (claims === 'none' ? [] : claims.flatMap(one => [...name === kind ? [one.id] : [], ...idsOf(one, kind)])))
}

/** Where the claims of a kind with an id stand. */
export function placeOf(sheet: Sheet, kind: string, id: string): Place | undefined {
  if (kind === sheet.kind) return []
  return find(sheet.party, kind, id)
}
function find(item: Item, kind: string, id: string): Place | undefined {
  for (const [name, claims] of Object.entries(item.claims)) {
    if (claims === 'none') continue
    for (const one of claims) {
      if (name === kind && one.id === id) return [[name, id]]
      const below = find(one, kind, id)
      if (below !== undefined) return [[name, one.id], ...below]
    }
  }
  return undefined
}
