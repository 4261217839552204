import { arrows } from './lib/arrows.mjs'
import { root } from './lib/run.mjs'

const { files, wrong } = arrows(root)
for (const { file, line, says } of wrong) console.log(`${file}:${line}  ${says}`)
console.log(`${files} files, ${wrong.length} wrong arrows`)
process.exitCode = files === 0 || wrong.length > 0 ? 1 : 0
