import { join, resolve } from 'node:path'
import { runTree } from './run.ts'
import { table } from './table.ts'

// npm run tck -w @lizhu/feel -- [DIR] [--all]: right, refused and wrong by folder; each wrong case, with --all each refused one too.
const args = process.argv.slice(2)
const folder = args.find(arg => !arg.startsWith('--'))
// npm changes to the package's folder; a path is meant from where it was typed.
const root = folder === undefined ? join(process.cwd(), 'test/dmn-tck') : resolve(process.env['INIT_CWD'] ?? process.cwd(), folder)
const results = runTree(root)
for (const result of results) {
  if (result.verdict === 'wrong' || (result.verdict === 'refused' && args.includes('--all'))) {
    console.log(`${result.verdict}: ${result.folder} ${result.case} ${result.node}: ${result.detail}`)
  }
}
console.log(table(results))
process.exitCode = results.some(result => result.verdict === 'wrong') ? 1 : 0
