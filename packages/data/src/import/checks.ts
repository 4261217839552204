import { walk, type Tree } from '@lizhu/feel'
import { identifier, textLiteral } from '@lizhu/feel/sql'
import type { Codes, Fact, Program } from '@lizhu/policy'
import { claimsUnder, noneOf } from '@lizhu/policy/tables'
import { examplesOf } from './set-aside.ts'
import { kept } from './link.ts'
import type { Reading } from './reading.ts'
import type { Input } from './sources.ts'
import type { Placed } from './typed.ts'

/** What looks wrong but is kept: some codes in use do fail their own check. */
export async function check(reading: Reading, input: Input, kind: string, typed: string, columns: readonly Placed[], codes: Codes | undefined): Promise<void> {
  for (const { place, role } of columns) {
    const text = `c${place}`
    if (role.what === 'id') await warnWhere(reading, input, place, 'check-digit', `${role.code ? `${text} <> ''` : `regexp_full_match(${text}, '[0-9A-Z]{18}')`} AND NOT COALESCE(${checkDigitSql(text)}, FALSE)`)
    if (role.what === 'fact' && codes?.facts.includes(`${kind}.${role.fact.name}`) === true) await unlisted(reading, input, place, text, codes)
  }
  await units(reading, input, typed, columns)
}

const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY'
/** GB 32100-2015: each place weighs a power of 3 modulo 31. */
function checkDigitSql(text: string): string {
  const sum = Array.from({ length: 17 }, (_, i) => `(instr('${ALPHABET}', substr(${text}, ${i + 1}, 1)) - 1) * ${3 ** i % 31}`).join(' + ')
  return `(regexp_full_match(${text}, '[${ALPHABET}]{18}') AND instr('${ALPHABET}', substr(${text}, 18, 1)) - 1 = (31 - (${sum}) % 31) % 31)`
}

async function warnWhere(reading: Reading, input: Input, place: number, code: 'check-digit' | 'unlisted-code', where: string): Promise<void> {
  const [found] = (await reading.database.connection.runAndReadAll(`SELECT COUNT(*), array_to_string(min(rowid, 3), ',') FROM ${identifier(input.raw.name)} WHERE ${where}`)).getRows()
  const count = Number(found?.[0] ?? 0)
  if (count > 0) reading.note(input, { code, params: {} }, 'warning', input.raw.headers[place], count, await examplesOf(reading, input, place, String(found?.[1]).split(',').map(Number)))
}

async function unlisted(reading: Reading, input: Input, place: number, text: string, { codes }: Codes): Promise<void> {
  await warnWhere(reading, input, place, 'unlisted-code', `${text} <> '' AND ${text} NOT IN (${[...codes.map(([code]) => code), '无', '缺', '不详', '未知'].map(textLiteral).join(', ')})`)
}

/** Columns of money with no unit in their name: whether all of one is some thousand times smaller than what the rules compare it with, or than the same fact of another period. */
async function units({ program, database, note }: Reading, input: Input, typed: string, columns: readonly Placed[]): Promise<void> {
  const money = columns.flatMap(({ place, header, role }) => (role.what === 'fact' && role.fact.type.kind === 'money' && !input.own ? [{ place, header, fact: role.fact, column: role.column, named: role.unit !== undefined }] : []))
  if (money.length === 0) return
  const medians = (await database.connection.runAndReadAll(`SELECT ${money.map(({ column }) => `median(${identifier(column)}) FILTER (WHERE ${identifier(column)} > 0)`).join(', ')} FROM ${typed}`)).getRows()[0]?.map(value => (value === null ? 0 : Number(value))) ?? []
  for (const [i, { header, fact, named }] of money.entries()) {
    const median = medians[i] ?? 0
    if (named || median <= 0) continue
    const others = money.flatMap((other, j) => (j !== i && other.fact === fact ? [medians[j] ?? 0] : []))
    const likely = [...others, ...thresholds(program, fact)].some(one => one / median >= 2_000 && one / median <= 100_000)
    if (likely && !others.some(one => one > 0 && one / median < 100 && median / one < 100)) note(input, { code: 'perhaps-wan', params: { median: (median / 100).toFixed(2) } }, 'warning', header)
  }
}

/** Half of the figures that the rules compare a fact with lie below this: in fen. */
function thresholds({ instruments, generals }: Program, fact: Fact): number[] {
  const found: number[] = []
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) { for (const one of value) visit(one); return }
    if (typeof value !== 'object' || value === null) return
    if (isTree(value)) { for (const node of walk(value)) if (node.op === 'compare') found.push(...compared(node, fact)); return }
    for (const one of Object.values(value)) visit(one)
  }
  visit([instruments, generals])
  const sorted = found.filter(one => one > 0).sort((a, b) => a - b)
  return sorted.slice(sorted.length >> 1, (sorted.length >> 1) + 1)
}
const isTree = (value: object): value is Tree => 'op' in value && 'span' in value && 'type' in value
function compared(node: Tree, fact: Fact): number[] {
  const all = [...walk(node)]
  if (!all.some(one => one.op === 'fact' && one.ref.name === fact.name && one.ref.owner === fact.owner)) return []
  return all.flatMap(one => (one.op === 'literal' && one.type.kind === 'money' && typeof one.value === 'object' && 'n' in one.value ? [Number(one.value.n / one.value.d)] : []))
}

/** Owners that say they have no claims of a kind, of which some are there. */
export async function contradictions({ program, database, note }: Reading, inputs: readonly Input[], kind: string, columns: ReadonlySet<string>, kinds: ReadonlySet<string>): Promise<void> {
  for (const { name } of claimsUnder(program, kind)) {
    const flag = noneOf(name)
    if (!columns.has(flag) || !kinds.has(name)) continue
    const found = (await database.connection.runAndReadAll(`SELECT input, row, id FROM ${kept(kind)} AS k WHERE k.${identifier(flag)} AND EXISTS (SELECT 1 FROM ${kept(name)} AS c WHERE c."#owner" = k."#row") ORDER BY input, row`)).getRows()
    const [first] = found
    const input = first === undefined ? undefined : inputs[Number(first[0])]
    if (input !== undefined) note(input, { code: 'none-but-some', params: { kind: name } }, 'warning', flag, found.length, found.slice(0, 3).map(([, row, id]) => ({ row: input.raw.line(Number(row)), text: String(id) })))
  }
}
