import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { compress } from './compress.mjs'
import { npm, root, run, tool } from './run.mjs'
import { Problem, say, seconds } from './say.mjs'
import { hash, isStamped, stamp } from './stamp.mjs'

const packages = readdirSync(join(root, 'packages')).map(name => `packages/${name}`)
// Vite compiles the pages by itself; their types are the tests' business.
const libraries = packages.filter(path => path !== 'packages/web')
const platform = [process.platform, process.arch]

/** `npm install`, when a lock file, a manifest or the machine is not the one of the last time. */
export async function install() {
  const inputs = ['package.json', 'package-lock.json', 'bench/package.json', ...packages.map(path => `${path}/package.json`)]
  if (existsSync(join(root, 'node_modules')) && isStamped('install', hash(inputs, platform))) return
  say('正在安装依赖，首次约一分钟……', 'Installing dependencies, about a minute the first time…')
  const since = performance.now()
  const { command, first } = npm()
  // --no-save: whoever only runs the program keeps a clean work tree.
  const { code } = await run(command, [...first, 'install', '--no-save', '--no-audit', '--no-fund', '--loglevel=error'])
  if (code !== 0) {
    throw new Problem(
      '依赖安装失败，原因见上。请检查网络或 npm 镜像（npm config get registry）后重试。',
      'Installing the dependencies failed, see above. Check the network or the npm registry (npm config get registry) and try again.',
    )
  }
  stamp('install', hash(inputs, platform))
  say(`依赖已安装，用时 ${seconds(since)}`, `Installed in ${seconds(since)}`)
}

const outputs = [...libraries.map(path => `${path}/dist`), 'packages/web/dist/index.html']

/** Packages and pages, when a source is not the one of the last time. @param {{ force?: boolean }} [options] */
export async function build({ force = false } = {}) {
  const value = hash(['package-lock.json', 'tsconfig.base.json', 'policies', 'scripts/lib/compress.mjs', ...packages])
  const built = outputs.every(path => existsSync(join(root, path)))
  if (!force && built && isStamped('build', value)) return
  say('正在构建……', 'Building…')
  const since = performance.now()
  await quietly(process.execPath, [tool('typescript/bin/tsc'), '-b', ...libraries])
  const { command, first } = npm()
  await quietly(command, [...first, 'run', 'build', '--workspace', '@lizhu/web', '--loglevel=error'])
  await compress(join(root, 'packages/web/dist'))
  stamp('build', value)
  say(`构建完成，用时 ${seconds(since)}`, `Built in ${seconds(since)}`)
}

/** @param {string} command @param {readonly string[]} args */
async function quietly(command, args) {
  const { code, output } = await run(command, args, { quiet: true })
  if (code === 0) return
  console.error(output)
  throw new Problem('构建失败，原因见上。', 'The build failed, see above.')
}
