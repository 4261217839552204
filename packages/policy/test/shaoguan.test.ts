import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { checkWords, loadPack, readPack, textHash, type Block, type Diagnostic } from '../src/index.ts'
import { readFolder, siblings } from '../src/node.ts'
import { quotations } from '../src/check/quotes.ts'
import { messageOf } from '../src/messages.ts'

const path = join(import.meta.dirname, '../../../policies/shaoguan-2020-2')
const folder = readFolder(path)
const text = folder.files.get('policy.md') ?? ''
/** The official words alone, with the pack block that registers them: reading it again is quick. */
const bare = text.replace(/\n```yaml (?!pack)[\s\S]*?\n```\n/g, '\n')
const codesOf = (policy: string): string[] => {
  const found: Diagnostic[] = []
  checkWords(readPack({ name: 'p', files: new Map([...folder.files, ['policy.md', policy]]) }, found), found)
  return [...new Set(found.map(one => one.code))]
}

describe('the official document as a program', () => {
  it('is whole: 37 articles, 59 instruments, 38 targets, 84 duties, every sentence and every number bound, no error', () => {
    const { program, source, diagnostics } = loadPack(folder, siblings(path))
    const words: Diagnostic[] = []
    const coverage = checkWords(source, words)
    expect([...diagnostics, ...words].map(one => `${one.span.from} ${messageOf(one, 'zh')}`)).toEqual([])
    expect([program.articles.length, program.instruments.length, program.targets.length, program.duties.length + program.rosters.length]).toEqual([37, 59, 38, 84])
    expect(coverage.filter(one => one.bound < one.letters || one.sentencesBound < one.sentences || one.numbersBound < one.numbers)).toEqual([])
    expect(new Set([...program.instruments, ...program.targets, ...program.duties, ...program.rosters].map(one => one.id)).size).toBe(59 + 38 + 84)
  })

  it('fails when any one character of the official text is changed, an article dropped or moved', () => {
    expect(codesOf(bare)).not.toContain('text-changed')
    const at = [...bare.matchAll(/^> .*$/gm)].flatMap(line => [line.index + 2, line.index + Math.floor(line[0].length / 2), line.index + line[0].length - 1])
    for (const place of at) {
      const other = bare.charAt(place) === '一' ? '二' : '一'
      expect(codesOf(bare.slice(0, place) + other + bare.slice(place + 1)), `at ${place}`).toContain('text-changed')
    }
    const [start, end] = [bare.indexOf('\n## 32 '), bare.indexOf('\n## 33 ')]
    expect(codesOf(bare.slice(0, start) + bare.slice(end))).toContain('text-changed')
    expect(codesOf(bare.slice(0, start) + bare.slice(end) + bare.slice(start, end))).toEqual(expect.arrayContaining(['text-changed', 'article-order']))
    expect(textHash(readPack(folder, []))).toBe('sha256:e36ea2b68c104f51cafc2d7ae1f878c8e8cf45388b8415cfd5d4f3294f69d74d')
  })
})

describe('a digit changed in a value', () => {
  it('is caught by the check of the words nearly always', () => {
    const source = readPack(folder, [])
    const missed: string[] = []
    let tried = 0
    for (const block of source.blocks) {
      const values = quotations(block, source.laws.get(block.article))
      if (values.length === 0 || block.kind === 'declaratory' || block.kind === 'pack') continue
      const raw = text.slice(block.span.from, block.span.to)
      for (const line of raw.matchAll(/^\s*(?:- )?(give|up to|min|max|test|band|of|each|add|reach|exceed|at most|by|amount|year|part): ["'].*$/gm)) {
        const value = line[0].slice(line[0].indexOf(': ') + 2)
        for (const digit of value.replace(/"[^"]*"/g, quoted => value.startsWith("'") ? ' '.repeat(quoted.length) : quoted).matchAll(/\d/g)) {
          const place = block.span.from + line.index + line[0].indexOf(': ') + 2 + digit.index
          const other = digit[0] === '7' ? '3' : '7'
          tried++
          if (!changedIsCaught(block, place, other)) missed.push(`${text.slice(0, place).split('\n').length}: ${line[0].trim()} [${digit[0]}→${other}]`)
        }
      }
    }
    expect(tried).toBeGreaterThan(150)
    console.log(`digits changed: ${tried}, caught: ${tried - missed.length}`)
    expect(missed.length / tried, missed.join('\n')).toBeLessThan(0.06)
  }, 60_000)
})

/** Only the block of the change is read again, under its article's words: the check of numbers looks no further. */
function changedIsCaught(block: Block, place: number, digit: string): boolean {
  const head = text.slice(text.indexOf(`\n## ${block.article} `), text.length)
  const words = `${head.slice(0, head.indexOf('\n```'))}\n\n`
  const { from, to } = block.span
  return countOf(`${words}${text.slice(from, place)}${digit}${text.slice(place + 1, to)}\n`) > countOf(`${words}${text.slice(from, to)}\n`)
}
const counts = new Map<string, number>()
function countOf(policy: string): number {
  const known = counts.get(policy)
  if (known !== undefined) return known
  const found: Diagnostic[] = []
  checkWords(readPack({ name: 'p', files: new Map([['policy.md', policy]]) }, found), found)
  counts.set(policy, found.length)
  return found.length
}
