import { open } from 'node:fs/promises'
import { openParts, readSheet, SheetProblem, STRANGERS } from '@lizhu/data/sheets'

/** Kinds of evidence, as they are told by what is in a file; what it is called says nothing. */
export const TYPES = {
  pdf: 'application/pdf', png: 'image/png', jpeg: 'image/jpeg', webp: 'image/webp', ofd: 'application/ofd', csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
} as const
export type FileType = keyof typeof TYPES

const HEADS: readonly (readonly [FileType | 'zip', string])[] = [['pdf', '%PDF-'], ['png', '\x89PNG\r\n\x1a\n'], ['jpeg', '\xff\xd8\xff'], ['zip', 'PK\x03\x04']]
/** A part that no other kind of archive has. OFD: GB/T 33190. */
const PARTS: readonly (readonly [FileType, string])[] = [['xlsx', 'xl/workbook.xml'], ['docx', 'word/document.xml'], ['ofd', 'OFD.xml']]

/** What a file is; undefined: nothing that is taken as evidence. */
export async function typeOf(path: string): Promise<FileType | undefined> {
  const head = await headOf(path)
  if (head.startsWith('RIFF') && head.slice(8, 12) === 'WEBP') return 'webp'
  const [found] = HEADS.find(([, mark]) => head.startsWith(mark)) ?? []
  if (found === undefined) return await isText(path) ? 'csv' : undefined
  return found === 'zip' ? inArchive(path) : found
}

async function headOf(path: string): Promise<string> {
  const file = await open(path)
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(16), 0, 16, 0)
    return buffer.toString('latin1', 0, bytesRead)
  } finally { await file.close() }
}

async function inArchive(path: string): Promise<FileType | undefined> {
  try {
    const parts = await openParts(path, STRANGERS)
    try { return PARTS.find(([, part]) => parts.has(part))?.[0] } finally { parts.close() }
  } catch (error) { return refusedBy(error) }
}

/** Its first rows are read: what no text can hold is found there. */
async function isText(path: string): Promise<boolean> {
  try {
    const file = await readSheet(path)
    await file.rows().next()
    return file.format === 'text'
  } catch (error) { refusedBy(error); return false }
}

function refusedBy(error: unknown): undefined {
  if (!(error instanceof SheetProblem)) throw error
  return undefined
}
