import { maskedName } from '../mask.ts'
import type { Block, Paper } from '../paper.ts'
import type { Law, Subject } from './inputs.ts'

/** What a kind says, before it has its number, its day and its code. */
export type Draft = Pick<Paper, 'title' | 'body'> & Pick<Paper, 'letterhead' | 'addressee' | 'attachments'>

/** The article with its words between quotation marks. */
export const cited = ({ document, article, words }: Law): string => `${document}${article}“${words}”`
/** As titles and lists have a name: what the verification page shows is a title. */
export const publicName = ({ name, person }: Subject): string => (person === true ? maskedName(name) : name)
/** Rows of a form: a label and what stands beside it. */
export const form = (rows: readonly (readonly [string, string])[]): Block => ({ kind: 'table', headed: false, columns: [{ head: '', share: 1, align: 'centre' }, { head: '', share: 3, align: 'left' }], rows })
export const total = (amounts: readonly bigint[]): bigint => amounts.reduce((sum, one) => sum + one, 0n)
