import { createHash } from 'node:crypto'
import { fileURLToPath } from 'node:url'
import type { Plugin } from 'vite'
import { readBundles } from './bundle.ts'

const NAME = 'lizhu:packs'
const POLICIES = fileURLToPath(new URL('../../../policies/', import.meta.url))

/**
 * The packs of `policies/` as static JSON: `/packs/<id>.json` holds the compiled program, `/packs/<id>.more.json` what
 * only some readers open (examples, cases). `lizhu:packs` lists them; nothing is compiled in the browser.
 */
export function packs(): Plugin {
  const all = () => readBundles(POLICIES)
  const list = async () => (await all()).map(({ id, about, files }) => ({
    id, ...about, ...Object.fromEntries([...files].map(([key, text]) => [key, `${pathOf(id, key)}?v=${createHash('sha256').update(text).digest('hex').slice(0, 12)}`])),
  }))
  return {
    name: NAME,
    resolveId: id => (id === NAME ? `\0${NAME}` : undefined),
    async load(id) {
      return id === `\0${NAME}` ? `export const packs = ${JSON.stringify(await list())}` : undefined
    },
    configureServer(server) {
      server.middlewares.use((request, response, next) => {
        all().then(found => {
          const path = request.url?.split('?')[0]
          const text = found.flatMap(({ id, files }) => [...files].filter(([key]) => pathOf(id, key) === path)).at(0)?.[1]
          if (text === undefined) { next(); return }
          response.setHeader('content-type', 'application/json; charset=utf-8')
          response.end(text)
        }, next)
      })
    },
    async generateBundle() {
      for (const { id, files } of await all()) {
        for (const [key, source] of files) this.emitFile({ type: 'asset', fileName: pathOf(id, key).slice(1), source })
      }
    },
  }
}

const pathOf = (id: string, key: string): string => `/packs/${id}${key === 'program' ? '' : `.${key}`}.json`
