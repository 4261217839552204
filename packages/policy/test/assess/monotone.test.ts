import { fileURLToPath } from 'node:url'
import { rational, walk, type Rational } from '@lizhu/feel'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Assessment } from '../../src/assess/index.ts'
import { loadPack } from '../../src/compile/load.ts'
import { readFolder, siblings } from '../../src/node.ts'
import { amountFor, enterprise, facts, program, run } from './build.ts'
import { poolOf, wholeFile } from './random.ts'

const most = ({ granted }: Assessment): Rational | undefined => (granted?.how === 'exact' ? granted.value : granted === undefined || granted.how === 'measure' ? undefined : granted.most)

describe('raising a base never lowers an uncapped amount', () => {
  const SHAPES: Readonly<Record<string, string>> = {
    rate: 'give: "7.3%"\nof: "基数"', ceiling: 'up to: "1:3"\nof: "基数"', range: 'between: "5%..20%"\nof: "基数"',
    steps: 'give: "3元"\neach: "7元"\nof: "基数"', 'parts of steps': 'give: "3元"\neach: "7元"\nsteps: part\nof: "基数"',
    portions: 'of: "基数"\nportions:\n  - band: "[0元..10元)"\n    give: "10%"\n  - band: "[10元..50元)"\n    give: "6%"\n  - band: ">= 50元"\n    give: "3%"',
    'rising bands': 'of: "基数"\ntable:\n  - band: "[0元..10元)"\n    give: "5%"\n  - band: ">= 10元"\n    give: "6%"',
    'changed by': 'give: "8%"\nof: "基数"\nadjust:\n  - add: "2个百分点"\n  - times: "150%"\n  - less: "1元"', floor: 'give: "5%"\nof: "基数"\nat least:\n  - min: "2元"',
    rounding: 'give: "5%"\nof: "基数"\nround: nearest 1元',
  }
  it.each(Object.entries(SHAPES))('%s', (_, amount) => {
    const made = program([amountFor(amount)], facts('基数 money'))
    const given = (fen: bigint) => most(run(made, enterprise({ 基数: `${fen / 100n}.${String(fen % 100n).padStart(2, '0')}元` })).assessments[0]!)!
    fc.assert(fc.property(fc.bigInt({ min: 0n, max: 10_000n }), fc.bigInt({ min: 0n, max: 5_000n }), (low, more) => {
      expect(rational.compare(given(low), given(low + more))).toBeLessThanOrEqual(0)
    }), { numRuns: 80, seed: 3 })
  })

  it('the instruments of Shaoguan that have no cap and rest on one fact', () => {
    const path = fileURLToPath(new URL('../../../../policies/shaoguan-2020-2', import.meta.url))
    const { program: made } = loadPack(readFolder(path), siblings(path))
    const pool = poolOf(made)
    const bare = made.instruments.flatMap(({ id, what }) => {
      if (what.kind !== 'amount' || what.amount.atMost.length > 0 || what.amount.of === undefined || what.amount.sum !== undefined) return []
      const read = [...walk(what.amount.of)].flatMap(node => (node.op === 'fact' ? [node.ref] : []))
      return read.length === 1 && read[0] !== undefined ? [{ id, fact: read[0].name }] : []
    })
    expect(bare.length).toBeGreaterThan(1)
    fc.assert(fc.property(fc.gen(), g => {
      const file = wholeFile(g, made, pool)
      const before = run(made, file).assessments
      for (const { id, fact } of bare) {
        const after = new Map(run(made, raised(file, fact), { instruments: [id] }).assessments.map(one => [`${one.subject.party}|${one.subject.id}`, one]))
        for (const one of before) {
          const [low, high] = [most(one), one.instrument === id ? after.get(`${one.subject.party}|${one.subject.id}`) : undefined]
          const raisedTo = high && most(high)
          if (low && raisedTo) expect(rational.compare(low, raisedTo), `${id} ${one.subject.id}`).toBeLessThanOrEqual(0)
        }
      }
    }), { numRuns: 25, seed: 5 })
  }, 60_000)
})

/** The file with every money of this name a hundred times as much. */
function raised(value: unknown, fact: string, inside = false): unknown {
  if (Array.isArray(value)) return value.map(item => raised(item, fact, inside))
  if (typeof value === 'string' && inside) return value.replace(/^(\d+)\.(\d\d)元$/, '$1$2.00元')
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, raised(item, fact, inside || key === fact)]))
}
