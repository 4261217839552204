import { createHash } from 'node:crypto'
import { z } from '@hono/zod-openapi'
import type { Files } from './tables.ts'

/** Characters of all files together; the whole of a city's policy has 240,000. */
const LONGEST = 2_000_000
const MOST = 400
const NAME = /^(?:[\p{L}\p{N}_-]+\/){0,4}[\p{L}\p{N}_.-]+\.(?:md|yaml|yml)$/u

export const filesSchema = z.record(z.string(), z.string())
  .refine(files => Object.hasOwn(files, 'policy.md'), { params: { zh: '缺少 policy.md', en: 'there is no policy.md' } })
  .refine(files => Object.keys(files).length <= MOST, { params: { zh: `最多 ${MOST} 个文件`, en: `at most ${MOST} files` } })
  .refine(files => Object.keys(files).every(name => NAME.test(name)), { params: { zh: '文件名应为 文件夹/名称.md 或 .yaml', en: 'names are folder/name.md or .yaml' } })
  .refine(files => Object.values(files).reduce((sum, text) => sum + text.length, 0) <= LONGEST, { params: { zh: '全部文件合计不超过 200 万字', en: 'at most 2,000,000 characters in all' } })
  .openapi({ description: '文件名 → 内容：policy.md、facts.yaml、cases/13.yaml。File name → text.' })

/** SHA-256 of the files, whatever their order. */
export function hashOf(files: Files): string {
  const hash = createHash('sha256')
  for (const name of Object.keys(files).sort()) hash.update(`${Buffer.byteLength(name)} ${name} ${Buffer.byteLength(files[name] ?? '')} ${files[name] ?? ''}`)
  return hash.digest('hex')
}
