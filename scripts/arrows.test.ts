import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { arrows } from './lib/arrows.mjs'

let root: string
beforeEach(() => { root = mkdtempSync(join(tmpdir(), 'lizhu-arrows-')) })
afterEach(() => rmSync(root, { recursive: true }))

/** What the check says of one file among others. */
function says(file: string, text: string, ...others: string[]): string[] {
  for (const other of [file, ...others]) {
    mkdirSync(dirname(join(root, 'packages', other)), { recursive: true })
    writeFileSync(join(root, 'packages', other), other === file ? text : '')
  }
  return arrows(root).wrong.map(wrong => `${wrong.file}:${wrong.line} ${wrong.says}`)
}

test.each([
  ['policy/src/a.ts', `import { a } from '@lizhu/feel'`],
  ['web/src/a.tsx', `import type { A } from '@lizhu/policy'`],
  ['cli/src/a.ts', `import { a } from '@lizhu/server'\nimport { b } from '@lizhu/policy/node'`],
  ['server/src/a.ts', `import { readFileSync } from 'node:fs'`],
  ['feel/src/a.test.ts', `import { readFileSync } from 'node:fs'\nimport { b } from './b/c.ts'`],
  ['policy/src/node.ts', `import { readFileSync } from 'node:fs'\nimport { b } from './b/index.ts'`],
  ['feel/src/b/a.ts', `import { c } from './c.ts'\nimport { d } from '../d.ts'`],
  ['web/build/a.ts', `import { a } from '@lizhu/policy/node'`],
  ['feel/src/a.ts', `import { parser } from 'lezer-feel'`],
  ['data/test/a.test.ts', `import { a } from '../../policy/test/b.ts'\nimport { c } from '../../../scripts/lib/d.mjs'`],
])('%s may: %s', (file, text) => expect(says(file, text)).toEqual([]))

test.each([
  ['feel/src/a.ts', `import { a } from '@lizhu/policy'`, 'feel must not import policy; it may import no package of ours'],
  ['policy/src/a.ts', `\nexport * from '@lizhu/server'`, 'policy must not import server; it may import feel'],
  ['policy/src/a.ts', `export type A = import('@lizhu/web').A`, 'policy must not import web; it may import feel'],
  ['server/src/a.ts', `const cli = await import('@lizhu/cli')`, 'server must not import cli; it may import data, policy, feel'],
  ['server/src/a.test.ts', `import { a } from '@lizhu/cli'`, 'server must not import cli; it may import data, policy, feel'],
  ['feel/src/a.ts', `import fs from 'fs'`, 'feel runs in a browser too, which has no fs; only src/node.ts may'],
  ['feel/src/a.ts', `import { a } from './node.ts'`, './node.ts is for Node alone; the package runs in a browser too'],
  ['web/src/a.ts', `import { a } from '@lizhu/policy/node'`, 'a browser has no @lizhu/policy/node'],
  ['web/src/a.ts', `import { a } from '../../feel/src/index.ts'`, '../../feel/src/index.ts leaves the package; import another by its name'],
  ['data/src/a.ts', `import { a } from '../../policy/test/b.ts'`, '../../policy/test/b.ts leaves the package; import another by its name'],
  ['policy/test/a.test.ts', `import { a } from '../../data/test/b.ts'`, '../../data/test/b.ts leaves the package; import another by its name'],
  ['tools/src/a.ts', `import { a } from './b.ts'`, 'package tools has no place in scripts/lib/arrows.mjs'],
])('%s must not: %s', (file, text, sentence) => {
  expect(says(file, text)).toEqual([`packages/${file}:${text.startsWith('\n') ? 2 : 1} ${sentence}`])
})

test('a folder with an index is entered through it', () => {
  expect(says('feel/src/x/a.ts', `import { b } from '../b/c.ts'`, 'feel/src/b/index.ts', 'feel/src/b/c.ts'))
    .toEqual(['packages/feel/src/x/a.ts:1 ../b/c.ts enters by the window; import ../b/index.ts'])
})

test('nothing looked at is not nothing wrong', () => {
  mkdirSync(join(root, 'packages'))
  expect(arrows(root).files).toBe(0)
})
