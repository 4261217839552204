import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { Worker } from 'node:worker_threads'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { calendar } from '@lizhu/feel'
import { layer, openDuckDB, saveFolder } from '@lizhu/data'
import { codesOf } from '@lizhu/policy'
import { population } from '@lizhu/policy/population'
import { decodeTold, parametersOf, readReform, readTexts, simulation, turned, type Answered, type Asked, type Comparison, type Told } from '@lizhu/policy/simulate'
import { createApp, listen, openCity, type City, type Running } from '../index.ts'
import { policyIn } from './policy.ts'
import { turns } from './turns.ts'

const root = join(import.meta.dirname, '../../../..')
const policies = join(root, 'policies')
/** A thread runs what is built, and not the sources that tests run. */
const opened = (source: string) => { const orders = { source, policies }; return openCity(orders, () => new Worker(new URL('../../dist/city/thread.js', import.meta.url), { workerData: orders, execArgv: [] })) }
const work = mkdtempSync(join(tmpdir(), 'lizhu-city-'))
const folder = join(work, '某市')
const DAY = '2025-11-24'
const asOf = calendar.parseDate(DAY)!
const loaded = policyIn(policies)
const { program } = loaded
const made = population(program, { size: 2000, seed: 3, asOf, codes: codesOf([loaded.source, ...loaded.others].map(one => one.folder), program) })
const asked: Asked = { pack: program.pack.hash, asOf: DAY, set: 'I13-1.amount=6%;I18-1.amount=120万元', rule: 'I13-1.when.1=固定资产投资 >= 700万元', takeUp: 80, share: 60 }

let city: City
let server: Running

beforeAll(async () => {
  execFileSync(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '-b', 'packages/server'], { cwd: root })
  const database = await openDuckDB()
  await layer(database)(made, made.columns)
  await saveFolder(database, folder)
  await database.close()
  writeFileSync(join(folder, '演示数据.json'), JSON.stringify({ asOf: DAY }))
  city = await opened(folder)
  server = await listen(createApp({ web: work, city }), { port: 0 })
}, 240_000)

afterAll(async () => {
  await server.close()
  await city.close()
  rmSync(work, { recursive: true })
})

const post = (body: string, type = 'application/json', on = server) => fetch(`http://127.0.0.1:${on.port}/api/simulate`, { method: 'POST', body, headers: { 'Content-Type': type } })
const linesOf = (text: string): readonly Told[] => text.trim().split('\n').map(decodeTold)
async function answered(what: Asked): Promise<Answered> {
  const answer = await post(JSON.stringify(what))
  expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'application/x-ndjson; charset=utf-8'])
  const last = linesOf(await answer.text()).at(-1)
  if (last === undefined || !('result' in last)) throw new Error(JSON.stringify(last))
  return last.result
}

/** The same in this thread, over the city as it was made. */
function here({ set, rule, ...assumptions }: Asked): Comparison {
  const simulated = simulation(program, made, { asOf })
  const parameters = parametersOf(program)
  const { program: rules, changed } = turned(loaded, program, parameters, { reform: readReform(set, parameters).reform, texts: readTexts(rule) })
  const trial = simulated.trialUnder(rules, changed)
  while (trial.settle(() => true) > 0);
  return trial.compare(assumptions)
}

/** Groups in the order of their names: each city has its own. */
const byName = (one: Comparison): Comparison => ({ ...one, dimensions: one.dimensions.map(dimension => ({ ...dimension, groups: [...dimension.groups].sort((a, b) => (a.name < b.name ? -1 : 1)) })) })

describe('a city on the server', () => {
  test('is told of: its name, how many, made up; neither where it lies nor what is in it', async () => {
    const answer = await fetch(`http://127.0.0.1:${server.port}/api/city`)
    expect(await answer.text()).toBe(JSON.stringify({ city: { name: '某市', enterprises: made.tables.get('企业')!.count, synthetic: true, pack: program.pack.hash, asOf: DAY } }))
  })

  test('comes to the fen to what the same reform comes to in the process', async () => {
    const { comparison, reading, alone } = await answered(asked)
    const expected = here(asked)
    expect(expected.winners).toBeGreaterThan(0)
    expect(byName(comparison)).toEqual(byName(expected))
    expect(reading).toEqual({ said: [], unknown: [], gone: ['I13-1.when.1'] })
    expect(alone.map(one => one.name)).toEqual(['I13-1.amount', 'I18-1.amount', 'I13-1.when.1'])
    const second = here({ ...asked, set: 'I18-1.amount=120万元', rule: '' })
    expect(alone[1]).toEqual({ name: 'I18-1.amount', cost: second.cost, instruments: second.instruments, winners: second.winners, losers: second.losers })
  })

  test('says how far it is before it answers', async () => {
    const lines = linesOf(await (await post(JSON.stringify({ ...asked, set: '', rule: '' }))).text())
    expect(lines.map(one => Object.keys(one)[0])).toEqual(['done', 'result'])
  })

  test('a number that nobody knows, in both languages', async () => {
    const said = await (await post(JSON.stringify({ ...asked, set: 'I13-1.nothing=3%' }))).text()
    expect(said).toMatch(/^\{"problem":\{"zh":"这些改动读不懂：I13-1\.nothing.*","en":"These changes cannot be read: I13-1\.nothing.*"\}\}\n$/)
  })

  test('whoever leaves ends the work, and the next is answered', async () => {
    const heard: Told[] = []
    const leaving = new AbortController()
    const first = city.simulate(asked, leaving.signal)!(told => { heard.push(told) })
    // By then the thread is at it.
    await setTimeout(100)
    leaving.abort()
    await first
    expect(heard).toEqual([])
    expect((await answered({ ...asked, set: '', rule: '' })).comparison.winners).toBe(0)
  })
})

describe('what is no trial is refused', () => {
  test.each([
    ['{', 400], ['[]', 400], [JSON.stringify({ ...asked, takeUp: 101 }), 400], [JSON.stringify({ ...asked, more: 1 }), 400], [JSON.stringify({ ...asked, asOf: 'today' }), 400],
    [JSON.stringify({ ...asked, pack: 'other' }), 409], [JSON.stringify({ ...asked, rule: 'x'.repeat(70_000) }), 413],
  ])('%#', async (body, status) => {
    const answer = await post(body)
    expect(answer.status).toBe(status)
    expect(await answer.text()).toMatch(/^\{"problem":\{"zh":".*\p{Script=Han}.*","en":"[\x20-\x7e]+"\}\}$/u)
  })

  test('too long without saying how long', async () => {
    const body = new ReadableStream({ pull(controller) { controller.enqueue(new TextEncoder().encode('x'.repeat(10_000))) } })
    const answer = await fetch(`http://127.0.0.1:${server.port}/api/simulate`, { method: 'POST', body, headers: { 'Content-Type': 'application/json' }, ...{ duplex: 'half' } }).then(one => one.status, () => 'ended')
    expect([413, 'ended']).toContain(answer)
  })

  test('from a form of another site', async () => expect((await post(JSON.stringify(asked), 'text/plain')).status).toBe(415))

  test('by another name of this machine', async () => {
    const status = await new Promise(resolve => { request({ host: '127.0.0.1', port: server.port, path: '/api/city', headers: { Host: 'elsewhere.example' } }, answer => { answer.resume(); resolve(answer.statusCode) }).end() })
    expect(status).toBe(421)
  })
})

describe('without a thread', () => {
  const open: Running[] = []
  const serving = async (simulate?: City['simulate']): Promise<Running> => {
    const one = await listen(createApp({ web: work, city: simulate === undefined ? undefined : { about: city.about, simulate, close: () => Promise.resolve() } }), { port: 0 })
    open.push(one)
    return one
  }
  afterEach(async () => { for (const one of open.splice(0)) await one.close() })

  test('a browser that closes the connection is heard of', async () => {
    let gone: () => void = () => undefined
    const left = new Promise<void>(resolve => { gone = resolve })
    const on = await serving((_, signal) => async tell => { tell({ done: 1, all: 9 }); signal.addEventListener('abort', gone); await left })
    const leaving = new AbortController()
    const answer = await fetch(`http://127.0.0.1:${on.port}/api/simulate`, { method: 'POST', body: JSON.stringify(asked), headers: { 'Content-Type': 'application/json' }, signal: leaving.signal })
    const { value } = await answer.body!.getReader().read()
    expect(new TextDecoder().decode(value)).toBe('{"done":1,"all":9}\n')
    leaving.abort()
    await left
  })

  test('too many: 503, and when to try again', async () => {
    const answer = await post(JSON.stringify(asked), 'application/json', await serving(() => undefined))
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '10'])
  })

  test('no city', async () => {
    const on = await serving()
    expect(await (await fetch(`http://127.0.0.1:${on.port}/api/city`)).json()).toEqual({ city: null })
    expect((await post(JSON.stringify(asked), 'application/json', on)).status).toBe(404)
  })
})

test('turns: one at a time, in order; whoever leaves makes room', async () => {
  const { take } = turns(2)
  const stay = new AbortController().signal
  const leaving = new AbortController()
  const end = await take(stay)!
  const [second, third] = [take(leaving.signal)!, take(stay)!]
  expect(take(stay)).toBeUndefined()
  leaving.abort()
  await expect(second).rejects.toThrow('left')
  const fourth = take(stay)!
  let came = false
  void fourth.then(() => { came = true })
  end()
  const next = await third
  expect(came).toBe(false)
  next()
  await fourth
})

test.each([
  ['no such folder', () => join(work, 'nothing'), 'no such folder'],
  ['a folder without tables', () => work, 'no table of parties'],
  ['no address', () => 'postgres://[', 'not one'],
])('%s is refused as it is opened', async (_, source, says) => { await expect(opened(source())).rejects.toThrow(says) })

test('nothing that the server sends names an enterprise whose sum does not change', async () => {
  const text = await (await post(JSON.stringify({ ...asked, set: '', rule: '' }))).text()
  expect(made.tables.get('企业')!.ids.filter(id => text.includes(id))).toEqual([])
})
