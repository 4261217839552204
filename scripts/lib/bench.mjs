import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { install } from './prepare.mjs'
import { root } from './run.mjs'
import { complain, Problem, say } from './say.mjs'

const folder = join(root, 'bench')
/** `bench/NAME.ts` or `bench/NAME/index.ts`. */
const entries = new Map(readdirSync(folder, { withFileTypes: true })
  .map(entry => entry.isDirectory() ? join(entry.name, 'index.ts') : entry.name)
  .filter(file => file.endsWith('.ts') && existsSync(join(folder, file)))
  .map(file => [file.replace(/([\\/]index)?\.ts$/, ''), join(folder, file)]))

/**
 * A bench is bundled from the sources first, as a user's build would be: what is measured is the program, not a loader.
 * It stays below bench/, where its dependencies are, and is run in the root, from which it names its files.
 * @param {string} name @param {string} entry
 */
async function bundle(name, entry) {
  const { build, defaultServerConditions } = await import('vite')
  const outDir = join(folder, 'dist')
  await build({
    root, configFile: false, logLevel: 'warn',
    resolve: { conditions: ['source', ...defaultServerConditions] },
    ssr: { resolve: { conditions: ['source', ...defaultServerConditions] }, noExternal: [/^@lizhu\//] },
    build: {
      ssr: entry, outDir, emptyOutDir: false, minify: false, target: 'node20',
      rolldownOptions: { output: { entryFileNames: `${name}.mjs`, chunkFileNames: `${name}-[hash].mjs` } },
    },
  })
  return join(outDir, `${name}.mjs`)
}

async function bench() {
  const [name] = process.argv.slice(2)
  if (name === undefined) {
    say('可运行的基准', 'Benches')
    for (const one of entries.keys()) console.log(`  npm run bench -- ${one}`)
    return
  }
  const entry = entries.get(name)
  if (entry === undefined) {
    const names = [...entries.keys()]
    throw new Problem(`没有名为 ${name} 的基准；有：${names.join('、')}`, `No bench is called ${name}; there are: ${names.join(', ')}`)
  }
  await install()
  const file = await bundle(name, entry)
  process.chdir(root)
  // The bench reads its own arguments as if it had been started itself.
  process.argv.splice(1, 2, file)
  await import(pathToFileURL(file).href)
}

await bench().catch((/** @type {unknown} */ error) => {
  complain(error)
  process.exitCode = 1
})
