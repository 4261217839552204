import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { DELEGABLE } from './delegations.ts'

const words = join(import.meta.dirname, '../../../../web/src/i18n')

test('whatever may be delegated has a name in both languages of the pages', () => {
  for (const language of ['zh', 'en']) {
    const said = readdirSync(words).filter(name => name.startsWith(`${language}-`)).map(name => readFileSync(join(words, name), 'utf8')).join('\n')
    expect(DELEGABLE.filter(name => !said.includes(`'do.${name}': '`)), language).toEqual([])
  }
})
