import { existsSync, readdirSync } from 'node:fs'
import { basename, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { install } from './prepare.mjs'
import { root } from './run.mjs'
import { complain, Problem, say } from './say.mjs'

const folder = join(root, 'bench')
const names = readdirSync(folder).filter(name => /^[\w-]+\.(ts|mjs)$/.test(name)).map(name => name.replace(/\.\w+$/, ''))

/** A bench is bundled from the sources first, as a user's build would be: what is measured is the program, not a loader. @param {string} name */
async function bundle(name) {
  const { build, defaultServerConditions } = await import('vite')
  const outDir = join(root, '.cache/bench')
  const entry = ['ts', 'mjs'].map(ending => join(folder, `${name}.${ending}`)).find(file => existsSync(file)) ?? name
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
    for (const one of names) console.log(`  npm run bench -- ${one}`)
    return
  }
  if (!names.includes(name)) {
    throw new Problem(`没有名为 ${basename(name)} 的基准；有：${names.join('、')}`, `No bench is called ${basename(name)}; there are: ${names.join(', ')}`)
  }
  await install()
  const file = await bundle(name)
  // The bench reads its own arguments as if it had been started itself.
  process.argv.splice(1, 2, file)
  await import(pathToFileURL(file).href)
}

await bench().catch((/** @type {unknown} */ error) => {
  complain(error)
  process.exitCode = 1
})
