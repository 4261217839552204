import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { create, type Font } from 'fontkit'
import type { Face } from '../form.ts'

/** A font as it goes into a PDF, and its measures. */
export interface Loaded { readonly key: string; readonly bytes: Buffer; readonly font: Font }
/** Finds a font for some of the characters, by character. */
export type Source = (characters: ReadonlySet<string>) => Promise<ReadonlyMap<string, Loaded>>

const { resolve } = createRequire(import.meta.url)

/** A font of one file, read once. */
export function whole(path: string): Source {
  let read: Promise<{ readonly bytes: Buffer; readonly codes: ReadonlySet<number> }> | undefined
  return async characters => {
    const { bytes, codes } = await (read ??= readFile(path).then(bytes => ({ bytes, codes: new Set(opened(bytes, path).characterSet) })))
    return cut(path, bytes, [...characters].filter(one => codes.has(one.codePointAt(0) ?? 0)).join(''))
  }
}

/** A font cut in slices for browsers: only those that hold a wanted character are read. A variable one is set at a weight. */
export function sliced(css: string, weight?: number): Source {
  let slices: Promise<readonly Slice[]> | undefined
  return async characters => {
    const wanted = (await (slices ??= slicesOf(css))).flatMap(({ file, has }) => {
      const text = [...characters].filter(one => has(one.codePointAt(0) ?? 0)).join('')
      return text === '' ? [] : [{ file, text }]
    })
    const cuts = await Promise.all(wanted.map(async ({ file, text }) => cut(file, await readFile(file), text, weight)))
    return new Map(cuts.flatMap(one => [...one]))
  }
}

interface Slice { readonly file: string; readonly has: (code: number) => boolean }

async function slicesOf(css: string): Promise<Slice[]> {
  const text = await readFile(css, 'utf8')
  return [...text.matchAll(/src:\s*url\(['"]?([^'")]+\.woff2)['"]?\)[^}]*?unicode-range:\s*([^;}]+)/g)].map(([, file = '', ranges = '']) => {
    const spans = ranges.split(',').map(one => {
      const [from = '', to = from] = one.trim().replace(/^U\+/i, '').split('-')
      return [parseInt(from, 16), parseInt(to, 16)] as const
    })
    return { file: join(dirname(css), file), has: code => spans.some(([from, to]) => code >= from && code <= to) }
  })
}

/** What a page needs no more once each character has its glyph. */
const DROPPED = ['GSUB', 'GPOS', 'GDEF', 'BASE', 'vhea', 'vmtx', 'VORG', 'morx', 'DSIG']

/** The glyphs of these characters alone: a PDF takes in a small font in no time, and one of 30,000 characters in a second. */
async function cut(name: string, font: Buffer, text: string, weight?: number): Promise<ReadonlyMap<string, Loaded>> {
  if (text === '') return new Map()
  // The package has no types: what it gives is looked at.
  const subset: unknown = createRequire(import.meta.url)('subset-font')
  const options = { targetFormat: 'truetype', noLayoutClosure: true, dropTables: DROPPED, ...(weight === undefined ? {} : { variationAxes: { wght: weight } }) }
  const made: unknown = typeof subset === 'function' ? await Reflect.apply(subset, undefined, [font, text, options]) : undefined
  if (!(made instanceof Uint8Array)) throw new Error('subset-font gave no font')
  const bytes = Buffer.from(made)
  const loaded = { key: `${name} ${text}`, bytes, font: opened(bytes, name) }
  return new Map([...text].flatMap(one => (loaded.font.hasGlyphForCodePoint(one.codePointAt(0) ?? 0) ? [[one, loaded] as const] : [])))
}

function opened(bytes: Buffer, path: string): Font {
  const font = create(bytes)
  if (!('hasGlyphForCodePoint' in font)) throw new Error(`${path} is a collection of fonts, not one`)
  return font
}

const SERIF = '@expo-google-fonts/noto-serif-sc'
const song = whole(resolve(`${SERIF}/400Regular/NotoSerifSC_400Regular.ttf`))
const bold = whole(resolve(`${SERIF}/700Bold/NotoSerifSC_700Bold.ttf`))
// What Noto Serif SC has not, of Extension B above all: the fonts of Hong Kong and Japan have.
const rare = (weight: number): Source[] => ['hk', 'jp'].map(place => sliced(resolve(`@fontsource-variable/noto-serif-${place}/index.css`), weight))

/**
 * Of each face the fonts to look a character up in, one after another. There is no free 仿宋 that is complete: body text
 * is set in Song unless the installation has a 仿宋 of its own.
 */
const FREE: Readonly<Record<Face, readonly Source[]>> = {
  fangsong: [song, ...rare(400)],
  song: [song, ...rare(400)],
  title: [bold, ...rare(700)],
  hei: [whole(join(dirname(resolve('@embedpdf/fonts-sc')), '../fonts/NotoSansHans-Bold.otf')), bold, ...rare(700)],
  kai: [sliced(resolve('lxgw-wenkai-webfont/lxgwwenkai-regular.css')), song, ...rare(400)],
}

/** The faces of an installation: fonts of its own by face, such as a licensed 仿宋, before the free ones. */
export function openFaces(own: Partial<Readonly<Record<Face, string>>> = {}): Readonly<Record<Face, readonly Source[]>> {
  const before = (face: Face): Source[] => { const path = own[face]; return path === undefined ? [] : [whole(path)] }
  return {
    fangsong: [...before('fangsong'), ...FREE.fangsong], song: [...before('song'), ...FREE.song], title: [...before('title'), ...FREE.title],
    hei: [...before('hei'), ...FREE.hei], kai: [...before('kai'), ...FREE.kai],
  }
}
export type Faces = ReturnType<typeof openFaces>
