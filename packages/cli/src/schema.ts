import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { schemas } from '@lizhu/policy'
import { EXIT, open } from './open.ts'

/** `lizhu schema`: all JSON Schemas on standard output, or a file each. */
export function printSchemas(path: string | undefined, out: string | undefined): number {
  const all = schemas(path === undefined ? undefined : open(path).program)
  if (out === undefined) { console.log(JSON.stringify(all, null, 2)); return EXIT.ok }
  mkdirSync(out, { recursive: true })
  for (const [name, schema] of Object.entries(all)) writeFileSync(join(out, `${name}.schema.json`), `${JSON.stringify(schema, null, 2)}\n`)
  console.log(Object.keys(all).map(name => join(out, `${name}.schema.json`)).join('\n'))
  return EXIT.ok
}
