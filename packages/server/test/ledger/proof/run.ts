import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import type pg from 'pg'
import { idOf, ledgerCommands, PRELUDE, type Session } from './commands.ts'
import { emptyModel, newBudget, type Person } from './model.ts'

/** A command after which model and database differ, or an invariant does not hold. */
export class Divergence extends Error {
  readonly broken: string
  constructor(broken: string, message: string) {
    super(message)
    this.broken = broken
  }
}
export interface Connections { readonly own: pg.Client; readonly app: pg.Client }
export interface Tally { commands: number; runs: number; readonly outcomes: Map<string, number> }

const PEOPLE = { head: ['head'], leader: ['leader'], officer: ['officer'], finance: ['finance'], finance2: ['finance'], both: ['head', 'finance'], nobody: [] } as const

/** A tenant of its own with people, a party and three budgets: two years of a fund, and one for one instrument. */
export async function newTenant({ own }: Pick<Connections, 'own'>): Promise<{ readonly tenant: string; readonly session: Session }> {
  const tenant = `t${randomBytes(8).toString('hex')}`
  const people = Object.fromEntries(Object.entries(PEOPLE).map(([name, roles], i) => [name, { id: idOf(0x100 + i), roles }]))
  const budgets = [newBudget(idOf(0x10), 'F', 2020), newBudget(idOf(0x11), 'F', 2021), newBudget(idOf(0x12), 'G', 2020, 'J')]
  const party = idOf(1)
  await own.query(`select proof.place($1, $2, $3, $4)`, [tenant, party, JSON.stringify(Object.values(people)), JSON.stringify(budgets.map(({ id, fund, year, instrument }) => ({ id, fund, year, instrument })))])
  const of = (name: keyof typeof PEOPLE): Person => people[name] ?? { id: '', roles: [] }
  return {
    tenant,
    session: { model: emptyModel(budgets), people: { head: of('head'), leader: of('leader'), officer: of('officer'), finance: of('finance'), finance2: of('finance2'), both: of('both'), nobody: of('nobody') }, party, expected: [], done: [], ids: [], forced: undefined, next: 0x10000 },
  }
}

/** Commands against the model until there were so many. @throws Divergence, with the shortest commands found that lead to it. */
export async function prove(connections: Connections, commands: number, { seed = 1, most = 60, shrink = true, onProgress }: { readonly seed?: number; readonly most?: number; readonly shrink?: boolean; readonly onProgress?: (tally: Tally) => void } = {}): Promise<Tally> {
  const tally: Tally = { commands: 0, runs: 0, outcomes: new Map() }
  const property = fc.asyncProperty(ledgerCommands(most), async drawn => {
    const { tenant, session } = await newTenant(connections)
    for (const one of PRELUDE) one(session)
    fc.modelRun(() => ({ model: session, real: undefined }), drawn)
    await compare(connections, tenant, session, tally)
  })
  for (let round = 0; tally.commands < commands; round++) {
    const { failed, errorInstance } = await fc.check(property, { seed: seed + round, numRuns: 20, endOnFailure: !shrink })
    if (failed) throw errorInstance instanceof Error ? errorInstance : new Error(String(errorInstance))
    onProgress?.(tally)
  }
  return tally
}
async function compare({ app }: Connections, tenant: string, { expected }: Session, tally: Tally): Promise<void> {
  if (expected.length === 0) return
  const { rows } = await app.query<{ outcome: string; state: string; broken: string }>('select outcome, state, broken from proof.run($1, $2::uuid[], $3::text[])', [tenant, expected.map(one => one.who), expected.map(one => one.statement)])
  tally.runs += 1
  for (const [n, { outcome, state, statement, name }] of expected.entries()) {
    const got = rows[n]
    tally.commands += 1
    const kind = `${name}: ${outcome.slice(0, 5)}`
    tally.outcomes.set(kind, (tally.outcomes.get(kind) ?? 0) + 1)
    const what = `command ${n + 1} of ${expected.length}: ${statement}`
    const story = () => expected.slice(0, n + 1).map((one, i) => `${one.statement} → ${rows[i]?.outcome ?? ''}`).join('\n')
    if (got === undefined) throw new Divergence('no answer', what)
    if (got.broken !== '') throw new Divergence(got.broken, `${got.broken}\n${story()}`)
    if (got.outcome !== outcome) throw new Divergence(`answers ${got.outcome || 'done'}, not ${outcome || 'done'}`.replace(/:\d+/g, ':n'), `${what}\nanswered ${got.outcome}, the model ${outcome}\n${story()}`)
    if (got.state !== state) throw new Divergence('the state differs from the model', `${what}\n${difference(got.state, state)}\n${story()}`)
  }
}
function difference(got: string, wanted: string): string {
  const [a, b] = [got.split('\n'), wanted.split('\n')]
  return [...a.filter(one => !b.includes(one)).map(one => `- database ${one}`), ...b.filter(one => !a.includes(one)).map(one => `- model    ${one}`)].join('\n')
}
