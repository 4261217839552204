import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { build, install } from './prepare.mjs'
import { count, none, sum } from './report.mjs'
import { npm, root, run, tool } from './run.mjs'
import { complain, Problem, say } from './say.mjs'
import { started } from './started.mjs'

const versions = process.argv.length > 2 ? process.argv.slice(2) : ['20', '22', '24']

/** The program of a Node version, from the npm package `node`. @param {string} version */
async function nodeOf(version) {
  const home = join(root, '.cache/nodes', version)
  const program = join(home, 'node_modules/node/bin/node')
  if (existsSync(program)) return program
  mkdirSync(home, { recursive: true })
  // A manifest of its own, or npm would walk up and install into the workspace.
  writeFileSync(join(home, 'package.json'), '{ "private": true }\n')
  const { command, first } = npm()
  const { code, output } = await run(command, [...first, 'install', '--no-audit', '--no-fund', `node@${version}`], { quiet: true, cwd: home })
  if (code !== 0 || !existsSync(program)) {
    console.error(output)
    throw new Problem(`Node ${version} 安装失败，原因见上。`, `Node ${version} could not be installed, see above.`)
  }
  return program
}

/** The unit tests, and whether the built server starts and answers. @param {string} version */
async function tryOn(version) {
  const program = await nodeOf(version)
  const { output: exact } = await run(program, ['--version'], { quiet: true })
  console.log(`\n── Node ${exact.trim()}`)
  const report = join(root, `.cache/reports/node-${version}.json`)
  const { code } = await run(program, [tool('vitest/vitest.mjs'), 'run', '--project', 'unit', '--reporter', 'dot', '--reporter', 'json', '--outputFile.json', report])
  const counts = count(report, code)
  return { version: exact.trim(), ...sum([counts, await starts(program)]) }
}

/** @param {string} program */
async function starts(program) {
  const server = await started({ node: program })
  const { ok } = await fetch(`${server.address}/healthz`)
  const code = await server.stop()
  return ok && code === 0 ? { ...none, passed: 1 } : { ...none, failed: 1 }
}

try {
  await install()
  await build()
  const results = []
  for (const version of versions) results.push(await tryOn(version))
  say('\n各版本结果', 'Results')
  for (const { version, passed, failed } of results) console.log(`${version.padEnd(10)} ${passed} passed, ${failed} failed`)
  process.exitCode = results.every(one => one.failed === 0 && one.passed > 0) ? 0 : 1
} catch (error) {
  complain(error)
  process.exitCode = 1
}
