import { call, fund, id, newScene, readyAward, type Crowd, type Scene } from './clients.ts'
import { Divergence } from './run.ts'

const A = id(0xa)
const STAGES = ['available', 'reserved', 'committed', 'paid', 'receivable', 'recovered'] as const
const TABLES = ['budget', 'reservation', 'spending_limit', 'award', 'award_limit', 'instalment', 'transfer', 'duty', 'shortfall_decision', 'shortfall_award'] as const

/** What the owner of the tables may not write past the functions either: the statement, and the rule or the state that refuses it. */
function refusedToOwner({ tenant, budget, people: { head } }: Scene): readonly (readonly [string, string])[] {
  const [b, a] = [`tenant = '${tenant}' and id = '${budget}'`, `tenant = '${tenant}' and id = '${A}'`]
  const insert = (columns: string, values: string): string => `insert into transfer (tenant, id, budget, by, asked, ${columns}) values ('${tenant}', '${id(0xff)}', '${budget}', '${head.id}', '', ${values})`
  return [
    ...STAGES.map(stage => [`update budget set ${stage} = -1, appropriated = appropriated - ${stage} - 1 where ${b}`, `budget_${stage}`] as const),
    [`update budget set appropriated = appropriated + 1 where ${b}`, 'budget_total'], [`update budget set available = available + 1 where ${b}`, 'budget_total'],
    [`update reservation set held = -1 where tenant = '${tenant}'`, 'reservation_held'],
    [`update award set amount = bound + 1, rescinded = rescinded + 1 where ${a}`, 'award_bound'], [`update award set committed = committed + 1 where ${a}`, 'award_total'], [`update award set state = 'paid' where ${a}`, 'award_state'],
    ...(['committed', 'paid', 'receivable', 'recovered', 'rescinded'] as const).map(stage => [`update award set ${stage} = -1, ${stage === 'paid' ? 'committed = committed' : 'paid = paid'} + ${stage} + 1 where ${a}`, `award_${stage}`] as const),
    [`update award set budget = null where ${a}`, 'award_budgeted'],
    [`update spending_limit set used = max + 1 where tenant = '${tenant}'`, 'spending_limit_max'], [`update spending_limit set used = -1 where tenant = '${tenant}'`, 'spending_limit_used'],
    [`update instalment set amount = 0 where tenant = '${tenant}'`, 'instalment_amount'], [`update instalment set state = 'paid', payment = 'p1' where tenant = '${tenant}' and number = 2`, 'instalment_payment'],
    [`update instalment set payment = null where tenant = '${tenant}' and number = 1`, 'instalment_paid'],
    [insert('kind, ref, debit, credit, amount', `'lapse', 'x', 'treasury', 'available', 1`), 'transfer_stages'], [insert('kind, ref, debit, credit, amount', `'lapse', 'x', 'available', 'treasury', 0`), 'transfer_amount'],
    [insert('kind, ref, debit, credit, amount, award', `'lapse', 'x', 'available', 'treasury', 1, '${A}'`), 'transfer_award'], [insert('kind, ref, debit, credit, amount, award', `'pay', 'x', 'committed', 'paid', 1, '${A}'`), 'transfer_instalment'],
    [insert('kind, ref, debit, credit, amount', `'reserve', 'x', 'available', 'reserved', 1`), 'transfer_reservation'], [insert('kind, ref, debit, credit, amount, award', `'approve', '${A}', 'available', 'committed', 1, '${A}'`), 'transfer_once'],
    // What is posted past the functions meets the balances.
    [insert('kind, ref, debit, credit, amount', `'lapse', 'x', 'available', 'treasury', 1000000`), 'LZ022'],
    [`update transfer set amount = amount + 1 where tenant = '${tenant}'`, 'LZ002'], [`delete from transfer where tenant = '${tenant}'`, 'LZ002'], ['truncate transfer cascade', 'LZ002'], [`update duty set duty = 'submit' where tenant = '${tenant}'`, 'LZ002'], [`delete from duty where tenant = '${tenant}'`, 'LZ002'],
    [`insert into duty (tenant, matter, person, duty) select tenant, matter, person, 'submit' from duty where tenant = '${tenant}' limit 1`, 'duty_pkey'],
  ]
}

/** Past the functions: what no constraint lets through, and what the app's role may not do at all. @throws Divergence */
export async function tryWalls(crowd: Crowd): Promise<number> {
  const { own, clients: [client] } = crowd
  if (client === undefined) throw new Error('no client')
  const scene = await newScene(crowd)
  const { people: { head, finance }, budget } = scene
  await fund(scene, budget, 1000)
  await scene.first(finance, call('reserve', id(9), budget, 50, '批'))
  await readyAward(scene, A, 100, { limits: [{ key: 'k', max: 100 }], parts: [{ amount: 60 }, { amount: 40 }] })
  await scene.first(head, call('approve_award', id(1), A, budget))
  await scene.first(finance, call('pay_instalment', id(2), A, 1, 'p1'))
  await scene.first(head, call('demand', id(3), A, 30, 'r', '因', '文'))
  await readyAward(scene, id(0xb), 100)
  const short = call('approve_award', id(5), id(0xb), budget, '[{"amount": 99}]')
  expectRefused(short, 'LZ025', await scene.as(client, head, short))
  const refused = refusedToOwner(scene)
  for (const [statement, rule] of refused) expectRefused(statement, rule, await refusal(own, statement))
  for (const table of TABLES) {
    for (const statement of [`insert into lizhu.${table} default values`, `update lizhu.${table} set tenant = tenant`, `delete from lizhu.${table}`, `truncate lizhu.${table}`]) expectRefused(statement, '42501', await refusal(client, statement))
    await client.query('select lizhu.leave()')
    const { rows: [row] } = await client.query<{ count: string }>(`select count(*) from lizhu.${table}`)
    if (row?.count !== '0') throw new Divergence('somebody who is nobody sees rows', table)
  }
  expectRefused('post as the app', '42501', await refusal(client, `select lizhu.post('${scene.tenant}', '${id(0xfe)}', 'appropriate', 'x', '${budget}', 'treasury', 'available', 1, '')`))
  return refused.length
}
function expectRefused(statement: string, rule: string, got: string): void {
  if (got !== rule) throw new Divergence(`the database takes what it must refuse (${rule})`, `${statement}: ${got || 'done'}, not ${rule}`)
}
async function refusal(client: { query(text: string): Promise<unknown> }, statement: string): Promise<string> {
  await client.query('begin')
  try {
    await client.query(statement)
    return ''
  } catch (error) {
    const said = (name: string): string => { const value: unknown = typeof error === 'object' && error !== null ? Reflect.get(error, name) : undefined; return typeof value === 'string' ? value : '' }
    return said('constraint') || said('code')
  } finally {
    await client.query('rollback')
  }
}
