import { dossierMessage, type DossierProblem, type Language } from '@lizhu/policy'

type Params = Readonly<Record<string, string>>

/** What is wrong with a file, a column, a row or a cell; a cell's value has the codes of a facts file as well. */
export type ProblemCode = keyof typeof MESSAGES | DossierProblem['code']
export interface Said { readonly code: ProblemCode; readonly params: Params }

/** One sort of trouble in one column (or row, or file), however often it is met. Errors: the rows were set aside, or the file was not read. */
export interface Problem extends Said {
  readonly severity: 'error' | 'warning'
  readonly file: string
  readonly sheet?: string
  readonly column?: string
  readonly count: number
  /** The first few, by row as a spreadsheet counts them. */
  readonly examples: readonly { readonly row: number; readonly text: string }[]
}

const MESSAGES = {
  'no-kind': [p => `“${p['name']}”不是任何一类主体或事项；文件或工作表以类名命名：${p['kinds']}`, p => `“${p['name']}” is no kind of party or claim; name the file or sheet after one: ${p['kinds']}`],
  'ambiguous-kind': [p => `看不出是哪一类（${p['kinds']}）；文件或工作表以类名命名`, p => `it could be any of ${p['kinds']}; name the file or sheet after the kind`],
  'guessed-kind': [p => `按列名认作“${p['kind']}”`, p => `read as “${p['kind']}”, whose columns match best`],
  'no-id': [p => `没有编号列，整个文件没有读；加一列“${p['names']}”`, p => `it has no column with ids and was not read; add one named “${p['names']}”`],
  'no-owner': [p => `没有“${p['kind']}”列，不知道每行属于谁，整个文件没有读；加一列所属${p['kind']}的编号`, p => `it has no column “${p['kind']}” saying whose each row is, and was not read; add one with its id`],
  'unreadable': [p => `读不了：${p['why']}`, p => `cannot be read: ${p['why']}`],
  'encoding': [() => '既不是 UTF-8，也不是 GB18030；另存为 UTF-8 再来', () => 'is neither UTF-8 nor GB18030; save it as UTF-8'],
  'nothing': [() => '没有可读的文件：要 .csv、.xlsx 或 .parquet', () => 'there is nothing to read: .csv, .xlsx or .parquet'],
  'unknown-column': [() => '不认识这一列，没有读', () => 'unknown column, not read'],
  'same-column': [p => `与“${p['other']}”说的是同一件事，没有读`, p => `says the same as “${p['other']}” and was not read`],
  'column-period': [p => `这是分期的事实，列名要带期间，例如“${p['example']}”；这一列没有读`, p => `this is told for each period: name the column like “${p['example']}”; it was not read`],
  'row-shape': [() => '这一行的格数或引号不对', () => 'the row has too many or too few cells, or a stray quote'],
  'empty-id': [() => '没有编号', () => 'has no id'],
  'repeated-id': [() => '编号重复：只留第一行', () => 'the id was met before: only the first row is kept'],
  'owner-missing': [p => `找不到这个${p['kind']}，或者它那一行已经搁置`, p => `there is no such ${p['kind']}, or its own row was set aside`],
  'award-incomplete': [() => '已获奖励要写明政策工具、金额和日期，这一行缺了', () => 'an earlier award needs its instrument, amount and date; the row lacks one'],
  'unknown-instrument': [p => `“${p['instrument']}”不是这项政策的工具；行保留，请核对编号`, p => `“${p['instrument']}” is no instrument of this policy; the row is kept, check its id`],
  'one-row': [() => '地区数据只有一行', () => 'the area has one row only'],
  // A cell of a sheet is written otherwise than a facts file.
  'money-unit': [() => '这里要金额，例如 500万元；整列同一单位，也可以写在列名里', () => 'this wants money, such as 500万元; a unit that holds for the whole column may stand in its name'],
  'rate': [() => '这里要百分数，例如 4.35%；整列都是百分数，也可以在列名里写 %', () => 'this wants a percentage, such as 4.35%; a column of them may have % in its name'],
  'boolean': [() => '这里要“是”或“否”', () => 'this wants 是 or 否, yes or no'],
  'places': [p => `小数位太多，最多${p['most']}位`, p => `too many decimal places: at most ${p['most']}`],
  'too-large': [() => '数字太大', () => 'the figure is too large'],
  'check-digit': [() => '统一社会信用代码校验不过（GB 32100—2015）；行保留，请核对', () => 'the check digit of this unified social credit code is wrong (GB 32100-2015); the row is kept, check it'],
  'unlisted-code': [() => '不在国民经济行业分类（GB/T 4754）里；行保留，请核对', () => 'is not in the published list of industry codes (GB/T 4754); the row is kept, check it'],
  'perhaps-wan': [p => `单位可能是万元，现按元读（中位数 ${p['median']} 元）；在列名里写明单位`, p => `may be in 万元 but was read as yuan (median ${p['median']}); put the unit into the column's name`],
  'own-area': [() => '按本系统自己的表读，金额单位是分；不是的话，在列名里写明单位，例如“（万元）”', () => 'was read as one of our own tables, with money in fen; where it is not, put the unit into the columns\' names, such as “(万元)”'],
  'none-but-some': [p => `说没有${p['kind']}，却列有${p['kind']}；按列出的算`, p => `is said to have no ${p['kind']} but has some; those count`],
} as const satisfies Record<string, readonly [(p: Params) => string, (p: Params) => string]>

export const isOwn = (code: ProblemCode): code is keyof typeof MESSAGES => Object.hasOwn(MESSAGES, code)

/** What is wrong and what to do, without where. */
export function problemText({ code, params }: Said, language: Language): string {
  return isOwn(code) ? MESSAGES[code][language === 'zh' ? 0 : 1](params) : dossierMessage({ path: [], code, params, severity: 'error' }, language)
}
