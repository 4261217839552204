import { expect, test } from 'vitest'
import { en } from '../src/i18n/en.ts'
import { zh } from '../src/i18n/zh.ts'

const holes = (text: string): string[] => [...text.matchAll(/\{\{(\w+)\}\}/g)].map(match => match[1]!).sort()

test('both languages say the same things, with the same holes in them', () => {
  const english = new Map(Object.entries(en))
  for (const [key, text] of Object.entries(zh)) {
    expect(english.get(key), key).toBeDefined()
    expect(holes(english.get(key) ?? ''), key).toEqual(holes(text))
  }
  const forms = [...english.keys()].filter(key => key.endsWith('_one'))
  expect([...english.keys()].filter(key => !(key in zh)).sort()).toEqual(forms.sort())
})

test('no Chinese is left in the English, and no sentence is empty', () => {
  for (const [key, text] of Object.entries(en)) expect(text, key).toMatch(/^[^\p{Script=Han}]+$/u)
  for (const [key, text] of Object.entries(zh)) expect(text, key).not.toBe('')
})
