import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { here, packsOnce, shaoguan } from './run.ts'

packsOnce()

const work = mkdtempSync(join(tmpdir(), 'lizhu-simulate-'))

const lizhu = (...args: readonly string[]) => here(args, { cwd: work })
const simulate = (...more: readonly string[]) => lizhu('simulate', shaoguan, '--data', 'city', '--as-of', '2025-11-24', ...more)

/** Of a report the reform, and the high figure before and after. */
function answer(report: unknown): { readonly reform: string; readonly high: readonly [before: bigint, after: bigint] } {
  const text = JSON.stringify(report)
  const [before = 0n, after = 0n] = [...text.matchAll(/"high":"(\d+)"/g)].map(([, fen = '']) => BigInt(fen))
  return { reform: /"reform":(\[.*?\])/.exec(text)?.[1] ?? '', high: [before, after] }
}

beforeAll(async () => {
  expect(await lizhu('population', shaoguan, '--size', '320', '--seed', '5', '--as-of', '2025-11-24', '-o', 'city')).toMatchObject({ status: 0 })
}, 240_000)
afterAll(() => { rmSync(work, { recursive: true, force: true }) })

describe('lizhu simulate', { timeout: 240_000 }, () => {
  it('says what other numbers cost, who gains, and how the law would read', async () => {
    const { status, stdout } = await simulate('--set', 'I13-1.amount=6%', '--set', 'I13-1.when.1=800万元', '--patch', 'reform.diff')
    expect(status).toBe(0)
    expect(stdout).toMatch(/演示数据/)
    expect(stdout).toMatch(/I13-1\.when\.1\s+1000万元\s+800万元/)
    expect(stdout).toMatch(/得利 [1-9]\d* 户，受损 0 户/)
    expect(stdout).toMatch(/空档：第 6 条与第 13 条之间，固定资产投资 500万元—800万元/)
    const patch = readFileSync(join(work, 'reform.diff'), 'utf8')
    expect(patch).toMatch(/^-.*1000 万元以上.*5% 比例/m)
    expect(patch).toMatch(/^\+.*800 万元以上.*6% 比例/m)
    expect(patch).toMatch(/^\+ {2}up to: "6%"/m)
  })

  it('finds the number that just fits a budget', async () => {
    const read = async (...more: readonly string[]) => { const { status, stdout } = await simulate('--json', ...more); expect(status).toBe(0); return answer(JSON.parse(stdout)) }
    const today = (await read('--set', 'I13-1.amount=5%')).high[0]
    const target = today / 1_000_000n + 10n
    const found = await read('--solve', `high=${target}万元`, '--by', 'I13-1.amount')
    expect(found.reform).toMatch(/^\[\{"id":"I13-1\.amount","from":"5%","to":"\d+(\.\d)?%"\}\]$/)
    expect(found.high[1]).toBeLessThanOrEqual(target * 1_000_000n)
    expect(found.high[1]).toBeGreaterThan(today)
  })

  it.each([
    [['--set', 'I13-1.rate=6%'], '没有 I13-1.rate 这个数'], [['--set', 'I13-1.amount=6%', '--share', '120'], '--share 120'], [['--solve', 'high=5个', '--by', 'I13-1.amount'], 'high=5000万元'], [[], 'I13-1.amount=5%'],
  ])('%j is refused in words', async (args, words) => {
    const { status, stderr, stdout } = await simulate(...args)
    expect([status, stdout, stderr.includes(words)]).toEqual([2, '', true])
  })

  it('says so where a budget cannot be met', async () => {
    const { status, stderr } = await simulate('--solve', 'low=1元', '--by', 'I13-1.amount')
    expect([status, stderr.includes('只动 I13-1.amount 到不了')]).toEqual([1, true])
  })
})
