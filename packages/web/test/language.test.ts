import { expect, test } from 'vitest'
import { en } from '../src/i18n/en.ts'
import { enSystem } from '../src/i18n/en-system.ts'
import { zh } from '../src/i18n/zh.ts'
import { zhSystem } from '../src/i18n/zh-system.ts'

const all = { zh: { ...zh, ...zhSystem }, en: { ...en, ...enSystem } }

const holes = (text: string): string[] => [...text.matchAll(/\{\{(\w+)\}\}/g)].map(match => match[1]!).sort()

test('no word is said in two ways', () => {
  expect(Object.keys(zh).filter(key => key in zhSystem)).toEqual([])
})

test('both languages say the same things, with the same holes in them', () => {
  const english = new Map(Object.entries(all.en))
  for (const [key, text] of Object.entries(all.zh)) {
    expect(english.get(key), key).toBeDefined()
    expect(holes(english.get(key) ?? ''), key).toEqual(holes(text))
  }
  const forms = [...english.keys()].filter(key => key.endsWith('_one'))
  expect([...english.keys()].filter(key => !(key in all.zh)).sort()).toEqual(forms.sort())
})

test('no Chinese is left in the English, and no sentence is empty', () => {
  for (const [key, text] of Object.entries(all.en)) expect(text, key).toMatch(/^[^\p{Script=Han}]+$/u)
  for (const [key, text] of Object.entries(all.zh)) expect(text, key).not.toBe('')
})
