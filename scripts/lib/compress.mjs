import { readFile, writeFile } from 'node:fs/promises'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import { files } from './stamp.mjs'

const packers = [
  { suffix: '.br', pack: promisify(brotliCompress), options: {} },
  { suffix: '.gz', pack: promisify(gzip), options: { level: constants.Z_BEST_COMPRESSION } },
]

/** Lays a .br and a .gz beside every text of the built pages, so that the server never compresses. @param {string} folder */
export async function compress(folder) {
  const texts = files(folder).filter(file => /\.(html|js|css|svg|json|txt|md|yaml|wasm)$/.test(file))
  await Promise.all(texts.flatMap(file => packers.map(async ({ suffix, pack, options }) => {
    const plain = await readFile(file)
    const packed = await pack(plain, options)
    if (packed.length < plain.length) await writeFile(file + suffix, packed)
  })))
}
