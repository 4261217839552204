import { spawn } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { openDuckDB, openFolder, openPostgres } from '@lizhu/data'
import { findPostgres, startPostgres } from '../../../scripts/lib/postgres.mjs'
import { bin, build, env, here, packsOnce, shaoguan, spawned, type Ended } from './run.ts'

// Several screenings a test, on a machine that may be busy.
vi.setConfig({ testTimeout: 300_000 })
packsOnce()

const work = mkdtempSync(join(tmpdir(), 'lizhu-screen-'))
const at = (name: string): string => join(work, name)
const AS_OF = ['--as-of', '2025-11-24']

const lizhu = (...args: readonly string[]): Promise<Ended> => here(args, { cwd: work })
const populate = (out: string, ...more: readonly string[]) => lizhu('population', shaoguan, '--size', '96', '--seed', '5', ...AS_OF, '-o', out, ...more)
const screen = (...args: readonly string[]) => lizhu('screen', shaoguan, ...AS_OF, ...args)
async function summaryOf(...args: readonly string[]): Promise<Record<string, unknown>> {
  const { status, stdout, stderr } = await screen(...args, '--json')
  expect({ status, stderr }).toMatchObject({ status: 0 })
  const value: unknown = JSON.parse(stdout)
  return typeof value === 'object' && value !== null ? { ...value } : {}
}
/** The city screened by the kernel, into a.parquet: what other ways of screening it are held against. */
const told: { summary: Record<string, unknown> } = { summary: {} }
/** Enough of them where it is the form that counts. */
const SOME = ['I13-1', 'I06-2', 'I08-1']
const some = (summary: Record<string, unknown>): unknown => Array.isArray(summary['instruments']) ? summary['instruments'].filter((one: unknown) => SOME.some(id => JSON.stringify(one).startsWith(`{"id":"${id}"`))) : []
async function rowsOf(folder: string): Promise<string> {
  const city = await openFolder(folder)
  const tables: unknown[] = []
  for (const table of [...(await city.columns()).keys()].sort()) tables.push(table, (await city.connection.runAndReadAll(`SELECT * FROM "${table}" ORDER BY ALL`)).getRowsJson())
  await city.close()
  return JSON.stringify(tables)
}

beforeAll(async () => {
  build()
  expect(spawned(['population', shaoguan, '--size', '96', '--seed', '5', ...AS_OF, '-o', 'city'], { cwd: work })).toMatchObject({ status: 0, stderr: '' })
  expect(await populate('sheets', '--format', 'csv')).toMatchObject({ status: 0 })
  mkdirSync(at('mine'))
  writeFileSync(at('mine/a.txt'), 'mine')
  told.summary = await summaryOf('--data', 'city', '-o', 'a.parquet', '--engine', 'kernel')
}, 240_000)
afterAll(() => { rmSync(work, { recursive: true, force: true }) })

describe('lizhu population', () => {
  it('the same seed makes the same city, another seed another; both are marked', async () => {
    await populate('again')
    await populate('other', '--seed', '6')
    expect(await rowsOf(at('again'))).toBe(await rowsOf(at('city')))
    expect(await rowsOf(at('other'))).not.toBe(await rowsOf(at('city')))
    expect(readFileSync(at('city/演示数据.json'), 'utf8')).toMatch(/"size": 96,\s+"seed": 5,\s+"asOf": "2025-11-24",\s+"pack": "shaoguan-2020-2",\s+"hash": "[0-9a-f]{64}"/)
  })
  it('replaces what it made before, and nothing else', async () => {
    expect(await populate('mine')).toMatchObject({ status: 2 })
    expect(readdirSync(at('mine'))).toEqual(['a.txt'])
    await populate('replaced')
    expect(await populate('replaced')).toMatchObject({ status: 0 })
  })
  it.each([['--size', '0'], ['--size', 'many'], ['--untold', '150%'], ['--format', 'xml'], ['--seed', '-1'], ['--as-of', 'soon']])('%s %s is refused', async (...more) => {
    expect((await populate('never', ...more)).status).toBe(2)
    expect(existsSync(at('never'))).toBe(false)
  })
})

describe('lizhu screen', () => {
  it('every form and both engines count the same', async () => {
    expect(told.summary).toMatchObject({ version: 1, synthetic: true, engine: 'kernel', asOf: '2025-11-24' })
    for (const out of ['b.parquet', 'wide/']) expect((await summaryOf('--data', 'city', '-o', out, '--engine', 'duckdb'))['instruments'], out).toEqual(told.summary['instruments'])
    for (const out of ['b.csv', 'b.xlsx']) expect((await summaryOf('--data', 'city', '-o', out, '--engine', 'duckdb', '--instrument', ...SOME))['instruments'], out).toEqual(some(told.summary))
    expect(some(told.summary)).toHaveLength(SOME.length)
    const database = await openDuckDB()
    const difference = await database.connection.runAndReadAll(`SELECT COUNT(*) FROM ((SELECT * FROM '${at('a.parquet')}' EXCEPT ALL SELECT * FROM '${at('b.parquet')}') UNION ALL (SELECT * FROM '${at('b.parquet')}' EXCEPT ALL SELECT * FROM '${at('a.parquet')}'))`)
    const sums = await database.connection.runAndReadAll(`SELECT 政策工具, CAST(SUM("金额（分）") / 100 AS DECIMAL(20,2))::VARCHAR FROM '${at('a.parquet')}' WHERE 状态 = '可享受' GROUP BY 1 HAVING SUM("金额（分）") IS NOT NULL`)
    await database.close()
    expect(difference.getRows()).toEqual([[0n]])
    for (const [id, sum] of sums.getRows()) expect(JSON.stringify(told.summary['instruments'])).toMatch(new RegExp(`"id":"${String(id)}","states":\\{[^}]*"eligible":\\{"rows":\\d+,"amount":"${String(sum)}"`))
    expect(sums.getRows().length).toBeGreaterThan(10)
    expect(readdirSync(at('wide'))).toEqual(expect.arrayContaining(['legend.json', 'left.parquet', '企业.parquet']))
    expect(readdirSync(work).filter(name => /^\.lizhu|\.(rows|part|wal|set-aside\.csv)/.test(name))).toEqual([])
  })
  it('a city as CSV with Chinese headers is the same city', async () => {
    expect(readFileSync(at('sheets/企业.csv'), 'utf8').split('\n')[0]).toMatch(/^\ufeff编号,.*（2024年，元）/)
    const read = await summaryOf('--data', 'sheets', '-o', 'c.csv', '--engine', 'kernel')
    expect(read['instruments']).toEqual(told.summary['instruments'])
    expect(read['synthetic']).toBe(true)
  })
  it('sets wrong rows aside with the reason, and says so', async () => {
    mkdirSync(at('wrong'))
    cpSync(at('sheets/企业.csv'), at('wrong/企业.csv'))
    const [head = '', first = '', ...rest] = readFileSync(at('sheets/技改项目.csv'), 'utf8').split('\n')
    const money = head.split(',').findIndex(name => name.includes('元'))
    writeFileSync(at('wrong/技改项目.csv'), [head, first.split(',').map((cell, i) => (i === money ? '很多' : cell)).join(','), ...rest].join('\n'))
    const { status, stdout } = await screen('--data', 'wrong', '-o', 'e.csv', '--instrument', 'I13-1')
    expect(status).toBe(0)
    expect(stdout).toMatch(/技改项目\.csv → 技改项目：\d+ 行，收 \d+ 行，搁置 1 行/)
    expect(stdout).not.toContain('演示数据')
    expect(readFileSync(at('e.csv.set-aside.csv'), 'utf8')).toContain('很多')
    expect(stdout).toContain('e.csv.set-aside.csv')
    await screen('--data', 'city', '-o', 'e.csv', '--instrument', 'I13-1')
    expect(existsSync(at('e.csv.set-aside.csv'))).toBe(false)
  })
  it('speaks to people in both languages', async () => {
    expect(spawned(['screen', shaoguan, ...AS_OF, '--data', 'city', '-o', 'f.parquet', '--instrument', 'I13-1'], { cwd: work }).stdout).toMatch(/演示数据 · synthetic[\s\S]*上限合计（元）\nI13-1 +工业技改项目奖励[\s\S]*≤ [\d,]+\.\d\d/)
    expect((await lizhu('--lang', 'en', 'screen', shaoguan, ...AS_OF, '--data', 'city', '-o', 'f.parquet', '--instrument', 'I13-1')).stdout).toMatch(/facts missing[\s\S]*rows\/s/)
  })
  it.each([
    [['--data', 'nowhere', '-o', 'x.csv'], 3, '没有 nowhere'], [['--data', 'city', '-o', 'x.pdf'], 2, 'end it in .parquet'], [['--data', 'city', '-o', 'city/'], 2, 'not overwritten'],
    [['--data', 'city', '-o', 'x.csv', '--instrument', 'I99-9'], 2, 'I99-9'], [['--data', 'city', '-o', 'x.csv', '--engine', 'trino'], 2, 'does not fit'], [['--data', 'city', '-o', 'x.csv', '--engine', 'abacus'], 2, 'there are kernel'],
    [['--data', 'postgres://lizhu:secret@127.0.0.1:1/x', '-o', 'x.csv'], 3, 'cannot be reached'], [['--data', 'mysql://h/x', '-o', 'x.csv'], 2, 'mysql://'], [['--data', 'city', '-o', 'no/x.csv'], 3, 'no folder'], [['--data', 'mine', '-o', 'x.csv'], 3, 'no usable table'],
  ] as const)('%j ends with %i and says why', async (args, code, says) => {
    const { status, stderr } = await screen(...args)
    expect(stderr).toContain(says)
    expect(stderr).not.toContain('secret')
    expect(status).toBe(code)
    expect(existsSync(at('x.csv'))).toBe(false)
  })
  it('names the column that a table lacks', async () => {
    cpSync(at('city'), at('less'), { recursive: true })
    const city = await openDuckDB()
    await city.run(`COPY (SELECT * EXCLUDE ("#owner") FROM '${at('city/技改项目.parquet')}') TO '${at('less/技改项目.parquet')}' (FORMAT PARQUET)`)
    await city.close()
    const { status, stderr } = await screen('--data', 'less', '-o', 'x.csv')
    expect(stderr).toContain('表“技改项目”没有“#owner”列')
    expect(status).toBe(3)
  })
})

/** Starts a command and ends it by Ctrl-C once `begun` holds. */
async function interrupted(args: readonly string[], begun: () => boolean | Promise<boolean>): Promise<number | null> {
  const child = spawn(process.execPath, [bin, ...args], { cwd: work, env, stdio: 'ignore' })
  const ended = new Promise<number | null>(resolve => { child.on('close', resolve) })
  while (!await begun()) { expect(child.exitCode).toBeNull(); await setTimeout(20) }
  await setTimeout(300)
  child.kill('SIGINT')
  child.kill('SIGINT')
  return ended
}

describe('Ctrl-C', () => {
  beforeAll(async () => { await lizhu('population', shaoguan, '--size', '4000', ...AS_OF, '-o', 'larger') })
  const left = (): string[] => readdirSync(work).filter(name => name.startsWith('.lizhu-'))
  const begun = (name: string) => () => left().some(folder => existsSync(join(work, folder, name)))
  it.each(['parquet', 'csv'])('leaves nothing of a city half made (%s)', async format => {
    expect(await interrupted(['population', shaoguan, '--size', '400000', '-o', 'half', '--format', format], begun('city.duckdb'))).toBe(130)
    expect([...left(), ...readdirSync(work).filter(name => name.startsWith('half'))]).toEqual([])
  })
  it.each(['duckdb', 'kernel'])('leaves the older output as it was (%s)', async engine => {
    writeFileSync(at('old.csv'), 'old')
    expect(await interrupted(['screen', shaoguan, ...AS_OF, '--data', 'larger', '-o', 'old.csv', '--engine', engine], begun('city.duckdb'))).toBe(130)
    expect(readFileSync(at('old.csv'), 'utf8')).toBe('old')
    expect([...left(), ...readdirSync(work).filter(name => name.startsWith('old'))]).toEqual(['old.csv'])
  })
})

const postgres = findPostgres()
describe.skipIf(postgres === undefined)('in PostgreSQL', () => {
  const server = { url: '', stop: (): Promise<void> => Promise.resolve() }
  beforeAll(async () => { if (postgres !== undefined) Object.assign(server, await startPostgres(postgres)) })
  afterAll(() => server.stop())

  it('a city is made, marked, and screened where it lies', async () => {
    const place = `${server.url}?schema=city`
    expect(await populate(place)).toMatchObject({ status: 0 })
    expect(await populate(place)).toMatchObject({ status: 0 })
    for (const engine of [['--engine', 'postgres'], ['--engine', 'kernel']]) expect(await summaryOf('--data', place, '-o', 'g.parquet', ...engine)).toMatchObject({ synthetic: true, instruments: told.summary['instruments'] })
    expect(await screen('--data', place, '-o', 'wide/')).toMatchObject({ status: 2 })
  })
  it('nothing is left there of a city half made', async () => {
    const database = await openPostgres(server.url, { readOnly: true })
    const schemas = async (): Promise<string[]> => {
      const names: string[] = []
      for await (const { texts } of database.rows(`SELECT nspname::text AS name FROM pg_namespace WHERE nspname NOT LIKE 'pg%' ORDER BY 1`, new Map([['name', 'text']]))) for (const name of texts('name')) names.push(name ?? '')
      return names
    }
    const before = await schemas()
    expect(await interrupted(['population', shaoguan, '--size', '400000', '-o', `${server.url}?schema=half`], async () => (await schemas()).includes('half part'))).toBe(130)
    expect(await schemas()).toEqual(before)
    await database.close()
  })
  it('does not write over data that was not made up', async () => {
    const others = await openPostgres(server.url, { schema: 'others' })
    await others.run('CREATE TABLE others."企业" (id text)')
    await others.close()
    const { status, stderr } = await populate(`${server.url}?schema=others`)
    expect(stderr).toContain('not made up')
    expect(status).toBe(2)
    expect(await screen('--data', `${server.url}?schema=nothing`, '-o', 'x.csv')).toMatchObject({ status: 3 })
  })
})

describe('lizhu check --explain-kernel', () => {
  it('says of every instrument how it is screened', async () => {
    expect((await lizhu('check', shaoguan, '--explain-kernel')).stdout).toMatch(/I13-1 +工业技改项目奖励 +技改项目 +✓ 按列计算/)
    expect((await lizhu('--lang', 'en', 'check', shaoguan, '--explain-kernel')).stdout).toMatch(/59 instruments in columns/)
    expect((await lizhu('check', shaoguan, '--explain-kernel', '--json')).stdout).toMatch(/"version": 1,[\s\S]*"instrument": "I13-1",\s+"kind": "技改项目",\s+"how": "kernel"/)
  })
})
