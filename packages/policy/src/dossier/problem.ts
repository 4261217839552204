/** What is wrong with a facts file, as data: where it stands (path) and what to do; `dossierMessage` says it in words. */
export interface DossierProblem {
  /** From the top of the file: `['企业', 0, '技改项目', 1, '固定资产投资']`. */
  readonly path: readonly (string | number)[]
  readonly code: DossierCode
  readonly params: Readonly<Record<string, string>>
  /** A warning keeps what was told; an error means that the value at `path` was not taken. */
  readonly severity: 'error' | 'warning'
}

type Params = Readonly<Record<string, string>>
const hint = (params: Params, zh: boolean): string => params['suggestion'] === undefined ? '' : zh ? `，是不是“${params['suggestion']}”` : `; did you mean “${params['suggestion']}”`
const example = (params: Params, zh: boolean): string => params['example'] === undefined ? '' : zh ? `，例如 "${params['example']}"` : `, for example "${params['example']}"`

/** A file has a type of its own for what stands without quotes; a form and a cell have none. */
const quoted = (params: Params, zh: boolean): string => params['file'] === undefined ? '' : zh ? '并加引号' : ', in quotes'

/** One line each, in Chinese and in English: what is wrong and what to do. */
const MESSAGES = {
  'not-a-mapping': [() => '这里要写成“名称: 值”的各行', () => 'write this as lines of `name: value`'],
  'not-a-list': [() => '这里要写成一列，每项以 “- ” 开头', () => 'write this as a list, each item after “- ”'],
  'unknown-kind': [p => `没有“${p['name']}”这类主体${hint(p, true)}`, p => `there is no kind of party “${p['name']}”${hint(p, false)}`],
  'unknown-key': [p => `${p['kind']}没有“${p['name']}”这项事实或事项${hint(p, true)}；改名或删去这一行`, p => `${p['kind']} has no fact or claim “${p['name']}”${hint(p, false)}; rename or remove the line`],
  'stands-under': [p => `“${p['name']}”写在它的“${p['owner']}”下面，不写在这里`, p => `“${p['name']}” stands under its “${p['owner']}”, not here`],
  'same-id': [p => `编号“${p['id']}”用了两次，换一个`, p => `id “${p['id']}” is used twice; choose another`],
  'needs-id': [() => '给它一个编号（id），文字或数字', () => 'give it an `id`, a text or a number'],
  'unknown-owner': [p => `没有编号为“${p['id']}”的${p['kind']}；先在“${p['kind']}”下写它`, p => `there is no ${p['kind']} with id “${p['id']}”; tell of it under “${p['kind']}” first`],
  'money-unit': [p => `金额要写单位${quoted(p, true)}${example(p, true)}`, p => `money needs its unit${quoted(p, false)}${example(p, false)}`],
  'money-currency': [p => `这里要${p['want']}；外币先按注明日期的汇率折算`, p => `this wants ${p['want']}; convert foreign money at a dated rate first`],
  'money-fen': [() => '金额精确到分，不能有分以下的零头', () => 'money is exact to the fen and has no part of one'],
  'rate': [p => `比率要写成百分数${quoted(p, true)}${example(p, true)}`, p => `a rate is written with its sign${quoted(p, false)}${example(p, false)}`],
  'number': [p => `这里要一个数${example(p, true)}`, p => `this wants a number${example(p, false)}`],
  'unit': [p => `单位应为“${p['want']}”，不是“${p['have']}”`, p => `the unit is “${p['want']}”, not “${p['have']}”`],
  'boolean': [() => '这里要 true 或 false（是、否）', () => 'this wants true or false'],
  'date': [() => '日期写成 2024-03-01 的样子，而且要真有这一天', () => 'a date is written 2024-03-01, and must exist'],
  'text': [p => `这里要文字${p['file'] === undefined ? '' : '；全是数字的文字要加引号，例如 "3451"'}`, p => `this wants text${p['file'] === undefined ? '' : '; put digits in quotes, such as "3451"'}`],
  'choice': [p => `只能是：${p['choices']}${hint(p, true)}`, p => `one of: ${p['choices']}${hint(p, false)}`],
  'duration': [p => `这里要一段时间${example(p, true)}`, p => `this wants a length of time${example(p, false)}`],
  'below': [p => `不能小于 ${p['bound']}`, p => `cannot be below ${p['bound']}`],
  'above': [p => `不能大于 ${p['bound']}`, p => `cannot be above ${p['bound']}`],
  'needs-period': [p => `这是逐${p['every']}的事实，下面按期写${example(p, true)}`, p => `this is told for each period${example(p, false)}`],
  'period': [p => `期间写成 ${p['example']} 的样子`, p => `write the period like ${p['example']}`],
  'same-period': [p => `${p['period']} 写了两次`, p => `${p['period']} is told twice`],
  'no-period': [() => '这项事实不分期，直接写值；要写来源用 value、source、date', () => 'this fact has no periods: write the value, or value, source, date'],
  'unknown-roster': [p => `没有“${p['name']}”这个名录${hint(p, true)}`, p => `there is no roster “${p['name']}”${hint(p, false)}`],
  'unknown-instrument': [p => `本政策没有“${p['name']}”这项工具${hint(p, true)}；按其他文件的奖励记入`, p => `this policy has no instrument “${p['name']}”${hint(p, false)}; it is kept as an award under another document`],
  'award': [() => '已获奖励要写 instrument、amount（带单位）和 date', () => 'an award needs `instrument`, `amount` with its unit, and `date`'],
} as const satisfies Record<string, readonly [(p: Params) => string, (p: Params) => string]>
export type DossierCode = keyof typeof MESSAGES

/** `企业[1].技改项目[2].固定资产投资：金额要写单位并加引号，例如 "500万元"`. Places in lists are counted from 1. */
export function dossierMessage(problem: DossierProblem, language: 'zh' | 'en' = 'zh'): string {
  const zh = language === 'zh'
  const path = problem.path.reduce<string>((text, key) => typeof key === 'number' ? `${text}[${key + 1}]` : text === '' ? key : `${text}.${key}`, '')
  // What has no path stands in no file.
  const said = MESSAGES[problem.code][zh ? 0 : 1](path === '' ? problem.params : { ...problem.params, file: path })
  return path === '' ? said : zh ? `${path}：${said}` : `${path}: ${said}`
}
