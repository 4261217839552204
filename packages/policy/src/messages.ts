import { message as feelMessage, type Span } from '@lizhu/feel'
import type { Diagnostic } from './diagnostic.ts'

export type Language = 'zh' | 'en'
type Params = Readonly<Record<string, string>>
type Message = readonly [zh: (p: Params) => string, en: (p: Params) => string]

const meant = (p: Params, zh: boolean) => p['meant'] ? zh ? `，是不是「${p['meant']}」？` : `; did you mean "${p['meant']}"?` : ''
const say = (zh: (p: Params) => string, en: (p: Params) => string): Message => [zh, en]

/** What happened and what to do, by code. `{param}` texts come from the place that reports. */
export const MESSAGES: Readonly<Record<string, Message>> = {
  // Files and YAML
  'no-policy': say(p => `文件夹 ${p['folder']} 里没有 policy.md。请指向一个政策包的文件夹。`, p => `There is no policy.md in ${p['folder']}. Point to the folder of a pack.`),
  'no-pack-block': say(() => '缺少 pack 块。第一个块写明 id、title 和 in force。', () => 'There is no pack block. The first block states id, title and in force.'),
  'second-pack-block': say(() => '一个政策包只有一个 pack 块，这是第二个。', () => 'A pack has one pack block; this is a second.'),
  'pack-not-first': say(() => 'pack 块应是第一个块。', () => 'The pack block must be the first block.'),
  'unknown-pack': say(p => `找不到政策包 ${p['pack']}。`, p => `The pack ${p['pack']} cannot be found.`),
  'no-list': say(p => `找不到清单文件 ${p['file']}。`, p => `The list file ${p['file']} cannot be found.`),
  heading: say(p => `条的标题应写成「## 13 标题」，这里是「${p['text']}」。`, p => `An article's heading reads "## 13 Title"; this is "${p['text']}".`),
  'article-twice': say(p => `第 ${p['article']} 条出现了两次。`, p => `Article ${p['article']} stands twice.`),
  'article-order': say(p => `第 ${p['article']} 条的次序不对，条号应当递增。`, p => `Article ${p['article']} is out of order; numbers must rise.`),
  'article-number': say(p => `标题写第 ${p['article']} 条，原文写（${p['said']}）。`, p => `The heading says article ${p['article']}, the text says （${p['said']}）.`),
  'no-hash': say(p => `没有登记正式文本的 hash，改动一字也查不出来。核对原文后写上 hash: "${p['hash']}"。`, p => `The official text is not registered: a changed character would go unseen. Having compared it, write hash: "${p['hash']}".`),
  'once-missing': say(() => '原文说「一次性」，要写 once（按什么一次，如 once: 企业）；不必限制的用 waive 说明。', () => 'The words say 一次性: write once (per what, such as once: 企业), or waive it with the reason.'),
  'ceiling-is-given': say(() => '原文说「不超过」，是上限：写 up to，不写 give。', () => 'The words say 不超过, a ceiling: write "up to", not "give".'),
  'article-empty': say(p => `第 ${p['article']} 条下面没有引文（> …）。`, p => `Article ${p['article']} has no block quote (> …) of its text.`),
  'text-changed': say(p => `正式文本与登记的不一致：登记 ${p['registered']}，现为 ${p['found']}。请恢复原文；若文本确经修订，另立新版本。`, p => `The official text is not the registered one: registered ${p['registered']}, found ${p['found']}. Restore the text; an amended text is a new version.`),
  'unknown-kind': say(p => `没有「${p['kind']}」这种块${meant(p, true)}`, p => `There is no block of kind "${p['kind']}"${meant(p, false)}`),
  'fence-indented': say(() => '块不能缩进，请从行首写起。', () => 'A block must not be indented; start it at the margin.'),
  yaml: say(p => `YAML 写法有误：${p['detail']}`, p => `The YAML is not well formed: ${p['detail']}`),
  'yaml-key-twice': say(() => '同一个键写了两次，后一个会盖掉前一个；请合并。', () => 'The same key stands twice; the second would hide the first. Merge them.'),
  'yaml-flow': say(() => '不要用 { } 或 [ ] 的写法：逗号和方括号会被误读。请分行写。', () => 'No flow style { } or [ ]: commas and brackets would be misread. Write one entry a line.'),
  'yaml-anchor': say(() => '不要用 YAML 的锚和别名，请把内容写出来。', () => 'No YAML anchors or aliases; write the content out.'),
  // Shape
  'unknown-key': say(p => `没有「${p['key']}」这个键${meant(p, true)}${p['meant'] ? '' : `。可用的键：${p['keys']}`}`, p => `There is no key "${p['key']}"${meant(p, false)}${p['meant'] ? '' : `. Keys here: ${p['keys']}`}`),
  'missing-key': say(p => `缺少「${p['key']}」。`, p => `"${p['key']}" is missing.`),
  empty: say(p => `「${p['key']}」后面没有内容。`, p => `"${p['key']}" is empty.`),
  unquoted: say(p => `「${p['key']}」的值要加引号：写成 "${p['value']}"。`, p => `The value of "${p['key']}" must be quoted: "${p['value']}".`),
  choice: say(p => `「${p['key']}」不能是「${p['value']}」，只能是：${p['choices']}。`, p => `"${p['key']}" cannot be "${p['value']}"; it is one of: ${p['choices']}.`),
  'wants-list': say(p => `「${p['key']}」下面要写成列表，每项以“- ”开头。`, p => `"${p['key']}" is a list: each item after "- ".`),
  'wants-keys': say(p => `「${p['key']}」下面直接写各个键，不要写成列表（去掉“- ”）。`, p => `"${p['key']}" has keys, no list (drop the "- ").`),
  shape: say(p => `「${p['key']}」的写法不对，请对照语法。`, p => `"${p['key']}" does not have the right shape; see the grammar.`),
  date: say(p => `「${p['value']}」不是日期，写成 "2020-04-27"。`, p => `"${p['value']}" is not a date; write "2020-04-27".`),
  // Words
  'quote-not-found': say(p => `第 ${p['article']} 条没有这句话。${p['agrees'] ? `「${p['agrees']}」之后，原文是「${p['has']}」，引文是「${p['wants']}」。` : ''}引文须一字不差。`, p => `Article ${p['article']} does not say this. ${p['agrees'] ? `After "${p['agrees']}" it reads "${p['has']}", the quotation "${p['wants']}". ` : ''}Quote word for word.`),
  'quote-other-article': say(p => `这句话在第 ${p['other']} 条，不在第 ${p['article']} 条。把块移到那一条下，或改引本条。`, p => `These words stand in article ${p['other']}, not in article ${p['article']}. Move the block there, or quote this article.`),
  'quote-width': say(p => `只是标点的全角半角不同，原文是「${p['printed']}」。可用 --fix 修正。`, p => `Only the width of punctuation differs; the text reads "${p['printed']}". --fix mends it.`),
  unbound: say(p => `第 ${p['article']} 条有话没有着落：「${p['words']}」（在「${p['sentence']}」里）。请用一个块引它。`, p => `Words of article ${p['article']} are not bound: "${p['words']}" (in "${p['sentence']}"). Quote them in a block.`),
  'number-unbound': say(p => `原文的「${p['number']}」旁边没有相等的值。写上值，或用 waive 说明为什么不需要。`, p => `The number "${p['number']}" of the words meets no equal value beside it. State it, or waive it with the reason.`),
  'value-unspoken': say(p => `值「${p['value']}」在旁边的原文里没有这个数。改正数值，或写 reading 说明读法。`, p => `The value "${p['value']}" has no such number in the words beside it. Correct it, or explain it with a reading.`),
  'alternative-loses-number': say(p => `读法「${p['reading']}」里不见了原文的「${p['number']}」。另一种读法也要用到它，或写明不用。`, p => `The reading "${p['reading']}" loses the number "${p['number']}" of the words. An alternative keeps it, or says that it asks for nothing.`),
  'respectively-order': say(p => `「分别」的次序不对：这里写 ${p['value']}，原文依次是 ${p['spoken']}。`, p => `Out of the order of 分别: here ${p['value']}, the words have ${p['spoken']}.`),
  'operative-not-bound': say(p => `「${p['word']}」（…${p['around']}…）决定结果，须有一处内层 words 引它，放在它所决定的值旁边。`, p => `"${p['word']}" (…${p['around']}…) decides something: quote it in an inner words, beside the value it decides.`),
  boundary: say(p => `「${p['word']}」应与「${p['sign']}」同用，这里是「${p['value']}」。若本文件另有规定，写在 pack 的 boundaries。`, p => `"${p['word']}" goes with "${p['sign']}"; here stands "${p['value']}". If the document says otherwise, state it in the pack's boundaries.`),
  'declaratory-money': say(p => `含有「${p['word']}」的话不能只作宣示，请写成工具、目标或规则。`, p => `Words with "${p['word']}" cannot be declaratory; make them an instrument, target or rule.`),
  'declaratory-number': say(p => `含有数字「${p['number']}」的话不能只作宣示；确不需要计算的，用 waive 说明。`, p => `Words with the number "${p['number']}" cannot be declaratory; if nothing needs it, waive it with the reason.`),
  // Names
  'duplicate-id': say(p => `「${p['id']}」已在第 ${p['line']} 行用过，编号不能重复。`, p => `"${p['id']}" is already used on line ${p['line']}; ids are unique.`),
  'unknown-name': say(p => `没有叫「${p['name']}」的事项。`, p => `There is no kind of claim called "${p['name']}".`),
  'unknown-kind-of-party': say(p => `facts.yaml 里没有「${p['name']}」这种主体或事项。`, p => `facts.yaml knows no party or claim "${p['name']}".`),
  'unknown-instrument': say(p => `没有编号为「${p['id']}」的工具或目标${meant(p, true)}`, p => `There is no instrument or target "${p['id']}"${meant(p, false)}`),
  'plain-lapse': say(p => `这里要一段时间，例如 "12个月"、"90天"，不能是「${p['value']}」。`, p => `A length of time stands here ("12个月", "90天"), not "${p['value']}".`),
  'plain-quantity': say(p => `这里要一个数或量，例如 "5"、"30%"、"100万元"，不能是「${p['value']}」。`, p => `A plain number or quantity stands here ("5", "30%", "100万元"), not "${p['value']}".`),
  'pass-unreachable': say(p => `评分表最多 ${p['most']} 分，到不了「${p['value']}」。`, p => `The sheet gives ${p['most']} points at most, which never comes to "${p['value']}".`),
  'unknown-organisation': say(p => `organisations.yaml 里没有「${p['name']}」${meant(p, true)}`, p => `organisations.yaml does not know "${p['name']}"${meant(p, false)}`),
  'unknown-indicator': say(p => `indicators.yaml 里没有「${p['name']}」${meant(p, true)}`, p => `indicators.yaml does not know "${p['name']}"${meant(p, false)}`),
  'indicator-one-of': say(p => `「${p['name']}」要么由别的指标算出（value），要么从登记的主体里数出（for 和 where，可加 sum），要么都不写、由人填报。`, p => `"${p['name']}" is worked out from others (value), or counted from the registry (for and where, with sum or without), or told (none of them).`),
  'indicator-circle': say(p => `「${p['name']}」算到了自己。`, p => `"${p['name']}" is worked out from itself.`),
  'target-unit': say(p => `目标的数与指标「${p['name']}」的单位（${p['unit']}）不是一类。`, p => `The goal is not a quantity of the unit of "${p['name']}" (${p['unit']}).`),
  'unknown-grain': say(p => `「${p['grain']}」不能作限额的单位。可用：${p['grains']}，或一个写明归属的文本事实。`, p => `"${p['grain']}" cannot be what a limit is per. Use ${p['grains']}, or a text fact that names the group.`),
  'missing-setting': say(p => `「${p['setting']}」没有在 settings 里写明由谁定。请加：id、owner、type: schedule。`, p => `The setting "${p['setting']}" is not declared. Add it under settings with id, owner and type: schedule.`),
  'unknown-setting': say(p => `被补充的政策里没有「${p['setting']}」这个待定项。`, p => `The completed pack has no setting "${p['setting']}".`),
  'set-gives-nothing': say(p => `给「${p['setting']}」定值时要写 give、table 或 parts。`, p => `Setting "${p['setting']}" needs give, table or parts.`),
  'completes-without-set': say(() => '有数值而没有 set：写明它定的是哪一个待定项。', () => 'There is a value but no set: say which setting it fixes.'),
  'completes-itself': say(() => '政策包不能补充自己。', () => 'A pack cannot complete itself.'),
  'reading-keys': say(p => `另一种读法的键（${p['keys']}）放回这里不成立，只能写会变的键。`, p => `The keys of this alternative (${p['keys']}) do not fit the node; write only keys that differ.`),
  'fact-name': say(p => `「${p['name']}」不能作名称：只用汉字、字母、数字，不以数字开头，不含空格标点。`, p => `"${p['name']}" cannot be a name: letters and digits only, not first a digit, no space or punctuation.`),
  'fact-bound': say(p => `「${p['name']}」的上下限「${p['value']}」与它的类型不符。`, p => `The bound "${p['value']}" of "${p['name']}" is not of its type.`),
  // Amounts
  'amount-one-of': say(p => `金额里 give、up to、between、table、portions 须有且只有一个，现有：${p['keys'] || '无'}。`, p => `An amount has exactly one of give, up to, between, table, portions; here: ${p['keys'] || 'none'}.`),
  'amount-needs-of': say(() => '分段计算要写明对什么分段（of）。', () => 'Portions need what they are portions of (of).'),
  'rate-needs-of': say(() => '比例要写明是什么的比例（of）。', () => 'A rate needs its base (of).'),
  'give-not-rate': say(p => `有 of 时，give 应是比例，这里是${p['zh']}。按每一个、每若干给予的，写 each。`, p => `With "of", what is given must be a rate; this is ${p['en']}. For "so much for every", use each.`),
  'table-gives-sums': say(p => `表的各行给的是${p['zh']}，不能乘以 of。按区间定额的，用 on 写区间量的是什么；按每一个给的，加 each。`, p => `The rows give ${p['en']}, which "of" cannot be multiplied by. For a fixed sum by band, say with "on" what the bands measure; for so much each, add each.`),
  'needs-sum': say(p => `「${p['key']}」只在有 sum（逐行计算）时有意义。分配的先后写在 allocate 的 order。`, p => `"${p['key']}" means something only under sum. The order of an allocation stands in allocate.`),
  'cap-is-rate': say(p => `「${p['max']}」是谁的 ${p['max']}？写成 "总投资 * ${p['max']}"。`, p => `${p['max']} of what? Write "总投资 * ${p['max']}".`),
  'cap-type': say(p => `上限「${p['max']}」是${p['maxZh']}，而金额是${p['zh']}。最长期限写在 where（第几年 <= 3）；件数上限只用于 sum 的事项。`, p => `The limit "${p['max']}" is ${p['maxEn']}, the amount is ${p['en']}. A longest time stands in where (第几年 <= 3); a limit of number only under sum over claims.`),
  'cap-needs-per': say(() => '有 sum 时，上限要写明管的是什么：per（每行写行的名称，合计写企业等），或 every（年、月）。', () => 'Under sum a limit says of what: per (the lines\' kind for each line, an owner for the whole), or every.'),
  'unit-is-money': say(p => `「${p['name']}」的单位「${p['unit']}」是货币：type 写 money，另写 currency。`, p => `The unit "${p['unit']}" of "${p['name']}" is a currency: write type: money with its currency.`),
  'row-gives-nothing': say(() => '这一行没有写给多少（give）。', () => 'This row does not say what it gives (give).'),
  'row-unreachable': say(() => '没有 band 和 test 的行是「其余」，只能放在最后。', () => 'A row without band or test is "all others" and must be last.'),
  'adjust-one-of': say(() => '调整要写 add、times、less 之一。', () => 'An adjustment is one of add, times, less.'),
  band: say(p => `「${p['band']}」不是区间。写成 "[50万元..100万元)" 或 ">= 200万元"。`, p => `"${p['band']}" is not a band. Write "[50万元..100万元)" or ">= 200万元".`),
  'band-empty': say(p => `区间「${p['band']}」是空的。`, p => `The band "${p['band']}" is empty.`),
  'band-overlap': say(p => `区间「${p['below']}」和「${p['above']}」重叠，同一个数会落进两行。`, p => `The bands "${p['below']}" and "${p['above']}" overlap: one figure would fall into both.`),
  'band-gap': say(p => `区间「${p['below']}」和「${p['above']}」之间有空档，落在中间的数没有归属。`, p => `Between the bands "${p['below']}" and "${p['above']}" there is a gap.`),
  range: say(p => `「${p['value']}」不是范围，写成 "5%..20%"。`, p => `"${p['value']}" is not a range; write "5%..20%".`),
  round: say(p => `「${p['value']}」不是取整方式。写成 down 1元、nearest 100元，可加 per line。`, p => `"${p['value']}" is no rounding. Write down 1元, nearest 100元, optionally per line.`),
  'stacking-one-of': say(() => 'stacking 的每一行要有一个规则：with、not with、highest、promotion、after、use once。', () => 'Each row of stacking has one rule: with, not with, highest, promotion, after, use once.'),
  'instrument-one-of': say(p => `工具里 amount、balance、measure、outside 须有且只有一个，现有：${p['keys'] || '无'}。`, p => `An instrument has exactly one of amount, balance, measure, outside; here: ${p['keys'] || 'none'}.`),
  'target-one-of': say(() => '目标要写 reach、exceed、at most、is 或 between。', () => 'A target states reach, exceed, at most, is or between.'),
  'definition-one-of': say(() => '定义要写 value 或 list。', () => 'A definition states value or list.'),
  // Versions
  'versions-overlap': say(p => `${p['pack']} 自 ${p['from']} 施行，而 ${p['other']} 到 ${p['to']} 才失效：同一天不能有两个版本。`, p => `${p['pack']} is in force from ${p['from']} while ${p['other']} ends only on ${p['to']}: one day cannot have two versions.`),
  'version-before': say(p => `${p['pack']}（${p['from']}）替代的 ${p['other']} 反而更晚施行（${p['to']}）。`, p => `${p['pack']} (${p['from']}) replaces ${p['other']}, which came into force later (${p['to']}).`),
}

/** One sentence or two, in either language. */
export function messageOf({ code, params }: Diagnostic, language: Language): string {
  if (code.startsWith('feel:')) return feelMessage({ code: code.slice(5), params }, language)
  const found = MESSAGES[code]
  return found ? found[language === 'zh' ? 0 : 1](params) : code
}

/** Line and column from 1, as editors count them. */
export function position(source: string, at: number): { line: number; column: number } {
  const before = source.slice(0, at)
  return { line: before.split('\n').length, column: at - before.lastIndexOf('\n') }
}

/** `file:line:column`, the message, the line and a caret under the place (a Han character is two columns wide). */
export function render(diagnostic: Diagnostic, source: string, language: Language): string {
  const { line, column } = position(source, diagnostic.span.from)
  const text = source.split('\n')[line - 1] ?? ''
  const start = Math.max(0, column - 1 - 60)
  const shown = text.slice(start, start + 120)
  const caret = ' '.repeat(width(shown.slice(0, column - 1 - start))) + '^'.repeat(Math.max(1, width(spanned(diagnostic.span, shown.slice(column - 1 - start)))))
  const mark = diagnostic.severity === 'error' ? language === 'zh' ? '错误' : 'error' : language === 'zh' ? '提醒' : 'warning'
  return `${diagnostic.file}:${line}:${column} ${mark} ${messageOf(diagnostic, language)}\n  ${shown}\n  ${caret}`
}
function spanned({ from, to }: Span, rest: string): string { return rest.slice(0, Math.max(1, to - from)) }
function width(text: string): number { return [...text].reduce((sum, char) => sum + (/[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6“”‘’…—]/u.test(char) ? 2 : 1), 0) }
