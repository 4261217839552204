/**
 * An official paper as data: what it says, in order, and nothing of how it looks. The .docx and the PDF are both made
 * from it.
 */
export interface Paper {
  /** 发文机关标志, in red over the first page; without one the paper begins with its title. */
  readonly letterhead?: string
  /** 发文字号: 韶工信〔2026〕12号. */
  readonly number: string
  readonly title: string
  /** 主送机关, without its colon. */
  readonly addressee?: string
  readonly body: readonly Block[]
  /** 附件: names, in order. */
  readonly attachments?: readonly string[]
  readonly signature: Signature
  readonly verification: Verification
}

export interface Signature {
  /** Who signs: more than one for a joint paper. */
  readonly organisations: readonly string[]
  /** 成文日期, YYYY-MM-DD. */
  readonly date: string
}

export interface Verification {
  /** The address that the QR code holds. */
  readonly url: string
  /** The code as people read it out. */
  readonly code: string
}

export type Block = Paragraph | Table
/** Level 0 is body text; 1 to 4 are numbered 一、（一）1.（1）in the order they stand. */
export interface Paragraph { readonly kind: 'paragraph'; readonly level: 0 | 1 | 2 | 3 | 4; readonly text: string }
export interface Column { readonly head: string; /** Share of the width. */ readonly share: number; readonly align: 'left' | 'centre' | 'right' }
export interface Table {
  readonly kind: 'table'
  readonly columns: readonly Column[]
  /** Whether the columns' heads are shown; a form has none. */
  readonly headed: boolean
  /** As many cells a row as there are columns; a line break parts the lines of a cell. */
  readonly rows: readonly (readonly string[])[]
  /** 单位, over its right end. */
  readonly unit?: string
}

export const say = (text: string): Paragraph => ({ kind: 'paragraph', level: 0, text })
export const heading = (level: 1 | 2 | 3 | 4, text: string): Paragraph => ({ kind: 'paragraph', level, text })

/** What stops a paper from being made, in words. */
export class PaperProblem extends Error {
  readonly zh: string
  readonly en: string
  constructor(zh: string, en: string) {
    super(en)
    this.zh = zh
    this.en = en
  }
}
