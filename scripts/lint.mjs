import { readdirSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import { ESLint } from 'eslint'
import { root } from './lib/run.mjs'

// ESLint by its interface, because its command calls it a success when a folder silently drops out of the lint.

const eslint = new ESLint({ cwd: root, fix: process.argv.includes('--fix') })
const results = await eslint.lintFiles(['.'])
await ESLint.outputFixes(results)
const formatter = await eslint.loadFormatter('stylish')
const text = await formatter.format(results)
if (text !== '') console.log(text)

const linted = results.map(result => relative(root, result.filePath).split(sep).join('/'))
const empty = readdirSync(join(root, 'packages'))
  .filter(name => !linted.some(file => new RegExp(`^packages/${name}/src/.*\\.tsx?$`).test(file)))
for (const name of empty) console.log(`no file of packages/${name}/src was linted`)

console.log(`${linted.length} files linted`)
const bad = results.some(result => result.errorCount + result.warningCount > 0)
process.exitCode = bad || empty.length > 0 || linted.length === 0 ? 1 : 0
