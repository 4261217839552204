import { constants, crc32, deflateRawSync } from 'node:zlib'

/** A part of an archive; what is told of it need not be true. */
export interface Part {
  readonly name: string
  readonly data: string | Buffer
  /** Already packed, with the size that is declared. */
  readonly packed?: { readonly bytes: Buffer; readonly size: number }
  readonly flags?: number
  /** Where its bytes are is where those of the first part are. */
  readonly overlaps?: boolean
}

/** A zip file by hand (APPNOTE.TXT), as honest ones and others are. */
export function archive(parts: readonly Part[]): Buffer {
  const [files, directory]: [Buffer[], Buffer[]] = [[], []]
  let [at, length] = [0, 0]
  for (const { name, data, packed, flags = 0x800, overlaps = false } of parts) {
    const raw = Buffer.from(data)
    const { bytes, size } = packed ?? { bytes: deflateRawSync(raw), size: raw.length }
    const title = Buffer.from(name)
    const shared = Buffer.alloc(26)
    for (const [place, value] of [[2, flags], [4, 8], [22, title.length]] as const) shared.writeUInt16LE(value, place)
    shared.writeUInt16LE(20, 0)
    for (const [place, value] of [[10, crc32(raw)], [14, bytes.length], [18, size]] as const) shared.writeUInt32LE(value, place)
    const entry = Buffer.alloc(14)
    entry.writeUInt32LE(overlaps ? 0 : at, 10)
    directory.push(Buffer.from('PK\x01\x02\x14\0', 'latin1'), shared, entry, title)
    length += 46 + title.length
    if (overlaps) continue
    files.push(Buffer.from('PK\x03\x04', 'latin1'), shared, title, bytes)
    at += 30 + title.length + bytes.length
  }
  const end = Buffer.alloc(22)
  end.write('PK\x05\x06', 'latin1')
  for (const place of [8, 10]) end.writeUInt16LE(Math.min(parts.length, 0xffff), place)
  end.writeUInt32LE(length, 12)
  end.writeUInt32LE(at, 16)
  return Buffer.concat([...files, ...directory, end])
}

/** A text over and over, packed without ever being there whole: `times` are those of a million characters or so. */
export function repeated(text: string, times: number, before = '', after = ''): { readonly bytes: Buffer; readonly size: number } {
  const million = text.repeat(Math.ceil(1_000_000 / text.length))
  const open = { finishFlush: constants.Z_FULL_FLUSH }
  const piece = deflateRawSync(million, open)
  return { bytes: Buffer.concat([deflateRawSync(before, open), ...Array.from({ length: times }, () => piece), deflateRawSync(after)]), size: Buffer.byteLength(before) + Buffer.byteLength(million) * times + Buffer.byteLength(after) }
}

const MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
const TYPE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
export const sheetXml = (rows: string): string => `<worksheet ${MAIN}><sheetData>${rows}</sheetData></worksheet>`
export const sharedXml = (items: string): string => `<sst ${MAIN}>${items}</sst>`

/** The parts of a workbook of these sheets, some of them replaced by others of the same name. */
export function workbook(sheets: Readonly<Record<string, string>>, { shared = '', styles = '', others = [] }: { readonly shared?: string; readonly styles?: string; readonly others?: readonly Part[] } = {}): Part[] {
  const names = Object.keys(sheets)
  const relation = (id: string, type: string, target: string): string => `<Relationship Id="${id}" Type="${TYPE}/${type}" Target="${target}"/>`
  const own: Part[] = [
    { name: '_rels/.rels', data: `<Relationships>${relation('r', 'officeDocument', '/xl/workbook.xml')}</Relationships>` },
    { name: 'xl/workbook.xml', data: `<?xml version="1.0" encoding="UTF-8"?><workbook ${MAIN}><sheets>${names.map((name, i) => `<sheet name="${name}" sheetId="${i + 1}" r:id="r${i}"/>`).join('')}</sheets></workbook>` },
    { name: 'xl/_rels/workbook.xml.rels', data: `<Relationships>${names.map((_, i) => relation(`r${i}`, 'worksheet', `worksheets/sheet${i + 1}.xml`)).join('')}${relation('s', 'sharedStrings', 'sharedStrings.xml')}${relation('t', 'styles', 'styles.xml')}</Relationships>` },
    { name: 'xl/sharedStrings.xml', data: sharedXml(shared) },
    { name: 'xl/styles.xml', data: `<styleSheet ${MAIN}>${styles}</styleSheet>` },
    ...names.map((name, i) => ({ name: `xl/worksheets/sheet${i + 1}.xml`, data: sheetXml(sheets[name] ?? '') })),
  ]
  return [...own.filter(part => !others.some(other => other.name === part.name)), ...others]
}
