import { describe, expect, it } from 'vitest'
import { check, excerpt, message, parse } from '../src/index.ts'
import { scope } from './world.ts'

const N = 9_990
const TEXTS: Readonly<Record<string, string>> = {
  'a megabyte of letters': 'x'.repeat(1e6), 'a megabyte of quotes': '"'.repeat(1e6), 'a megabyte of Han': '产'.repeat(1e6), 'a megabyte of brackets': '('.repeat(1e6),
  '10,000 brackets': '('.repeat(10_000), '10,000 pairs of brackets': '('.repeat(10_000) + ')'.repeat(10_000), 'square brackets': '['.repeat(N), braces: '{a:'.repeat(N / 3),
  'full-width punctuation': '（＞，'.repeat(N / 3), 'control characters': '\u0001'.repeat(N), 'lone surrogates': '\ud800'.repeat(N), 'zero bytes': '\0'.repeat(N), 'right to left': '\u202e'.repeat(N),
  'a long sum': '1+'.repeat(N / 2) + '1', 'many ifs': 'if true then '.repeat(N / 13), 'a long path': 'a.'.repeat(N / 2) + 'b', 'chained comparisons': 'a<'.repeat(N / 2) + 'b',
  'many minuses': '-'.repeat(N) + '1', 'many ands': 'true and '.repeat(N / 9) + 'true', 'many words': 'a '.repeat(N / 2), 'a long list': `1 in [${'1,'.repeat(N / 2 - 10)}1]`,
  'many arguments': `min(${'1,'.repeat(N / 2 - 10)}1)`, 'many ins': '1 in '.repeat(N / 5) + '1', 'nested functions': 'not('.repeat(N / 4), 'open comments': '/*'.repeat(N / 2), comments: '/**/'.repeat(N / 4) + '1',
  'many digits': '9'.repeat(N), 'a huge exponent': '1e999999999', 'a tower of powers': '9**9**9**9**9', 'a tower of large powers': '9**400**400', 'many figures': '1000万元+'.repeat(N / 7) + '1元',
  'many dots': '.'.repeat(N), 'many colons': '1:'.repeat(N / 2), 'many backslashes': `"${'\\'.repeat(N - 2)}`, emoji: '🐎'.repeat(N / 2), 'many operators': '<=>'.repeat(N / 3), garbage: '+ ) x ('.repeat(N / 7),
}

describe('hostile text', () => {
  it.each(Object.entries(TEXTS))('%s', (_, text) => {
    const before = performance.now()
    const { tree, problems } = parse(text)
    const all = tree === undefined ? problems : check(tree, scope).problems
    const took = performance.now() - before
    if (tree === undefined) expect(problems.length).toBeGreaterThan(0)
    for (const problem of all) {
      expect(message(problem, 'zh')).not.toBe(problem.code)
      expect(excerpt(text, problem.span).length).toBeLessThan(2000)
    }
    // Generous: what matters is that no length and no nesting makes it grow without bound.
    expect(took).toBeLessThan(2000)
  })
  it('refuses length before it looks at the text', () => {
    const before = performance.now()
    for (let i = 0; i < 200; i++) parse('('.repeat(1e6))
    expect(performance.now() - before).toBeLessThan(1000)
  })
})
