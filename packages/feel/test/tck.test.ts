import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { runTree } from './tck/run.ts'
import { rows, table } from './tck/table.ts'

const results = runTree(join(dirname(fileURLToPath(import.meta.url)), 'dmn-tck'))
/** Folders in which refusing is not the way out. */
const NEEDED = ['0065', '0066', '0073', '0105', '0106', '1100', '1101', '1103', '1107', '1110', '1144']

describe('DMN TCK', () => {
  it('has no wrong answer', () => expect(results.filter(result => result.verdict === 'wrong')).toEqual([]))
  it('says of every refused case why', () => expect(results.filter(result => result.verdict === 'refused' && result.detail === '')).toEqual([]))
  it.each(NEEDED)('%s: right in at least six of ten cases', number => {
    const row = rows(results).find(each => each.folder.startsWith(number))!
    expect(row.right / (row.right + row.refused + row.wrong)).toBeGreaterThanOrEqual(0.6)
  })
  it('covers the 46 folders', () => {
    expect(rows(results).length).toBe(46)
    expect(table(results)).toMatch(/total +\d+ +\d+ +0$/)
  })
})
