import { rational, type Every } from '@lizhu/feel'
import { readValue, type Fact, type Kind, type Program } from '@lizhu/policy'
import { AREA, NONE, ROOT, fieldId, type Item, type Place, type Sheet } from './sheet.ts'

/** A sheet as the plain data of a facts file, and which field each of its paths came from. */
export interface Facts { readonly data: unknown; readonly fields: ReadonlyMap<string, string> }

type Plain = Record<string, unknown>
type Path = readonly (string | number)[]
export const pathKey = (path: Path): string => path.join('/')

export function toFacts(sheet: Sheet, program: Program): Facts {
  const fields = new Map<string, string>()
  const others = new Map<string, Plain[]>()
  const kind = program.kinds.find(one => one.name === sheet.kind)
  const write = (item: Item, of: Kind | undefined, place: Place, path: Path): Plain => {
    const plain: Plain = { id: item.id, ...written(item.values, of?.facts ?? [], place, path, fields) }
    for (const [name, claims] of Object.entries(item.claims)) {
      const below = program.kinds.find(one => one.name === name)
      plain[name] = claims === 'none' ? NONE : claims.map((one, i) => write(one, below, [...place, [name, one.id]], [...path, name, i]))
    }
    // A further party of a claim: somebody of its own, known by the claim alone.
    for (const owner of of?.of.slice(1) ?? []) {
      const id = `${of?.name ?? ''}${item.id}`
      plain[owner] = id
      others.set(owner, [...others.get(owner) ?? [], { id }])
    }
    return plain
  }
  const party = write(sheet.party, kind, [], [sheet.kind, 0])
  if (sheet.rosters !== undefined) party['在库'] = sheet.rosters.length === 0 ? NONE : [...sheet.rosters]
  const area = written(sheet.area, program.area, AREA, ['area'], fields)
  return { data: { [sheet.kind]: [party], ...Object.fromEntries(others), ...(Object.keys(area).length === 0 ? {} : { area }) }, fields }
}

function written(values: Item['values'], facts: readonly Fact[], place: Place, path: Path, fields: Map<string, string>): Plain {
  const plain: Plain = {}
  for (const [key, text] of Object.entries(values)) {
    const [name = key, period] = key.split('@')
    const fact = facts.find(one => one.name === name)
    if (fact === undefined) {
      if (name === 'name') plain[name] = text
      continue
    }
    const value = withUnit(text, fact)
    if (period === undefined) plain[name] = value
    else plain[name] = { ...asPlain(plain[name]), [period]: value }
    fields.set(pathKey([...path, name, ...period === undefined ? [] : [period]]), fieldId(place, key))
  }
  return plain
}
const asPlain = (value: unknown): Plain => (typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value)) : {})

/** A bare figure gets the unit that stands beside its field; a date its hyphens. */
export function withUnit(text: string, fact: Pick<Fact, 'type' | 'shown'>): string {
  const typed = text.trim().normalize('NFKC').replace(/[,\s]/g, '')
  const bare = /^-?\d+(\.\d+)?$/.test(typed)
  switch (fact.type.kind) {
    case 'money': return bare ? `${typed}${fact.shown ?? '万元'}` : typed
    case 'number': return bare ? `${typed}${fact.type.unit ?? ''}` : typed
    case 'rate': return bare ? `${typed}%` : typed
    case 'points': return bare ? `${typed}个百分点` : typed
    case 'duration': return bare ? `${typed}${fact.type.unit === 'days' ? '天' : '个月'}` : typed
    case 'date': return dated(typed)
    default: return text.trim()
  }
}

/** 2025.6.18, 20250618: with hyphens. */
export function dated(text: string): string {
  const match = /^(\d{4})[-/.年]?(\d{1,2})[-/.月]?(\d{1,2})日?$/.exec(text)
  return match === null ? text : `${match[1] ?? ''}-${(match[2] ?? '').padStart(2, '0')}-${(match[3] ?? '').padStart(2, '0')}`
}

/** A facts file (an example, somebody's own) as a sheet. Units that stand beside the field are taken off. */
export function fromFacts(data: unknown, program: Program, example?: string): Sheet | undefined {
  const top = asPlain(data)
  const kind = program.kinds.find(one => one.party && one.name in top)
  if (kind === undefined) return undefined
  const given = top[kind.name]
  const first: unknown = Array.isArray(given) ? given[0] : given
  const rosters = asPlain(first)['在库']
  return {
    version: 1, kind: kind.name, party: { ...itemOf(first, kind, program, ROOT), id: ROOT }, area: itemOf(top['area'], { name: 'area', party: false, of: [], facts: program.area }, program, '').values,
    trial: false, ...(rosters === undefined ? {} : { rosters: Array.isArray(rosters) ? rosters.filter(one => typeof one === 'string') : [] }), ...(example === undefined ? {} : { example }),
  }
}

function itemOf(data: unknown, kind: Kind, program: Program, fallback: string): Item {
  const values: Record<string, string> = {}
  const claims: Record<string, 'none' | readonly Item[]> = {}
  const plain = asPlain(data)
  for (const [key, given] of Object.entries(plain)) {
    const fact = kind.facts.find(one => one.name === key)
    const claim = program.kinds.find(one => one.name === key && one.of[0] === kind.name)
    if (key === 'name' && typeof given === 'string') values['name'] = given
    else if (fact?.every !== undefined) for (const [period, value] of Object.entries(asPlain(given))) values[`${key}@${period}`] = withoutUnit(value, fact)
    else if (fact !== undefined) values[key] = withoutUnit(given, fact)
    else if (claim !== undefined) claims[key] = given === NONE ? 'none' : (Array.isArray(given) ? given : [given]).map((one: unknown, i) => itemOf(one, claim, program, String(i + 1)))
  }
  const id = plain['id']
  return { id: typeof id === 'string' ? id : fallback, values, claims }
}

/** A value may stand with its origin: `value`, `source`, `date`. */
function withoutUnit(given: unknown, fact: Fact): string {
  const value = typeof given === 'object' && given !== null && 'value' in given ? given.value : given
  const text = typeof value === 'string' ? value : ''
  if (fact.type.kind === 'boolean') return YES.get(text) ?? text
  if (fact.type.kind === 'money') return inUnit(text, fact)
  const unit = unitOf(fact)
  return unit !== '' && text.endsWith(unit) && /^-?[\d.,]+$/.test(text.slice(0, -unit.length)) ? text.slice(0, -unit.length) : text
}

const YES: ReadonlyMap<string, string> = new Map([['是', 'true'], ['否', 'false']])

/** Money in the unit that stands beside its field, where no figure is lost by it: 125000000元 is 12500. */
function inUnit(text: string, fact: Fact): string {
  const read = readValue(fact, text)
  const unit = unitOf(fact)
  const scale = { 元: 100, 万元: 1_000_000, 亿元: 10_000_000_000 }[unit]
  if (scale === undefined || !('value' in read) || typeof read.value !== 'object' || !('n' in read.value)) return text
  return rational.decimalText(rational.divide(read.value, rational.whole(scale))) ?? text
}

/** The unit that stands beside a field. */
export function unitOf({ type, shown }: Pick<Fact, 'type' | 'shown'>): string {
  switch (type.kind) {
    case 'money': return shown ?? '万元'
    case 'number': return type.unit ?? ''
    case 'rate': return '%'
    case 'points': return '个百分点'
    case 'duration': return type.unit === 'days' ? '天' : '个月'
    default: return ''
  }
}

/** A period as a facts file names it. */
export function periodKey(ordinal: number, every: Every): string {
  if (every === 'year') return String(ordinal)
  if (every === 'quarter') return `${Math.floor(ordinal / 4)}-Q${ordinal % 4 + 1}`
  return `${Math.floor(ordinal / 12)}-${String(ordinal % 12 + 1).padStart(2, '0')}`
}
