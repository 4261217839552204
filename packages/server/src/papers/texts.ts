import { FACE_OF_LEVEL, type Face } from './form.ts'
import type { Block, Paper } from './paper.ts'

export const attachmentLines = (names: readonly string[]): string[] => names.map((name, i) => `${i === 0 ? '附件：' : '　　　'}${names.length === 1 ? '' : `${i + 1}. `}${name}`)
export const pageNumber = (page: number): string => `— ${page} —`
export const unitLine = (unit: string): string => `单位：${unit}`
export const VERIFY = '扫码核验'

/** Every character that a paper sets, by the face it is set in. */
export function textsOf(paper: Paper): ReadonlyMap<Face, string> {
  const body = paper.body.map(textOf)
  const at = (face: Face): string => body.filter(one => one.face === face).map(one => one.text).join('')
  const heads = paper.body.flatMap(block => (block.kind === 'table' && block.headed ? block.columns.map(({ head }) => head) : [])).join('')
  return new Map<Face, string>([
    ['title', `${paper.letterhead ?? ''}${paper.title}`],
    ['hei', at('hei') + heads],
    ['kai', at('kai')],
    ['song', `—  0123456789${VERIFY}${paper.verification.code}`],
    ['fangsong', [at('fangsong'), paper.number, `${paper.addressee ?? ''}：`, ...attachmentLines(paper.attachments ?? []), ...paper.signature.organisations, paper.signature.date, '年月日　单位：'].join('')],
  ])
}

function textOf(block: Block): { readonly face: Face; readonly text: string } {
  if (block.kind === 'table') return { face: 'fangsong', text: `${block.rows.flat().join('').replaceAll('\n', '')}${block.unit ?? ''}` }
  return { face: FACE_OF_LEVEL[block.level] ?? 'fangsong', text: block.text }
}

/** Each text that a paper says, by itself. */
export const saidBy = ({ title, addressee = '', attachments = [], body }: Pick<Paper, 'title' | 'addressee' | 'attachments' | 'body'>): string[] =>
  [title, addressee, ...attachments, ...body.flatMap(block => (block.kind === 'table' ? block.rows.flat() : [block.text]))]
