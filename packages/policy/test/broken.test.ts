import { readFileSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { checkVersions, readPack, type Diagnostic } from '../src/index.ts'
import { MESSAGES } from '../src/messages.ts'
import { article, diagnose, fence, folder, render, sentences } from './pack.ts'

const WORDS = '对投资额100万元以上的企业，按投资额的5%给予补助，最高不超过50万元。'
const instrument = (change: (text: string) => string = text => text) => fence('instrument', change(`id: I1
name: 补助
words: "对投资额100万元以上的企业……最高不超过50万元"
for: 企业
when:
  - words: "投资额100万元以上"
    test: "投资额 >= 100万元"
amount:
  words: "按投资额的5%给予补助"
  give: "5%"
  of: "投资额"
  at most:
    - words: "最高不超过50万元"
      max: "50万元"`))
const broken = (change: (text: string) => string) => diagnose(article(WORDS, instrument(change)))

describe('a whole pack', () => {
  it('has nothing to report', () => { expect(sentences(diagnose(article(WORDS, instrument())))).toEqual([]) })
})

describe('each kind of broken pack gets its own message', () => {
  const cases: readonly [what: string, found: () => readonly Diagnostic[], zh: string, en: string][] = [
    ['YAML error', () => diagnose(article(WORDS, `${instrument()}${fence('declaratory', 'words: "x')}`)), 'YAML 写法有误：Missing closing "quote at line 1, column 10:', 'The YAML is not well formed: Missing closing "quote at line 1, column 10:'],
    ['unknown key', () => broken(text => text.replace('amount:', 'amout:')), '没有「amout」这个键，是不是「amount」？', 'There is no key "amout"; did you mean "amount"?'],
    ['flow style', () => broken(text => text.replace('when:\n  - words: "投资额100万元以上"\n    test: "投资额 >= 100万元"', 'when: [{ test: "投资额 >= 100万元" }]')), '不要用 { } 或 [ ] 的写法：逗号和方括号会被误读。请分行写。', 'No flow style { } or [ ]: commas and brackets would be misread. Write one entry a line.'],
    ['a key twice', () => broken(text => `${text}\nname: 又`), '同一个键写了两次，后一个会盖掉前一个；请合并。', 'The same key stands twice; the second would hide the first. Merge them.'],
    ['unquoted quantity', () => broken(text => text.replace('give: "5%"', 'give: 5%')), '「give」的值要加引号：写成 "5%"。', 'The value of "give" must be quoted: "5%".'],
    ['duplicate id', () => diagnose(article(WORDS, instrument() + fence('declaratory', 'words: "对投资额"\nbecause: 试') + instrument())), '「I1」已在第 12 行用过，编号不能重复。', '"I1" is already used on line 12; ids are unique.'],
    ['quote from another article', () => diagnose(folder({ 'policy.md': `${fence('pack', 'id: p\ntitle: 试\nin force: "2020-01-01"')}\n## 1 甲\n\n> （一）甲。鼓励创新。\n\n${fence('declaratory', 'words: "鼓励创新"\nbecause: 宣示')}\n## 2 乙\n\n> （二）乙。促进发展。\n\n${fence('declaratory', 'words: "促进发展"\nbecause: 宣示')}${fence('declaratory', 'words: "鼓励创新"\nbecause: 宣示')}` })), '这句话在第 1 条，不在第 2 条。把块移到那一条下，或改引本条。', 'These words stand in article 1, not in article 2. Move the block there, or quote this article.'],
    ['a quote that is nowhere', () => broken(text => text.replace('"按投资额的5%给予补助"', '"按投资额的5%给予奖励"')), '第 1 条没有这句话。「按投资额的5%给予」之后，原文是「补助，最高不超过」，引文是「奖励」。引文须一字不差。', 'Article 1 does not say this. After "按投资额的5%给予" it reads "补助，最高不超过", the quotation "奖励". Quote word for word.'],
    ['15% beside the words 5%', () => broken(text => text.replace('give: "5%"', 'give: "15%"')), '原文的「5%」旁边没有相等的值。写上值，或用 waive 说明为什么不需要。', 'The number "5%" of the words meets no equal value beside it. State it, or waive it with the reason.'],
    ['a value the words do not speak', () => broken(text => text.replace('give: "5%"', 'give: "15%"')), '值「15%」在旁边的原文里没有这个数。改正数值，或写 reading 说明读法。', 'The value "15%" has no such number in the words beside it. Correct it, or explain it with a reading.'],
    ['missing setting', () => broken(text => `${text}\npay:\n  parts: 分期办法`), '「分期办法」没有在 settings 里写明由谁定。请加：id、owner、type: schedule。', 'The setting "分期办法" is not declared. Add it under settings with id, owner and type: schedule.'],
    ['bands that overlap', () => bands('[0元..100万元]', '[100万元..200万元)'), '区间「[0元..100万元]」和「[100万元..200万元)」重叠，同一个数会落进两行。', 'The bands "[0元..100万元]" and "[100万元..200万元)" overlap: one figure would fall into both.'],
    ['bands with a gap', () => bands('[0元..50万元)', '[100万元..200万元)'), '区间「[0元..50万元)」和「[100万元..200万元)」之间有空档，落在中间的数没有归属。', 'Between the bands "[0元..50万元)" and "[100万元..200万元)" there is a gap.'],
    ['an empty band', () => bands('[0元..100万元)', '(100万元..100万元)'), '区间「(100万元..100万元)」是空的。', 'The band "(100万元..100万元)" is empty.'],
    ['以上 beside >', () => broken(text => text.replace('>= 100万元', '> 100万元')), '「以上」应与「>=」同用，这里是「投资额 > 100万元」。若本文件另有规定，写在 pack 的 boundaries。', '"以上" goes with ">="; here stands "投资额 > 100万元". If the document says otherwise, state it in the pack\'s boundaries.'],
    ['以上 turned round', () => broken(text => text.replace('投资额 >= 100万元', '投资额 <= 100万元')), '「以上」应与「>=」同用，这里是「投资额 <= 100万元」。若本文件另有规定，写在 pack 的 boundaries。', '"以上" goes with ">="; here stands "投资额 <= 100万元". If the document says otherwise, state it in the pack\'s boundaries.'],
    ['一次性 without once', () => diagnose(article('一次性给予5万元。', fence('instrument', 'id: I1\nname: 补\nwords: "一次性给予5万元"\nfor: 企业\namount:\n  words: "一次性给予5万元"\n  give: "5万元"'))), '原文说「一次性」，要写 once（按什么一次，如 once: 企业）；不必限制的用 waive 说明。', 'The words say 一次性: write once (per what, such as once: 企业), or waive it with the reason.'],
    ['不超过 given exactly', () => diagnose(article('给予不超过5万元奖励。', fence('instrument', 'id: I1\nname: 补\nwords: "给予不超过5万元奖励"\nfor: 企业\namount:\n  words: "给予不超过5万元奖励"\n  give: "5万元"'))), '原文说「不超过」，是上限：写 up to，不写 give。', 'The words say 不超过, a ceiling: write "up to", not "give".'],
    ['a share without its base', () => broken(text => text.replace('max: "50万元"', 'max: "10%"')), '「10%」是谁的 10%？写成 "总投资 * 10%"。', '10% of what? Write "总投资 * 10%".'],
    ['an operative word outside', () => diagnose(article('每年给予补助5万元。', fence('instrument', 'id: I1\nname: 补\nwords: "每年给予补助5万元"\nfor: 企业\namount:\n  words: "给予补助5万元"\n  give: "5万元"'))), '「每年」（…每年给予补助5万…）决定结果，须有一处内层 words 引它，放在它所决定的值旁边。', '"每年" (…每年给予补助5万…) decides something: quote it in an inner words, beside the value it decides.'],
    ['money declared', () => diagnose(article('给予适当奖励。', fence('declaratory', 'words: "给予适当奖励"\nbecause: 试'))), '含有「奖励」的话不能只作宣示，请写成工具、目标或规则。', 'Words with "奖励" cannot be declaratory; make them an instrument, target or rule.'],
    ['unbound words', () => diagnose(article('鼓励创新，促进发展。', fence('declaratory', 'words: "鼓励创新"\nbecause: 试'))), '第 1 条有话没有着落：「，促进发展。」（在「鼓励创新，促进发展。」里）。请用一个块引它。', 'Words of article 1 are not bound: "，促进发展。" (in "鼓励创新，促进发展。"). Quote them in a block.'],
    ['a changed character', () => diagnose(changed('鼓励创薪')), '正式文本与登记的不一致', 'The official text is not the registered one'],
    ['overlap of two versions', versions, 'new 自 2022-01-01 施行，而 old 到 2022-06-30 才失效：同一天不能有两个版本。', 'new is in force from 2022-01-01 while old ends only on 2022-06-30: one day cannot have two versions.'],
  ]
  it.each(cases)('%s', (_what, found, zh, en) => {
    const diagnostics = found()
    expect(sentences(diagnostics, 'zh').some(text => text === zh || (zh.startsWith('正式') && text.startsWith(zh))), sentences(diagnostics).join('\n')).toBe(true)
    expect(sentences(diagnostics, 'en').some(text => text === en || (en.startsWith('The official') && text.startsWith(en))), sentences(diagnostics, 'en').join('\n')).toBe(true)
  })

  it('unknown fact, unit clash and cyclic definition come from the expression, at their place in the file', () => {
    expect(sentences(broken(text => text.replace('of: "投资额"', 'of: "投资"')))).toMatchInlineSnapshot(`
      [
        "没有名为“投资”的事实、定义或设定。是不是“投资额”？",
      ]
    `)
    expect(sentences(broken(text => text.replace('>= 100万元', '>= 100人').replace('100万元以上"\n', '100万元以上"\n')))).toMatchInlineSnapshot(`
      [
        "金额和数量（人）不能相加减或比较。金额请写单位，例如 0元、1000万元；算出来的数用 万元(x)。",
        "原文的「100万元」旁边没有相等的值。写上值，或用 waive 说明为什么不需要。",
        "值「投资额 >= 100人」在旁边的原文里没有这个数。改正数值，或写 reading 说明读法。",
      ]
    `)
    const cycle = fence('definition', 'id: 甲\nvalue: "乙"') + fence('definition', 'id: 乙\nvalue: "甲"')
    expect(sentences(diagnose(article(WORDS, instrument() + cycle)))).toMatchInlineSnapshot(`
      [
        "定义互相引用，绕成一圈：甲 → 乙 → 甲。请断开其中一处。",
        "定义互相引用，绕成一圈：乙 → 甲 → 乙。请断开其中一处。",
      ]
    `)
  })

  it('shows file, line, column, the line and a caret', () => {
    const pack = article(WORDS, instrument(text => text.replace('amount:', 'amout:')))
    const [first] = diagnose(pack)
    expect(first && render(first, pack.files.get('policy.md') ?? '', 'zh')).toMatchInlineSnapshot(`
      "p/policy.md:19:1 错误 没有「amout」这个键，是不是「amount」？
        amout:
        ^^^^^"
    `)
  })
})

function bands(first: string, second: string): readonly Diagnostic[] {
  return diagnose(article('按投资额分档给予补助。', fence('instrument', `id: I1\nname: 补\nwords: "按投资额分档给予补助"\nfor: 企业\namount:\n  words: "按投资额分档给予补助"\n  of: "投资额"\n  table:\n    - band: "${first}"\n      give: "1%"\n    - band: "${second}"\n      give: "2%"\n  reading:\n    question: 试\n    read as: 试`)))
}
function changed(words: string) {
  const text = (official: string, hash: string) => folder({ 'policy.md': `${fence('pack', `id: p\ntitle: 试\nin force: "2020-01-01"\nhash: "${hash}"`)}\n## 1 甲\n\n> （一）甲。${official}。\n\n${fence('declaratory', `words: "${official}"\nbecause: 宣示`)}` })
  const registered = diagnose(text('鼓励创新', 'x')).find(one => one.code === 'text-changed')?.params['found'] ?? ''
  return text(words, registered)
}
function versions(): readonly Diagnostic[] {
  const found: Diagnostic[] = []
  const old = readPack(folder({ 'policy.md': fence('pack', 'id: old\ntitle: 旧\nin force: "2020-01-01"\nuntil: "2022-06-30"') }, 'old'), found)
  const next = readPack(folder({ 'policy.md': fence('pack', 'id: new\ntitle: 新\nin force: "2022-01-01"\nreplaces: old') }, 'new'), found)
  checkVersions([old, next], found)
  return found
}

it('every code that is reported has a message in both languages', () => {
  const sources = (path: string): string[] => statSync(path).isDirectory() ? readdirSync(path).flatMap(name => sources(join(path, name))) : [readFileSync(path, 'utf8')]
  const codes = new Set(['source', 'grammar', 'check', 'compile'].flatMap(name => sources(join(import.meta.dirname, '../src', name))).flatMap(text => [...text.matchAll(/report(?:er\([^)]*\))?\('([a-z-]+)'/g)].map(match => match[1] ?? '')))
  expect(codes.size).toBeGreaterThan(40)
  expect([...codes].filter(code => MESSAGES[code] === undefined)).toEqual([])
})
