import { execFileSync, spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'

const root = join(import.meta.dirname, '../../..')
const shaoguan = join(root, 'policies/shaoguan-2020-2')

/** The built command itself, as a user runs it. */
function lizhu(args: readonly string[], input = '') {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(root, 'packages/cli/dist/main.js'), ...args], { cwd: root, input, encoding: 'utf8', env: { ...process.env, LIZHU_LANG: 'zh', NO_COLOR: '1' } })
  return { status, stdout, stderr }
}
function json(text: string): Record<string, unknown> {
  const value: unknown = JSON.parse(text)
  if (typeof value !== 'object' || value === null) throw new Error('no object')
  return { ...value }
}

beforeAll(() => { execFileSync(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '-b', 'packages/cli'], { cwd: root }) }, 120_000)

describe('lizhu check', () => {
  it('prints the coverage of the whole document and ends with 0', () => {
    const { status, stdout } = lizhu(['check', shaoguan])
    expect(stdout).toContain('37/37 条已绑定 · 59 个工具 · 38 个目标 · 84 项任务')
    expect(stdout).toContain('0 个错误')
    expect(status).toBe(0)
  })
  it('ends with 1 when one character of the official text is changed', () => {
    const copy = copyOf('对获得广东省发明专利奖的', '对获得广东省发明专利将的')
    const { status, stdout } = lizhu(['check', copy])
    expect(status).toBe(1)
    expect(stdout).toContain('正式文本与登记的不一致')
  })
  it('--json is counted the same', () => {
    expect(json(lizhu(['check', shaoguan, '--json']).stdout)).toMatchObject({ version: 1, articles: { bound: 37, total: 37 }, instruments: 59, targets: 38, duties: 84, errors: 0 })
  })
  it('--fix mends the width of punctuation and nothing else', () => {
    const copy = copyOf('words: "对企业年度实际研发投入新增部分，按一定比例再予奖补，每家', 'words: "对企业年度实际研发投入新增部分,按一定比例再予奖补,每家')
    expect(readFileSync(join(copy, 'policy.md'), 'utf8')).not.toBe(readFileSync(join(shaoguan, 'policy.md'), 'utf8'))
    expect(lizhu(['check', copy]).stdout).toContain('可用 --fix 修正')
    expect(lizhu(['check', copy, '--fix']).status).toBe(0)
    expect(readFileSync(join(copy, 'policy.md'), 'utf8')).toBe(readFileSync(join(shaoguan, 'policy.md'), 'utf8'))
  })
})

describe('lizhu assess', () => {
  const facts = join(shaoguan, 'examples/three-projects.yaml')
  it('three upgrading projects: each up to 50万, together up to 100万', () => {
    const result = json(lizhu(['assess', shaoguan, '--facts', facts, '--as-of', '2025-11-24', '--instrument', 'I13-1', '--json']).stdout)
    const money = (value: string) => ({ value, type: 'money', currency: 'CNY' })
    expect(result['assessments']).toMatchObject([1, 2, 3].map(() => ({ status: 'eligible', ceiling: money('500000.00') })))
    expect(result['joint']).toMatchObject([{ most: money('1000000.00'), words: '单个企业不超过100万元' }])
  })
  it('speaks to people too, in both languages', () => {
    expect(lizhu(['assess', shaoguan, '--facts', facts, '--as-of', '2025-11-24', '--instrument', 'I13-1']).stdout).toContain('≤ 合计 100 万元')
    expect(lizhu(['--lang', 'en', 'assess', shaoguan, '--facts', facts, '--as-of', '2025-11-24', '--instrument', 'I13-1']).stdout).toContain('up to ≤ · 3')
  })
  it('says what is wrong with a facts file, where, and ends with 1', () => {
    const file = join(mkdtempSync(join(tmpdir(), 'lizhu-')), 'f.yaml')
    writeFileSync(file, '企业:\n  - id: 甲\n    技改项目:\n      - id: 一\n        固定资产投资: 1000\n        设备投资: "5万元"\n')
    const { status, stderr } = lizhu(['assess', shaoguan, '--facts', file])
    expect(status).toBe(1)
    expect(stderr).toContain('固定资产投资：金额要写单位')
    expect(stderr).toContain('没有“设备投资”')
  })
})

it.each([[['assess', shaoguan, '--facts', '/nowhere.yaml'], 3], [['check', '/nowhere'], 3], [['assess', shaoguan], 2], [['--nonsense'], 2], [['--help'], 0], [['explain', shaoguan, 'I99-9'], 2], [['explain', shaoguan, 'I13-1'], 0]] as const)('%j ends with %i', (args, code) => {
  expect(lizhu([...args]).status).toBe(code)
})

it('lizhu ask: answers settle what they are asked for', () => {
  const { stdout, status } = lizhu(['ask', shaoguan, '--as-of', '2025-11-24'], 'C3451\n无\nq\n')
  expect(status).toBe(0)
  expect(stdout).toContain('逐项回答')
  expect(stdout.split('> ').length).toBeGreaterThan(3)
})

it('lizhu render: a page an instrument, and the text whole', () => {
  const out = mkdtempSync(join(tmpdir(), 'lizhu-site-'))
  expect(lizhu(['render', shaoguan, '-o', out]).status).toBe(0)
  const page = readFileSync(join(out, 'index.html'), 'utf8').replace(/<[^>]+>[\d ]*<\/sup>|<[^>]+>/g, '').replace(/\s+/g, '')
  expect(page).toContain('对获得省级制造业创新中心的企業')
  expect(readFileSync(join(out, 'instruments/I13-1.html'), 'utf8')).toContain('单个企业不超过 100 万元')
})

it('lizhu schema: one for every kind of block and file', () => {
  expect(Object.keys(json(lizhu(['schema', shaoguan]).stdout))).toEqual(expect.arrayContaining(['block.instrument', 'facts.yaml', 'facts-file']))
})

function copyOf(from: string, to: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'lizhu-'))
  cpSync(join(root, 'policies'), folder, { recursive: true })
  const file = join(folder, 'shaoguan-2020-2/policy.md')
  writeFileSync(file, readFileSync(file, 'utf8').replace(from, to))
  return join(folder, 'shaoguan-2020-2')
}
