import { cpSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { build, here, root, shaoguan, spawned } from './run.ts'

function json(text: string): Record<string, unknown> {
  const value: unknown = JSON.parse(text)
  if (typeof value !== 'object' || value === null) throw new Error('no object')
  return { ...value }
}

describe('lizhu check', () => {
  it('prints the coverage of the whole document and ends with 0', async () => {
    const { status, stdout } = await here(['check', shaoguan])
    expect(stdout).toContain('37/37 条已绑定 · 59 个工具 · 38 个目标 · 84 项任务')
    expect(stdout).toContain('0 个错误')
    expect(status).toBe(0)
  })
  it('ends with 1 when one character of the official text is changed', async () => {
    const copy = copyOf('对获得广东省发明专利奖的', '对获得广东省发明专利将的')
    const { status, stdout } = await here(['check', copy])
    expect(status).toBe(1)
    expect(stdout).toContain('正式文本与登记的不一致')
  })
  it('--json is counted the same', async () => {
    expect(json((await here(['check', shaoguan, '--json'])).stdout)).toMatchObject({ version: 1, articles: { bound: 37, total: 37 }, instruments: 59, targets: 38, duties: 84, errors: 0 })
  })
  it('--fix mends the width of punctuation and nothing else', async () => {
    const copy = copyOf('words: "对企业年度实际研发投入新增部分，按一定比例再予奖补，每家', 'words: "对企业年度实际研发投入新增部分,按一定比例再予奖补,每家')
    expect(readFileSync(join(copy, 'policy.md'), 'utf8')).not.toBe(readFileSync(join(shaoguan, 'policy.md'), 'utf8'))
    expect((await here(['check', copy])).stdout).toContain('可用 --fix 修正')
    expect((await here(['check', copy, '--fix'])).status).toBe(0)
    expect(readFileSync(join(copy, 'policy.md'), 'utf8')).toBe(readFileSync(join(shaoguan, 'policy.md'), 'utf8'))
  })
})

describe('lizhu assess', () => {
  const facts = join(shaoguan, 'examples/three-projects.yaml')
  it('three upgrading projects: each up to 50万, together up to 100万', async () => {
    const result = json((await here(['assess', shaoguan, '--facts', facts, '--as-of', '2025-11-24', '--instrument', 'I13-1', '--json'])).stdout)
    const money = (value: string) => ({ value, type: 'money', currency: 'CNY' })
    expect(result['assessments']).toMatchObject([1, 2, 3].map(() => ({ status: 'eligible', ceiling: money('500000.00') })))
    expect(result['joint']).toMatchObject([{ most: money('1000000.00'), words: '单个企业不超过100万元' }])
  })
  it('speaks to people too, in both languages', async () => {
    expect((await here(['assess', shaoguan, '--facts', facts, '--as-of', '2025-11-24', '--instrument', 'I13-1'])).stdout).toContain('≤ 合计 100 万元')
    expect((await here(['--lang', 'en', 'assess', shaoguan, '--facts', facts, '--as-of', '2025-11-24', '--instrument', 'I13-1'])).stdout).toContain('up to ≤ · 3')
  })
  it('says what is wrong with a facts file, where, and ends with 1', async () => {
    const { status, stderr } = await here(['assess', shaoguan, '--facts', wrongFacts()])
    expect(status).toBe(1)
    expect(stderr).toContain('固定资产投资：金额要写单位')
    expect(stderr).toContain('没有“设备投资”')
  })
})

const table = [[['assess', shaoguan, '--facts', '/nowhere.yaml'], 3], [['assess', shaoguan], 2], [['explain', shaoguan, 'I99-9'], 2], [['explain', shaoguan, 'I13-1'], 0]] as const
it.each(table)('%j ends with %i', async (args, code) => { expect((await here(args)).status).toBe(code) })

describe('as a process', () => {
  beforeAll(build, 240_000)

  it('what is asked for stands on standard output, what is wrong on the other, and the shell is told', () => {
    const said = (args: readonly string[]) => { const { status, stdout, stderr } = spawned(args); return [status, stdout.includes('simulate'), stdout === '', stderr === ''] }
    expect(said(['--help'])).toEqual([0, true, false, true])
    expect(said(['--nonsense'])).toEqual([2, false, true, false])
    expect(said(['check', '/nowhere'])).toEqual([3, false, true, false])
  })
  it('lizhu ask: answers settle what they are asked for', () => {
    const { stdout, status } = spawned(['ask', shaoguan, '--as-of', '2025-11-24'], { input: 'C3451\n无\nq\n' })
    expect(status).toBe(0)
    expect(stdout).toContain('逐项回答')
    expect(stdout.split('> ').length).toBeGreaterThan(3)
  })
  it('ends with 1 where something was found', () => {
    const { status, stderr } = spawned(['assess', shaoguan, '--facts', wrongFacts()])
    expect(status).toBe(1)
    expect(stderr).toContain('没有“设备投资”')
  })
})

it('lizhu render: a page an instrument, and the text whole', async () => {
  const out = mkdtempSync(join(tmpdir(), 'lizhu-site-'))
  expect((await here(['render', shaoguan, '-o', out])).status).toBe(0)
  const page = readFileSync(join(out, 'index.html'), 'utf8').replace(/<[^>]+>[\d ]*<\/sup>|<[^>]+>/g, '').replace(/\s+/g, '')
  expect(page).toContain('对获得省级制造业创新中心的企業')
  expect(readFileSync(join(out, 'instruments/I13-1.html'), 'utf8')).toContain('单个企业不超过 100 万元')
})

it('lizhu schema: one for every kind of block and file', async () => {
  expect(Object.keys(json((await here(['schema', shaoguan])).stdout))).toEqual(expect.arrayContaining(['block.instrument', 'facts.yaml', 'facts-file']))
})

function copyOf(from: string, to: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'lizhu-'))
  cpSync(join(root, 'policies'), folder, { recursive: true })
  const file = join(folder, 'shaoguan-2020-2/policy.md')
  writeFileSync(file, readFileSync(file, 'utf8').replace(from, to))
  return join(folder, 'shaoguan-2020-2')
}
function wrongFacts(): string {
  const file = join(mkdtempSync(join(tmpdir(), 'lizhu-')), 'f.yaml')
  writeFileSync(file, '企业:\n  - id: 甲\n    技改项目:\n      - id: 一\n        固定资产投资: 1000\n        设备投资: "5万元"\n')
  return file
}
