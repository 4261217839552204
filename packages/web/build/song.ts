import { createRequire } from 'node:module'
import { readFileSync } from 'node:fs'
import { createHash } from 'node:crypto'
import { fileURLToPath } from 'node:url'
import type { Plugin } from 'vite'
import { readBundles } from './bundle.ts'

const NAME = 'lizhu:song'
const WEIGHTS = [400, 700] as const
const POLICIES = fileURLToPath(new URL('../../../policies/', import.meta.url))
/** What every page may set in Song besides the law: its own name, ASCII, and punctuation. */
const ALWAYS = '立柱' + Array.from({ length: 95 }, (_, i) => String.fromCharCode(32 + i)).join('') + '，。、；：？！“”‘’（）《》〔〕【】—…·〇％'

/**
 * Noto Serif SC cut down to the characters of the packs: two weights, a few hundred kB each. `lizhu:song` gives the
 * addresses of both; the page asks for them after its first paint. In development the system's own Song does.
 */
export function song(): Plugin {
  let building = false
  return {
    name: NAME,
    configResolved(config) { building = config.command === 'build' },
    resolveId: id => (id === NAME ? `\0${NAME}` : undefined),
    async load(id) {
      if (id !== `\0${NAME}`) return undefined
      if (!building) return 'export const song = []'
      const text = ALWAYS + [...await readBundles(POLICIES)].map(({ about, files }) => `${about.title}${about.preamble}${files.get('program') ?? ''}${files.get('trial') ?? ''}`).join('')
      const faces = await Promise.all(WEIGHTS.map(async weight => {
        const source = await cut(original(weight), [...new Set(text)].join(''))
        const fileName = `assets/song-${weight}-${createHash('sha256').update(source).digest('hex').slice(0, 8)}.woff2`
        this.emitFile({ type: 'asset', fileName, source })
        return { weight, url: `/${fileName}` }
      }))
      return `export const song = ${JSON.stringify(faces)}`
    },
  }
}

/** The package has no types: what it gives is looked at. */
async function cut(font: Buffer, characters: string): Promise<Uint8Array> {
  const subset: unknown = createRequire(import.meta.url)('subset-font')
  const made: unknown = typeof subset === 'function' ? await Reflect.apply(subset, undefined, [font, characters, { targetFormat: 'woff2' }]) : undefined
  if (!(made instanceof Uint8Array)) throw new Error('subset-font gave no font')
  return made
}

function original(weight: number): Buffer {
  return readFileSync(createRequire(import.meta.url).resolve(`@fontsource/noto-serif-sc/files/noto-serif-sc-chinese-simplified-${weight}-normal.woff2`))
}
