import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'
import { v7 as uuid } from 'uuid'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { z } from 'zod'
import { within } from '../../src/access/within.ts'
import { endClock, startClock, stopClock, type NewClock } from '../../src/calendar/index.ts'
import type { Db } from '../../src/database/pool.ts'
import { prepareJobs } from '../../src/jobs/boss.ts'
import { runJobs } from '../../src/jobs/run.ts'
import { deliverNotices, noticeOperations, notify, openChannels, remind, type ChannelSettings, type Kind, type News, type Recipient } from '../../src/notices/index.ts'
import { caller, served, world, type Acting, type World } from '../world.ts'

// Notices on a real database, mail through a real SMTP server, text messages through a real HTTP server.

let w: World
let call: ReturnType<typeof caller>
const closing: (() => Promise<unknown>)[] = []
let owner: Acting, agent: Acting, officer: Acting, colleague: Acting, elsewhere: Acting, stranger: Acting
let party: string
let mails: { to: string[]; raw: string; user: string }[] = []
let texts: { body: unknown; headers: IncomingMessage['headers'] }[] = []
/** How the adapter answers, one after the other; then 200. */
let answers: number[] = []
let refused: string[] = []
let smtp: SMTPServer, sms: Server
let settings: ChannelSettings

beforeAll(async () => {
  w = await world()
  await prepareJobs(w.database.owner)
  const { app, notebook } = served(w, noticeOperations)
  call = caller(app)
  const [alpha, beta] = w.places
  party = await w.party(alpha, '440203', '甲公司')
  owner = await w.person(alpha, 'owner', { party })
  agent = await w.person(alpha, 'agent', { party })
  officer = await w.person(alpha, 'officer', { organisation: '市工信局' })
  colleague = await w.person(alpha, 'head', { organisation: '市工信局' })
  elsewhere = await w.person(alpha, 'officer', { organisation: '市统计局' })
  stranger = await w.person(beta, 'officer', { organisation: '市工信局' })
  settings = { mail: { server: `smtp://lizhu:p%40ss@127.0.0.1:${await openSmtp()}`, from: 'lizhu@example.gov.cn' }, sms: { url: `http://127.0.0.1:${await openSms()}/send`, token: 'token-1' } }
  const jobs = await runJobs({ db: w.database.db, works: {}, fault: console.error })
  closing.push(() => jobs.close(), () => notebook.close())
})
afterAll(async () => {
  for (const close of closing) await close()
  await new Promise(done => { smtp.close(() => { done(undefined) }) })
  await new Promise(done => { sms.close(done) })
  await w.database.close()
})

/** A mail server that asks for a password, in the clear as this machine may. */
async function openSmtp(): Promise<number> {
  smtp = new SMTPServer({
    disabledCommands: ['STARTTLS'], allowInsecureAuth: true,
    onAuth: ({ username, password }, _, done) => { if (username === 'lizhu' && password === 'p@ss') done(null, { user: username }); else done(new Error('no')) },
    onRcptTo: ({ address }, _, done) => { if (refused.includes(address)) done(Object.assign(new Error('no such user'), { responseCode: 550 })); else done() },
    onData: (stream, session, done) => {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk)).on('end', () => {
        mails.push({ to: session.envelope.rcptTo.map(one => one.address), raw: Buffer.concat(chunks).toString('utf8'), user: String(session.user) })
        done()
      })
    },
  })
  await new Promise(done => { smtp.listen(0, '127.0.0.1', () => { done(undefined) }) })
  return portOf(smtp.server.address())
}

async function openSms(): Promise<number> {
  sms = createServer((request, response) => {
    let text = ''
    request.setEncoding('utf8').on('data', (chunk: string) => { text += chunk }).on('end', () => {
      const status = answers.shift() ?? 200
      if (status === 200) texts.push({ body: JSON.parse(text), headers: request.headers })
      response.writeHead(status).end(`answer ${status}`)
    })
  })
  await new Promise(done => { sms.listen(0, '127.0.0.1', () => { done(undefined) }) })
  return portOf(sms.address())
}
const portOf = (address: string | AddressInfo | null): number => typeof address === 'object' && address !== null ? address.port : 0

let running: { readonly close: () => Promise<void> } | undefined
const deliver = async (channels: ChannelSettings = settings): Promise<void> => { running = await deliverNotices({ db: w.database.db, channels: openChannels(channels), origin: 'https://lizhu.example.gov.cn', fault: console.error }) }
beforeEach(() => { [mails, texts, answers, refused] = [[], [], [], []] })
afterEach(async () => {
  await running?.close()
  running = undefined
  await w.database.own.query('delete from notice_attempt; delete from notice_delivery; delete from notice; delete from contact')
})

const as = <T>({ tenant, person }: Acting, run: (db: Db) => Promise<T>): Promise<T> => within(w.database.db, 'readParty', { tenant, person }, uuid(), 'write', run)
const told = async <K extends Kind>(by: Acting, news: Pick<News<K>, 'kind' | 'params'>, ...to: readonly Recipient[]): Promise<void> => as(by, db => notify(db, { matter: null, number: '2026-0012', ...news, to }))
const listed = z.object({ items: z.array(z.object({ id: z.string(), words: z.object({ zh: z.string(), en: z.string() }), readAt: z.string().nullable() })) })
const seen = async (who: Acting): Promise<string[]> => listed.parse((await call(who, 'GET', '/notices')).body).items.map(one => one.words.zh)
const contact = (who: Acting, more: object) => call(who, 'PUT', '/notices/contact', { mail: null, phone: null, byMail: true, bySms: true, language: 'zh', ...more }, { 'If-Match': '"0"' })
const deliveries = async () => (await w.database.own.query<{ channel: string; state: string; attempts: { answer: string | null; problem: string | null }[] }>(`
  select d.channel, d.state, coalesce(json_agg(json_build_object('answer', a.answer, 'problem', a.problem) order by a.number) filter (where a.number is not null), '[]') as attempts
    from notice_delivery d left join notice_attempt a on a.tenant = d.tenant and a.delivery = d.id group by d.tenant, d.id order by d.channel, d.id`)).rows
/** The queue waits between two attempts; a test does not. */
const hurry = () => w.database.own.query(`update lizhu_jobs.job set start_after = now() where name = 'notices' and state = 'retry'`)

test('who holds a role somewhere is told once, in both languages; whoever does it, and everybody else, is not', async () => {
  await told(officer, { kind: 'supplement-asked', params: { day: '2026-12-03' } }, { party }, { person: owner.person }, { organisation: '市工信局' })
  expect([await seen(owner), await seen(agent), await seen(colleague)]).toEqual(Array(3).fill(['事项 2026-0012 需要补正，期限 2026-12-03。']))
  expect([await seen(officer), await seen(elsewhere), await seen(stranger)]).toEqual([[], [], []])
  await told(owner, { kind: 'opinion-asked', params: { title: { zh: '联审', en: 'joint review' }, day: '2026-12-03' } }, { organisation: '市工信局', roles: ['officer'] })
  expect(await seen(officer)).toEqual(['请对事项 2026-0012 出具“联审”意见，期限 2026-12-03。'])
  expect((await seen(colleague)).length).toBe(1)
})

test('what is undone tells nobody', async () => {
  await contact(owner, { mail: 'owner@example.org' })
  await expect(as(officer, async db => {
    await notify(db, { kind: 'accepted', matter: null, number: '1', params: {}, to: [{ party }] })
    throw new Error('undone')
  })).rejects.toThrow('undone')
  expect([await seen(owner), await deliveries()]).toEqual([[], []])
})

test('notices are counted until they are read, by their own person alone', async () => {
  for (let i = 0; i < 3; i++) await told(officer, { kind: 'accepted', params: {} }, { party })
  expect((await call(owner, 'GET', '/notices/unread')).body).toEqual({ unread: 3 })
  const { items } = listed.parse((await call(owner, 'GET', '/notices')).body)
  expect((await call(agent, 'POST', '/notices/read', { notices: items.map(one => one.id) })).body).toEqual({ unread: 3 })
  expect((await call(owner, 'POST', '/notices/read', { notices: [items[0]?.id] })).body).toEqual({ unread: 2 })
  expect(listed.parse((await call(owner, 'GET', '/notices?unread=true')).body).items).toHaveLength(2)
  expect((await call(owner, 'POST', '/notices/read', { notices: 'all' })).body).toEqual({ unread: 0 })
  expect((await call(agent, 'GET', '/notices/unread')).body).toEqual({ unread: 3 })
})

test('a mail and a text message go out, and say nothing but the number and where to read', async () => {
  expect((await contact(owner, { mail: 'owner@example.org', phone: '+8613800000000' })).status).toBe(200)
  expect((await contact(agent, { mail: 'agent@example.org', phone: '13800000001', bySms: false, language: 'en' })).status).toBe(200)
  await told(officer, { kind: 'proposed', params: { title: '工业技改项目奖励' } }, { party })
  await deliver()
  await vi.waitFor(async () => { expect((await deliveries()).map(one => [one.channel, one.state])).toEqual([['mail', 'delivered'], ['mail', 'delivered'], ['sms', 'delivered']]) }, 30_000)
  expect(texts).toMatchObject([{ body: { phone: '+8613800000000', text: '事项 2026-0012 有新通知，请登录查看：https://lizhu.example.gov.cn/notices' }, headers: { authorization: 'Bearer token-1' } }])
  const [first] = texts
  expect(first?.headers['idempotency-key']).toBe(z.object({ id: z.string() }).parse(first?.body).id)
  expect(mails.map(one => [one.to, one.user]).sort()).toEqual([[['agent@example.org'], 'lizhu'], [['owner@example.org'], 'lizhu']])
  const words = mails.map(({ raw }) => `${raw.split('\r\n\r\n')[0] ?? ''} ${Buffer.from(raw.split('\r\n\r\n')[1] ?? '', 'base64').toString()}`).join('\n')
  expect(words).toContain('事项 2026-0012 有新通知，请登录查看：https://lizhu.example.gov.cn/notices')
  expect(words).toContain('There is news of 2026-0012. Sign in to read it: https://lizhu.example.gov.cn/notices')
  expect(words).not.toMatch(/技改|甲公司|entitled|html/)
})

test('what fails is tried again, each attempt is kept; what is refused for good is not', async () => {
  await contact(owner, { phone: '13800000000' })
  await contact(agent, { mail: 'gone@example.org' })
  ;[answers, refused] = [[503, 429], ['gone@example.org']]
  await told(officer, { kind: 'accepted', params: {} }, { party })
  await deliver()
  await vi.waitFor(async () => {
    await hurry()
    expect(await deliveries()).toMatchObject([
      { channel: 'mail', state: 'failed', attempts: [{ answer: null }] },
      { channel: 'sms', state: 'delivered', attempts: [{ problem: '503 answer 503' }, { problem: '429 answer 429' }, { answer: 'answer 200' }] },
    ])
  }, 30_000)
  expect((await deliveries())[0]?.attempts[0]?.problem).toMatch(/no such user/)
  answers = [400]
  await told(officer, { kind: 'approved', params: {} }, { person: owner.person })
  await vi.waitFor(async () => { expect((await deliveries()).filter(one => one.channel === 'sms').at(-1)).toMatchObject({ state: 'failed', attempts: [{ problem: '400 answer 400' }] }) }, 30_000)
})

test('what is not set up, was read meanwhile or is wanted no more is not sent', async () => {
  await contact(owner, { mail: 'owner@example.org', phone: '13800000000' })
  await contact(agent, { mail: 'agent@example.org' })
  await told(officer, { kind: 'accepted', params: {} }, { party })
  await call(agent, 'POST', '/notices/read', { notices: 'all' })
  await call(owner, 'PUT', '/notices/contact', { mail: 'owner@example.org', phone: '13800000000', byMail: false, bySms: true, language: 'zh' }, { 'If-Match': '"1"' })
  await deliver({ mail: settings.mail ?? { server: '', from: '' } })
  await vi.waitFor(async () => { expect((await deliveries()).map(one => [one.channel, one.state, one.attempts.map(two => two.problem)])).toEqual([['mail', 'stopped', []], ['mail', 'stopped', []], ['sms', 'stopped', ['not-set-up']]]) }, 30_000)
  expect([mails, texts]).toEqual([[], []])
})

test('where one is reached is one’s own, and is written as it must be', async () => {
  expect((await contact(owner, { mail: 'a@b.c, d@e.f' })).status).toBe(422)
  expect((await contact(owner, { phone: '12 34' })).status).toBe(422)
  expect((await contact(owner, { mail: 'owner@example.org' })).status).toBe(200)
  expect((await call(agent, 'GET', '/notices/contact')).body).toMatchObject({ mail: null, version: 0 })
  expect((await contact(owner, { mail: 'other@example.org' })).status).toBe(412)
  const { rows } = await w.database.own.query<{ said: string }>(`select concat(before, after) as said from audit where relation = 'contact'`)
  expect([rows.length > 0, rows.some(one => one.said.includes('@'))]).toEqual([true, false])
})

test('clocks are reminded of when they are due soon, today and overdue: each once', async () => {
  const clock = (more: Partial<NewClock>) => as(officer, db => startClock(db, { tenant: 'alpha', matter: uuid(), party, kind: 'review', number: '2026-0012', title: { zh: '部门联审', en: 'Joint review' }, by: { organisation: '市工信局', role: 'head' }, days: 5, on: '2026-11-02', ...more }))
  const { id } = await clock({})
  await clock({ by: { party }, days: 6, title: { zh: '补正', en: 'Supplement' } })
  const done = await clock({})
  await as(officer, db => endClock(db, { tenant: 'alpha', id: done.id }))
  const standing = await clock({})
  await as(officer, db => stopClock(db, { tenant: 'alpha', id: standing.id }, '补正', '2026-11-03'))
  await w.database.own.query(`insert into calendar_year (tenant, year, source) values ('alpha', 2026, 'test')`)

  await remind(w.database.db, '2026-11-03')
  expect([await seen(colleague), await seen(owner)]).toEqual([[], []])
  // Due on Monday the 9th: three working days after Wednesday the 4th. The enterprise's own is due a day later.
  await Promise.all([remind(w.database.db, '2026-11-04'), remind(w.database.db, '2026-11-04')])
  expect([await seen(colleague), await seen(owner), await seen(officer)]).toEqual([['事项 2026-0012 的“部门联审”2026-11-09 到期。'], [], []])
  await remind(w.database.db, '2026-11-05')
  expect([(await seen(colleague)).length, await seen(owner), await seen(agent)]).toEqual([1, ['事项 2026-0012 的“补正”2026-11-10 到期。'], ['事项 2026-0012 的“补正”2026-11-10 到期。']])
  await remind(w.database.db, '2026-11-08')
  await remind(w.database.db, '2026-11-09')
  expect((await seen(colleague))[0]).toBe('事项 2026-0012 的“部门联审”今天到期。')
  for (const day of ['2026-11-10', '2026-11-11', '2026-11-12']) await remind(w.database.db, day)
  expect((await seen(colleague)).slice(0, 2)).toEqual(['事项 2026-0012 的“部门联审”已于 2026-11-09 到期，现已逾期。', '事项 2026-0012 的“部门联审”今天到期。'])
  expect((await seen(colleague)).length).toBe(3)
  await as(officer, db => endClock(db, { tenant: 'alpha', id }))
  expect(await seen(stranger)).toEqual([])
})
