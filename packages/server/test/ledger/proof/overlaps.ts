import type { Person } from './model.ts'
import { call, fund, id, matterOf, newScene, readyAward, type Crowd, type Scene } from './clients.ts'
import { Divergence } from './run.ts'

/** Two acts of which the second comes while the first has not committed, and what the second must be answered then. */
interface Overlap { readonly name: string; readonly first: readonly [Person, string]; readonly second: readonly [Person, string]; readonly then: string }
type Setting = (scene: Scene) => Promise<readonly Omit<Overlap, 'name'>[]>

const [A, B] = [id(0xa), id(0xb)]
const approve = (n: number, award: string, budget: string, reservation?: string): string => call('approve_award', id(n), award, budget, undefined, reservation)
const many = (n: number, awards: readonly string[], budget: string): string => `select approved || ',' || passed_by || ',' || total from lizhu.approve_awards('${id(n)}', '${budget}', '{${awards.join()}}')`
const pay = (n: number, award: string, number: number, payment: string): string => call('pay_instalment', id(n), award, number, payment)
const recover = (kind: string, n: number, amount: number, ref = `ref ${n}`): string => call(kind, id(n), A, amount, ref, '因', '文')

/** An award of 100 approved by the head, on a budget of 1,000. */
async function approved(scene: Scene, parts?: readonly object[]): Promise<void> {
  await fund(scene, scene.budget, 1000)
  await readyAward(scene, A, 100, parts === undefined ? {} : { parts })
  await scene.first(scene.people.head, approve(1, A, scene.budget))
}
async function paid(scene: Scene): Promise<void> {
  await approved(scene)
  await scene.first(scene.people.finance, pay(2, A, 1, 'p1'))
}

/** Each in a tenant of its own. */
const SETTINGS: Readonly<Record<string, Setting>> = {
  'one award': async s => {
    const { people: { head, leader }, budget } = s
    await fund(s, budget, 1000)
    await readyAward(s, A, 100)
    return [
      { first: [head, approve(1, A, budget)], second: [head, approve(1, A, budget)], then: 'false' },
      { first: [head, approve(1, A, budget)], second: [leader, approve(2, A, budget)], then: 'LZ005' },
      { first: [head, approve(1, A, budget)], second: [leader, many(2, [A], budget)], then: '0,1,0' },
      { first: [head, many(1, [A], budget)], second: [leader, approve(2, A, budget)], then: 'LZ005' },
      { first: [head, many(1, [A], budget)], second: [leader, many(2, [A], budget)], then: '0,1,0' },
      { first: [s.people.officer, call('move_award', A, 'dropped')], second: [head, approve(1, A, budget)], then: 'LZ005' },
      { first: [head, approve(1, A, budget)], second: [s.people.officer, call('move_award', A, 'dropped')], then: 'LZ005' },
      { first: [s.people.officer, call('move_award', A, 'proposed')], second: [leader, many(2, [A], budget)], then: 'LZ005' },
      { first: [head, call('takes', matterOf(A), 'review')], second: [head, approve(1, A, budget)], then: 'LZ006' },
      { first: [head, approve(1, A, budget)], second: [head, call('takes', matterOf(A), 'submit')], then: 'LZ006' },
      { first: [head, many(1, [A], budget)], second: [head, call('takes', matterOf(A), 'pay')], then: 'LZ006' },
      { first: [head, call('takes', matterOf(A), 'review')], second: [head, many(1, [A], budget)], then: 'LZ006' },
    ]
  },
  'the last yuan': async s => {
    const { people: { head, leader, finance }, budget, next } = s
    await fund(s, budget, 150)
    await readyAward(s, A, 100)
    await readyAward(s, B, 100)
    return [
      { first: [head, approve(1, A, budget)], second: [leader, approve(2, B, budget)], then: 'LZ022:50:available' },
      { first: [head, many(1, [A], budget)], second: [leader, many(2, [B], budget)], then: 'LZ022:50:available' },
      { first: [head, approve(1, A, budget)], second: [finance, call('lapse', id(2), budget, 60, 'r', '因', '文')], then: 'LZ022:10:available' },
      { first: [finance, call('reserve', id(1), budget, 100, '批')], second: [leader, approve(2, B, budget)], then: 'LZ022:50:available' },
      { first: [finance, call('carry_over', id(1), budget, next, 100, 'r', '因', '文')], second: [leader, approve(2, B, budget)], then: 'LZ022:50:available' },
      { first: [finance, call('carry_over', id(1), budget, next, 100, 'r', '因', '文')], second: [finance, call('carry_over', id(2), budget, next, 100, 'r2', '因', '文')], then: 'LZ022:50:available' },
      { first: [finance, call('carry_over', id(1), budget, next, 100, 'r', '因', '文')], second: [finance, call('carry_over', id(1), budget, next, 100, 'r', '因', '文')], then: 'false' },
      { first: [head, call('decide_shortfall', id(1), budget, `{${A},${B}}`, 'pro rata', '不足', '文')], second: [head, call('decide_shortfall', id(1), budget, `{${A},${B}}`, 'pro rata', '不足', '文')], then: 'false' },
      { first: [s.people.officer, call('move_award', A, 'proposed')], second: [head, call('decide_shortfall', id(2), budget, `{${A},${B}}`, 'queue', '不足', '文')], then: 'LZ005' },
      { first: [head, approve(1, A, budget)], second: [head, call('decide_shortfall', id(2), budget, `{${A},${B}}`, 'pro rata', '不足', '文')], then: 'LZ005' },
      { first: [head, call('decide_shortfall', id(1), budget, `{${A},${B}}`, 'pro rata', '不足', '文')], second: [leader, many(2, [A, B], budget)], then: '2,0,150' },
    ]
  },
  'a joint ceiling, to the fen': async s => {
    const { people: { head, leader }, budget, next } = s
    await fund(s, budget, 1000)
    await fund(s, next, 1000)
    const limits = [{ key: 'k', max: 199 }]
    await readyAward(s, A, 100, { limits })
    await readyAward(s, B, 100, { limits })
    return [
      { first: [head, approve(1, A, budget)], second: [leader, approve(2, B, next)], then: 'LZ023:1:k' },
      { first: [head, many(1, [A], budget)], second: [leader, many(2, [B], next)], then: 'LZ023:1:k' },
    ]
  },
  'a joint ceiling': async s => {
    const { people: { head, leader }, budget, next } = s
    await fund(s, budget, 1000)
    await fund(s, next, 1000)
    const limits = [{ key: 'k', max: 150 }]
    await readyAward(s, A, 100, { limits })
    await readyAward(s, B, 100, { limits })
    return [
      { first: [head, approve(1, A, budget)], second: [leader, approve(2, B, next)], then: 'LZ023:50:k' },
      { first: [head, many(1, [A], budget)], second: [leader, many(2, [B], next)], then: 'LZ023:50:k' },
      { first: [head, approve(1, A, budget)], second: [leader, call('set_limit', 'k', 90)], then: '23514' },
      { first: [leader, call('set_limit', 'k', 90)], second: [head, approve(1, A, budget)], then: 'LZ023:10:k' },
    ]
  },
  'what was put by': async s => {
    const { people: { head, leader, finance }, budget } = s
    await fund(s, budget, 1000)
    await readyAward(s, A, 100)
    await readyAward(s, B, 100)
    await s.first(finance, call('reserve', id(9), budget, 150, '批'))
    return [
      { first: [head, approve(1, A, budget, id(9))], second: [leader, approve(2, B, budget, id(9))], then: 'LZ022:50:reserved' },
      { first: [finance, call('release', id(1), id(9), 100)], second: [leader, approve(2, B, budget, id(9))], then: 'LZ022:50:reserved' },
      { first: [finance, call('release', id(1), id(9), 100)], second: [finance, call('release', id(2), id(9), 100)], then: 'LZ022:50:reserved' },
      { first: [finance, call('release', id(1), id(9), 100)], second: [finance, call('release', id(1), id(9), 100)], then: 'false' },
      { first: [finance, call('reserve', id(1), budget, 100, '批')], second: [finance, call('reserve', id(1), budget, 100, '批')], then: 'false' },
      { first: [finance, call('reserve', id(1), budget, 100, '批')], second: [finance, call('reserve', id(1), budget, 90, '批')], then: 'LZ020' },
    ]
  },
  'money coming in': async s => {
    const { people: { finance, finance2 }, budget, next } = s
    const act = (n: number, to: string, amount: number, ref: string) => call('appropriate', id(n), to, amount, ref, '因', '文')
    await fund(s, budget, 100)
    return [
      { first: [finance, act(1, budget, 5, 'r')], second: [finance2, act(1, budget, 5, 'r')], then: 'false' },
      { first: [finance, act(1, budget, 5, 'r')], second: [finance2, act(1, budget, 6, 'r')], then: 'LZ020' },
      { first: [finance, act(1, budget, 5, 'r')], second: [finance2, act(1, next, 5, 'r')], then: 'LZ020' },
      { first: [finance, act(1, budget, 5, 'r')], second: [finance2, act(2, budget, 5, 'r')], then: 'LZ021' },
      { first: [finance, act(1, budget, 5, 'r')], second: [finance2, act(2, next, 5, 'r')], then: 'LZ021' },
      { first: [finance, act(1, budget, 5, 'r')], second: [finance2, act(2, budget, 5, 'r2')], then: 'true' },
      { first: [finance, call('lapse', id(1), budget, 60, 'r', '因', '文')], second: [finance2, call('lapse', id(2), budget, 60, 'r2', '因', '文')], then: 'LZ022:20:available' },
    ]
  },
  'a proposal': s => {
    const { people: { officer, head }, party } = s
    const propose = (award: string, amount: number) => call('propose_award', award, matterOf(A), party, 'I', 100, amount)
    return Promise.resolve([
      { first: [officer, propose(A, 50)], second: [head, propose(A, 50)], then: 'false' },
      { first: [officer, propose(A, 50)], second: [head, propose(A, 51)], then: 'LZ020' },
      { first: [officer, propose(A, 50)], second: [head, propose(B, 50)], then: '23505' },
    ])
  },
  'an amount': async s => {
    const { people: { officer, head }, budget } = s
    await fund(s, budget, 1000)
    await s.first(officer, call('propose_award', A, matterOf(A), s.party, 'I', 100, 50))
    return [
      { first: [officer, call('move_award', A, 'ready')], second: [head, call('decide_amount', A, 60, '定')], then: 'LZ005' },
      { first: [officer, call('decide_amount', A, 60, '定', '[{"amount": 1}]')], second: [head, call('move_award', A, 'ready')], then: 'LZ025' },
    ]
  },
  'an instalment': async s => {
    const { people: { finance, finance2, head, leader } } = s
    await approved(s, [{ amount: 60 }, { amount: 40, condition: '验收' }])
    return [
      { first: [finance, pay(2, A, 1, 'p1')], second: [finance, pay(2, A, 1, 'p1')], then: 'false' },
      { first: [finance, pay(2, A, 1, 'p1')], second: [finance2, pay(3, A, 1, 'p2')], then: 'LZ005' },
      { first: [finance, pay(2, A, 1, 'p1')], second: [finance2, pay(2, A, 1, 'p2')], then: 'LZ020' },
      { first: [finance, pay(2, A, 1, 'p1')], second: [head, call('rescind_award', id(3), A, '停', '文', 1)], then: 'LZ005' },
      { first: [head, call('rescind_award', id(3), A, '停', '文')], second: [finance, pay(2, A, 1, 'p1')], then: 'LZ005' },
      { first: [head, call('rescind_award', id(3), A, '停', '文')], second: [leader, call('rescind_award', id(4), A, '停', '文')], then: 'LZ005' },
      { first: [head, call('rescind_award', id(3), A, '停', '文')], second: [head, call('rescind_award', id(3), A, '停', '文')], then: 'false' },
      { first: [head, call('meet_condition', A, 2, '单')], second: [leader, call('meet_condition', A, 2, '单')], then: 'LZ005' },
      { first: [head, call('meet_condition', A, 2, '单')], second: [finance, pay(3, A, 2, 'p2')], then: 'true' },
      { first: [finance, call('takes', matterOf(A), 'review')], second: [finance, pay(2, A, 1, 'p1')], then: 'LZ006' },
    ]
  },
  'what was paid': async s => {
    const { people: { finance, finance2, head, leader } } = s
    await paid(s)
    const back = (n: number) => call('return_payment', id(n), 'p1', '退')
    return [
      { first: [finance, back(3)], second: [finance, back(3)], then: 'false' },
      { first: [finance, back(3)], second: [finance2, back(4)], then: 'LZ005' },
      { first: [finance, back(3)], second: [head, recover('demand', 4, 100)], then: 'LZ022:100:paid' },
      { first: [head, recover('demand', 3, 30)], second: [finance, back(4)], then: 'LZ022:30:paid' },
      { first: [head, recover('demand', 3, 60)], second: [leader, recover('demand', 4, 60)], then: 'LZ022:20:paid' },
      { first: [head, recover('demand', 3, 60)], second: [head, recover('demand', 3, 60)], then: 'false' },
      { first: [head, recover('demand', 3, 30, 'r')], second: [leader, recover('demand', 4, 30, 'r')], then: 'LZ021' },
      { first: [head, call('move_award', A, 'closed')], second: [leader, recover('demand', 4, 30, 'r')], then: 'true' },
      { first: [head, recover('demand', 3, 30, 'r')], second: [leader, call('move_award', A, 'closed')], then: 'LZ005' },
    ]
  },
  'what is asked back': async s => {
    const { people: { finance, finance2, head, leader } } = s
    await paid(s)
    await s.first(head, recover('demand', 3, 60))
    await s.first(finance, recover('receive', 7, 10))
    return [
      { first: [finance, recover('receive', 4, 40)], second: [finance2, recover('receive', 5, 40)], then: 'LZ022:30:receivable' },
      { first: [finance, recover('receive', 4, 40)], second: [head, recover('write_off', 5, 40)], then: 'LZ022:30:receivable' },
      { first: [head, recover('write_off', 4, 40)], second: [finance, recover('receive', 5, 40)], then: 'LZ022:30:receivable' },
      { first: [finance, recover('receive', 4, 40)], second: [finance, recover('receive', 4, 40)], then: 'false' },
      { first: [head, call('reuse', id(4), s.budget, 10, 'r', '因', '文')], second: [leader, call('reuse', id(5), s.budget, 10, 'r2', '因', '文')], then: 'LZ022:10:recovered' },
    ]
  },
}

/** Plays each, the first held open until the second waits or is over. @throws Divergence */
export async function playOverlaps(crowd: Crowd): Promise<number> {
  let played = 0
  for (const [name, setting] of Object.entries(SETTINGS)) {
    const { length } = await setting(await newScene(crowd))
    for (let n = 0; n < length; n++) {
      const scene = await newScene(crowd)
      const one = (await setting(scene))[n]
      if (one !== undefined) await play(crowd, scene, { name, ...one })
      played += 1
    }
  }
  return played
}

async function play({ clients }: Crowd, scene: Scene, { name, first, second, then }: Overlap): Promise<void> {
  const [one, other, watch] = clients
  if (one === undefined || other === undefined || watch === undefined) throw new Error('three clients are needed')
  const { rows: [row] } = await other.query<{ pid: number }>('select pg_backend_pid() as pid')
  await one.query('begin')
  const begun = await scene.as(one, ...first)
  const state = { over: false }
  const waiting = scene.as(other, ...second).finally(() => { state.over = true })
  while (!state.over && !(await watch.query<{ blocked: boolean }>('select cardinality(pg_blocking_pids($1)) > 0 as blocked', [row?.pid])).rows[0]?.blocked) await new Promise(resolve => setImmediate(resolve))
  await one.query('commit')
  const outcome = await waiting
  const story = `${name}: ${first[1]} → ${begun}, meanwhile ${second[1]} → ${outcome}, not ${then}`
  const broken = await scene.broken()
  if (broken !== '') throw new Divergence(broken, `${broken}\n${story}`)
  if (begun.startsWith('LZ') || begun.startsWith('2')) throw new Divergence(`two at once: the first answers ${begun}`, story)
  if (outcome !== then) throw new Divergence(`two at once: answers ${outcome}, not ${then}`.replace(/:\d+/g, ':n'), story)
}
