import { readFileSync, readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { whyNot } from '../../src/screen/explain.ts'

const sources = ['../../src/screen', '../../../feel/src/kernel'].map(path => fileURLToPath(new URL(path, import.meta.url)))
const texts = sources.flatMap(folder => readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(name => name.endsWith('.ts')).map(name => readFileSync(join(folder, name), 'utf8')))
const codes = [...new Set(texts.flatMap(text => [...text.matchAll(/\brefuse\('([^']+)'|\? '([\w-]+)' : undefined\),$/gm)].map(([, refused, fact]) => refused ?? fact ?? '')))].sort()

it('finds the codes', () => { expect(codes).toEqual(expect.arrayContaining(['award-fact', 'function', 'lines-group'])); expect(codes.length).toBeGreaterThan(30) })
it.each(codes)('why an instrument is left to the closure has words in both languages: %s', code => {
  const { zh, en } = whyNot({ code, params: { name: '甲', lines: '乙' } })
  expect(zh).toMatch(/\p{Script=Han}/u)
  expect(en).toMatch(/ /)
  expect(zh + en).not.toMatch(/[{}]/)
})
