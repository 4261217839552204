import { readSheet, type SheetRow } from '@lizhu/data/sheets'
import { reading } from '../imports/import.ts'
import { Refused } from '../api/problem.ts'

/** What a line of the bank's file says. amount: fen; null where it cannot be read. */
export interface ReceiptLine { readonly row: number; readonly reference: string; readonly result: 'paid' | 'failed' | 'returned' | 'unread'; readonly amount: string | null; readonly reason: string | null; readonly day: string | null }

const COLUMNS = {
  reference: ['付款编号', '编号', 'reference'], amount: ['金额（元）', '金额', 'amount'], result: ['结果', '处理结果', 'result'], reason: ['原因', '失败原因', 'reason'], day: ['日期', '交易日期', 'date'],
} as const
const RESULTS: readonly (readonly [ReceiptLine['result'], RegExp])[] = [['paid', /^(成功|已付|交易成功|paid|success)$/i], ['returned', /^(退回|退票|returned)$/i], ['failed', /^(失败|交易失败|failed)$/i]]
/** Rows in which the headers may stand. */
const HEAD = 10

/** Reads the bank's sheet; refused where a column is missing. What of a line cannot be read is told with it, for a person to look at. */
export async function readReceipt(path: string, name: string): Promise<readonly ReceiptLine[]> {
  return reading(async () => {
    const lines: ReceiptLine[] = []
    let at: Columns | undefined
    for await (const row of (await readSheet(path, { name })).rows()) {
      if (at !== undefined) { lines.push(lineOf(row, at)); continue }
      at = columnsOf(row)
      if (at === undefined && row.row >= HEAD) break
    }
    if (at === undefined) throw new Refused(422, 'sheet', { params: { zh: '前 10 行里没有找到这些列：付款编号、结果、金额', en: 'the columns reference, result and amount are not in its first 10 rows' } })
    if (lines.length === 0) throw new Refused(422, 'sheet', { params: { zh: '表头下面没有内容', en: 'nothing stands below its headers' } })
    return lines
  })
}

interface Columns { readonly reference: number; readonly amount: number; readonly result: number; readonly reason: number; readonly day: number }
function columnsOf({ cells }: SheetRow): Columns | undefined {
  const find = (names: readonly string[]): number => cells.findIndex(cell => names.includes(cell.trim().toLowerCase()))
  const [reference, amount, result, reason, day] = [find(COLUMNS.reference), find(COLUMNS.amount), find(COLUMNS.result), find(COLUMNS.reason), find(COLUMNS.day)]
  return reference < 0 || amount < 0 || result < 0 ? undefined : { reference, amount, result, reason, day }
}

function lineOf({ row, cells }: SheetRow, at: Columns): ReceiptLine {
  const cell = (column: number): string => (cells[column] ?? '').trim()
  const [result] = RESULTS.find(([, words]) => words.test(cell(at.result))) ?? ['unread' as const]
  const reason = cell(at.reason)
  return { row, reference: cell(at.reference), result, amount: fenOf(cell(at.amount)), reason: reason === '' ? null : reason.slice(0, 500), day: dayOf(cell(at.day)) }
}

/** Yuan with up to two decimals, to the fen; anything else is not an amount. */
function fenOf(text: string): string | null {
  const [, whole, decimals = ''] = /^(\d{1,15}|\d{1,3}(?:,\d{3}){1,4})(?:\.(\d{1,2})0*)?$/.exec(text) ?? []
  return whole === undefined ? null : String(BigInt(whole.replaceAll(',', '')) * 100n + BigInt(decimals.padEnd(2, '0')))
}
function dayOf(text: string): string | null {
  const [, year = '', month = '', day = ''] = /^(\d{4})[-/.年]?(\d{1,2})[-/.月]?(\d{1,2})日?/.exec(text) ?? []
  const written = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  return Number.isNaN(Date.parse(written)) ? null : written
}
