type Params = Readonly<Record<string, string | number>>
export type SheetProblemCode = keyof typeof MESSAGES

/** Where in a file: row as a spreadsheet counts it, column from 0. */
export interface Place { readonly sheet?: string; readonly row?: number; readonly column?: number }
/** What is wrong with one cell; the row is read all the same. */
export interface CellProblem { readonly column: number; readonly code: SheetProblemCode; readonly zh: string; readonly en: string }

/** A file that is refused: what, where and what to do, in both languages. */
export class SheetProblem extends Error {
  readonly code: SheetProblemCode
  readonly place: Place
  readonly zh: string
  readonly en: string
  constructor(code: SheetProblemCode, params: Params = {}, place: Place = {}) {
    const [zh, en] = textsOf(code, params)
    const [inZh, inEn] = [whereZh(place), whereEn(place)]
    const full = { zh: inZh === '' ? zh : `${inZh}：${zh}`, en: inEn === '' ? en : `${inEn}: ${en}` }
    super(`${full.zh} · ${full.en}`)
    this.code = code
    this.place = place
    this.zh = full.zh
    this.en = full.en
  }
}

export function cellProblem(column: number, code: SheetProblemCode, params: Params = {}): CellProblem {
  const [zh, en] = textsOf(code, params)
  return { column, code, zh, en }
}

/** Column 0 is A, column 26 is AA. */
export const columnName = (column: number): string => (column < 26 ? '' : columnName(Math.floor(column / 26) - 1)) + String.fromCharCode(65 + column % 26)

const whereZh = ({ sheet, row, column }: Place): string => [sheet === undefined ? '' : `工作表“${cut(sheet)}”`, row === undefined ? '' : `第 ${row} 行`, column === undefined ? '' : `${columnName(column)} 列`].filter(part => part !== '').join(' ')
const whereEn = ({ sheet, row, column }: Place): string => [sheet === undefined ? '' : `sheet “${cut(sheet)}”`, row === undefined ? '' : `row ${row}`, column === undefined ? '' : `column ${columnName(column)}`].filter(part => part !== '').join(', ')

/** What a stranger wrote is not repeated at length. */
const cut = (text: string): string => (text.length > 60 ? `${text.slice(0, 60)}…` : text)
const textsOf = (code: SheetProblemCode, params: Params): readonly [string, string] => {
  const shown = Object.fromEntries(Object.entries(params).map(([name, value]) => [name, typeof value === 'number' ? value.toLocaleString('en-US') : cut(value)]))
  const [zh, en] = MESSAGES[code]
  return [zh(shown), en(shown)]
}

type Message = readonly [(p: Readonly<Record<string, string>>) => string, (p: Readonly<Record<string, string>>) => string]
const MESSAGES = {
  'empty': [() => '文件是空的；选对文件再来', () => 'the file is empty; choose the right one'],
  'file-too-large': [p => `文件超过 ${p['most']} 字节；分成几个文件，或删去图片`, p => `the file has more than ${p['most']} bytes; split it, or take out its pictures`],
  'old-xls': [() => '这是旧式的 .xls（或 .et）；用 Excel 或 WPS 另存为 .xlsx', () => 'this is an old .xls (or .et); save it as .xlsx with Excel or WPS'],
  'encrypted': [() => '文件有密码；去掉密码另存后再来', () => 'the file has a password; save it without one'],
  'markup': [() => '这其实是网页或 XML，不是表格文件；用 Excel 或 WPS 打开，另存为 .xlsx', () => 'this is a web page or XML, not a sheet; open it with Excel or WPS and save it as .xlsx'],
  'not-a-workbook': [() => '这是压缩包，但不是 .xlsx 工作簿；要 .xlsx、.csv 或 .tsv（.xlsb、.ods 请另存为 .xlsx）', () => 'this is an archive but no .xlsx workbook; .xlsx, .csv or .tsv is wanted (save .xlsb or .ods as .xlsx)'],
  'broken-zip': [p => `文件不完整或已损坏（${p['why']}）；重新上传，或用 Excel 打开后另存`, p => `the file is cut short or broken (${p['why']}); upload it again, or open it with Excel and save it anew`],
  'part-name': [p => `文件里有不该有的路径“${p['part']}”，没有读；用 Excel 另存后再来`, p => `the file holds a path it must not have, “${p['part']}”, and was not read; save it anew with Excel`],
  'repeated-part': [p => `文件里有两份“${p['part']}”，不知道哪份是真的；用 Excel 另存后再来`, p => `the file holds “${p['part']}” twice, and which is meant cannot be known; save it anew with Excel`],
  'too-many-parts': [p => `文件由超过 ${p['most']} 个部分组成；只留要导入的工作表`, p => `the file is made of more than ${p['most']} parts; keep only the sheets to import`],
  'too-many-sheets': [p => `工作表超过 ${p['most']} 张；只留要导入的`, p => `there are more than ${p['most']} sheets; keep only those to import`],
  'unpacks-too-large': [p => `展开后超过 ${p['most']} 字节（${p['part']}）；分成几个文件`, p => `it unpacks to more than ${p['most']} bytes (${p['part']}); split it`],
  'unpacks-too-far': [p => `“${p['part']}”展开后是原来的 ${p['most']} 倍以上，不像表格；清除空行空列的格式后另存`, p => `“${p['part']}” unpacks to more than ${p['most']} times its size, which no sheet does; clear the formats of empty rows and columns and save it anew`],
  'missing-part': [p => `缺“${p['part']}”；用 Excel 打开后另存`, p => `“${p['part']}” is missing; open it with Excel and save it anew`],
  'no-sheet': [() => '没有工作表', () => 'it has no sheet'],
  'no-such-sheet': [() => '没有这张工作表', () => 'there is no such sheet'],
  'repeated-sheet': [() => '有两张同名的工作表；改名后再来', () => 'two sheets have this name; rename one'],
  'doctype': [p => `“${p['part']}”里有 DOCTYPE 或实体声明，表格不该有，没有读；用 Excel 另存后再来`, p => `“${p['part']}” declares a DOCTYPE or entities, which no sheet needs, and was not read; save it anew with Excel`],
  'broken-xml': [p => `“${p['part']}”读不懂（${p['why']}）；用 Excel 打开后另存`, p => `“${p['part']}” cannot be understood (${p['why']}); open it with Excel and save it anew`],
  'too-many-rows': [p => `超过 ${p['most']} 行；分成几个文件`, p => `there are more than ${p['most']} rows; split the file`],
  'too-many-columns': [p => `第 ${p['most']} 列以外还有内容；删去多余的列`, p => `something stands right of column ${p['most']}; delete the columns that are not needed`],
  'cell-too-long': [p => `这一格超过 ${p['most']} 个字符；缩短它`, p => `the cell has more than ${p['most']} characters; shorten it`],
  'texts-too-large': [p => `文字超过 ${p['most']} 字节；分成几个文件`, p => `its texts take more than ${p['most']} bytes; split the file`],
  'row-order': [() => '行号或列号倒退或重复；用 Excel 打开后另存', () => 'the numbers of rows or cells go back or repeat; open the file with Excel and save it anew'],
  'encoding': [() => '不是 .xlsx，文字也既非 UTF-8 又非 GB18030；另存为 UTF-8 的 CSV 或 .xlsx', () => 'this is no .xlsx, and its text is neither UTF-8 nor GB18030; save it as CSV in UTF-8, or as .xlsx'],
  'nul': [() => '文字里有空字符（NUL），不是文本文件；另存为 UTF-8 的 CSV 或 .xlsx', () => 'there is a NUL character, so this is no text file; save it as CSV in UTF-8, or as .xlsx'],
  'open-quote': [p => `这里开始的引号没有结束，或这一格超过 ${p['most']} 个字符；补上或去掉引号`, p => `the quote that opens here is never closed, or its cell has more than ${p['most']} characters; close it or take it out`],
  'stray-quote': [() => '引号之后还有文字；整格放进引号里，格内引号写两次', () => 'something stands after the closing quote; quote the whole cell, with quotes in it doubled'],
  'formula-without-value': [() => '这一格是公式，没有存下结果；用 Excel 打开并保存，或粘贴为数值', () => 'the cell holds a formula without its result; open and save the file with Excel, or paste the value'],
  'error-value': [p => `公式出错（${p['value']}）；改正公式或填上数值`, p => `the formula fails (${p['value']}); correct it or write the value`],
  'missing-text': [() => '这一格的文字在文件里找不到；用 Excel 打开后另存', () => 'the text of the cell is not in the file; open it with Excel and save it anew'],
} as const satisfies Record<string, Message>
