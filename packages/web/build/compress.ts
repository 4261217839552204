import { readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import type { Plugin } from 'vite'

/** Text is compressed once, here: the server sends `.br` or `.gz` beside a file to whoever takes it. */
export function compress(): Plugin {
  let folder = ''
  return {
    name: 'lizhu:compress',
    apply: 'build',
    configResolved(config) { folder = join(config.root, config.build.outDir) },
    closeBundle() {
      for (const file of filesIn(folder).filter(path => /\.(js|css|json|html|svg)$/.test(path))) {
        const text = readFileSync(file)
        if (text.length < 1024) continue
        writeFileSync(`${file}.gz`, gzipSync(text, { level: 9 }))
        writeFileSync(`${file}.br`, brotliCompressSync(text, { params: { [constants.BROTLI_PARAM_QUALITY]: 10, [constants.BROTLI_PARAM_SIZE_HINT]: text.length } }))
      }
    },
  }
}

function filesIn(folder: string): readonly string[] {
  return readdirSync(folder).flatMap(name => {
    const path = join(folder, name)
    return statSync(path).isDirectory() ? filesIn(path) : [path]
  })
}
