import { describe, expect, test } from 'vitest'
import type { Note } from '../src/policy/notes.ts'
import { hitsOf, sentenceAt, sentencesOf } from '../src/policy/segments.ts'

const TEXT = '（十三）支持企业技术改造。对固定资产投资在 1000 万元以上的项目，给予不超过 5% 的奖励。可叠加享受。〔责任单位：市工信局〕'

function note(id: string, quote: string): Note {
  const from = TEXT.indexOf(quote)
  return { id, opens: id, number: 1, article: 13, kind: 'instrument', name: id, meaning: '', words: { quote, at: [[from, from + quote.length]], article: 13 }, open: 0, searched: quote }
}

describe('an article as sentences and runs', () => {
  test('not a character is lost, added or moved', () => {
    const sentences = sentencesOf(TEXT, [note('A', '对固定资产投资在 1000 万元以上的项目'), note('B', '项目，给予不超过 5% 的奖励')], '奖励')
    expect(sentences.flatMap(one => one.segments).map(one => one.text).join('')).toBe(TEXT)
  })

  test('a superscript stands where its words end', () => {
    const all = sentencesOf(TEXT, [note('A', '给予不超过 5% 的奖励')], '').flatMap(one => one.segments)
    expect(all.find(one => one.after.length > 0)?.text).toBe('给予不超过 5% 的奖励')
    expect(all.filter(one => one.begins.includes('A'))).toHaveLength(1)
  })

  test('the opening, the sentences and the responsible units are told apart', () => {
    const sentences = sentencesOf(TEXT, [], '')
    expect(sentences.map(one => one.segments[0]?.part)).toEqual(['lead', 'body', 'body', 'units'])
    expect(sentenceAt(TEXT, TEXT.indexOf('可叠加'))).toBe(3)
  })

  test('white space in print does not hide a word from the search, and signs mean themselves', () => {
    expect(hitsOf(TEXT, '1000万元').map(([from, to]) => TEXT.slice(from, to))).toEqual(['1000 万元'])
    expect(hitsOf(TEXT, '.*')).toEqual([])
    expect(hitsOf(TEXT, '  ')).toEqual([])
  })
})
