import { call, fund, id, newScene, readyAward, type Crowd, type Scene } from './clients.ts'
import { Divergence } from './run.ts'
import type { Person } from './model.ts'

const approve = (n: number, award: string, budget: string): string => call('approve_award', id(n), award, budget)

function expectCounts(what: string, outcomes: readonly string[], wanted: Readonly<Record<string, number>>): void {
  const got: Record<string, number> = {}
  for (const outcome of outcomes) { const kind = outcome.split(':')[0] ?? ''; got[kind] = (got[kind] ?? 0) + 1 }
  if (JSON.stringify(Object.entries(got).sort()) !== JSON.stringify(Object.entries(wanted).filter(([, n]) => n > 0).sort())) throw new Divergence(`${what}: not exactly as many as there is room for`, `${what}: ${JSON.stringify(got)}, wanted ${JSON.stringify(wanted)}`)
}
async function expectWhole(what: string, scene: Scene): Promise<void> {
  const broken = await scene.broken()
  if (broken !== '') throw new Divergence(broken, `${what}: ${broken}`)
}

/** Two approvers and money for one of their awards: one gets it, the other hears how much is missing. */
export async function lastYuan(crowd: Crowd, rounds: number): Promise<void> {
  const [one, other] = crowd.clients
  if (one === undefined || other === undefined) throw new Error('two clients are needed')
  for (let round = 0; round < rounds; round++) {
    const scene = await newScene(crowd)
    const { people: { head, leader }, budget, as } = scene
    await fund(scene, budget, 199)
    await readyAward(scene, id(1), 100)
    await readyAward(scene, id(2), 100)
    const outcomes = await Promise.all([as(one, head, approve(1, id(1), budget)), as(other, leader, approve(2, id(2), budget))])
    if ([...outcomes].sort().join() !== 'LZ022:1:available,true') throw new Divergence('the last yuan: not exactly one', `round ${round}: ${outcomes.join()}`)
    await expectWhole('the last yuan', scene)
  }
}

/** As many approvals as clients, room for fewer: in the budget, under a joint ceiling, in what was put by; and of one award. */
export async function roomForFewer(crowd: Crowd, room: number): Promise<void> {
  const { clients } = crowd
  const some = clients.length
  for (const bound of ['budget', 'ceiling', 'reservation'] as const) {
    const scene = await newScene(crowd)
    const { people: { head, finance }, budget, as } = scene
    await fund(scene, budget, bound === 'budget' ? room * 10 + 9 : some * 20)
    if (bound === 'reservation') await scene.first(finance, call('reserve', id(0xe), budget, room * 10 + 9, '批'))
    for (let n = 0; n < some; n++) await readyAward(scene, id(0x100 + n), 10, bound === 'ceiling' ? { limits: [{ key: n % 2 === 0 ? 'a' : 'z', max: some * 10 }, { key: 'k', max: room * 10 + 9 }] } : {})
    const outcomes = await Promise.all(clients.map((client, n) => as(client, head, call('approve_award', id(0x1000 + n), id(0x100 + n), budget, undefined, bound === 'reservation' ? id(0xe) : undefined))))
    expectCounts(`room in the ${bound}`, outcomes, { true: room, [bound === 'ceiling' ? 'LZ023' : 'LZ022']: some - room })
    await expectWhole(`room in the ${bound}`, scene)
  }
}

/** Lists that cross each other, one the other way round: each award is approved once, and nobody is caught in a deadlock. */
export async function crossing(crowd: Crowd, awards: number): Promise<void> {
  const scene = await newScene(crowd)
  const { people: { head, leader }, budget, next, as } = scene
  await fund(scene, budget, awards * 10)
  await fund(scene, next, awards * 10)
  const ids = Array.from({ length: awards }, (_, n) => id(0x100 + n))
  for (const [n, award] of ids.entries()) await readyAward(scene, award, 10, { limits: [{ key: n % 2 === 0 ? 'a' : 'b', max: awards * 10 }, { key: n % 3 === 0 ? 'c' : 'd', max: awards * 10 }] })
  const outcomes = await Promise.all(crowd.clients.slice(0, 16).map((client, n) => {
    const list = n % 2 === 0 ? ids : [...ids].reverse()
    return as(client, n % 2 === 0 ? head : leader, `select approved::text from lizhu.approve_awards('${id(0x2000 + n)}', '${n % 4 < 2 ? budget : next}', '{${list.join()}}')`)
  }))
  expectCounts('crossing lists', outcomes, { 0: outcomes.length - 1, [awards]: 1 })
  await expectWhole('crossing lists', scene)
}

/** Copies of requests, all at once: each is done once, and every copy hears that it is. */
export async function copies(crowd: Crowd, requests: number): Promise<void> {
  const scene = await newScene(crowd)
  const { people: { head, finance, finance2 }, budget, as } = scene
  await fund(scene, budget, requests * 100)
  const kinds: readonly ((n: number) => Promise<readonly [Person, string]>)[] = [
    async n => { await readyAward(scene, id(0x10000 + n), 10); return [head, approve(n, id(0x10000 + n), budget)] },
    async n => { await readyAward(scene, id(0x10000 + n), 10); await scene.first(head, approve(0x20000 + n, id(0x10000 + n), budget)); return [finance, call('pay_instalment', id(n), id(0x10000 + n), 1, `p ${n}`)] },
    n => Promise.resolve([finance2, call('appropriate', id(n), budget, 7, `拨 ${n}`, '因', '文')]),
    n => Promise.resolve([finance2, call('reserve', id(n), budget, 3, '批')]),
  ]
  for (let n = 0; n < requests; n++) {
    const make = kinds[n % kinds.length]
    if (make === undefined) continue
    const [who, statement] = await make(n + 0x1000)
    const outcomes = await Promise.all(crowd.clients.map(client => as(client, who, statement)))
    expectCounts(`copies of ${statement}`, outcomes, { true: 1, false: outcomes.length - 1 })
  }
  await expectWhole('copies', scene)
}
