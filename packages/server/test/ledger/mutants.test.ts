import { beforeAll, expect, inject, test } from 'vitest'
import { killMutant, mutated, prepareMutants, type Kill } from './proof/mutants.ts'
import { MUTANTS } from './proof/mutants-list.ts'

// Mistakes put into the ledger's migration: each must break an invariant. All of them: `npm run soak -- ledger-mutants`.
const ALL = process.env['LEDGER_MUTANTS'] === 'all'
const COMMANDS = Number(process.env['LEDGER_COMMANDS'] ?? 3000)
const FEW = ['a fen more than there is', 'paid twice', 'no lock: a budget', 'committed and paid of a budget exchanged', 'dropped: a transfer once', 'dropped: who pays has no other duty']
const chosen = MUTANTS.filter(one => ALL ? (process.env['LEDGER_MUTANT'] ?? one.name) === one.name : FEW.includes(one.name))

const at = (user: string, database: string): string => { const url = new URL(inject('postgres')); url.username = user; url.password = user; url.pathname = `/${database}`; return url.toString() }
const kills: Kill[] = []

beforeAll(() => prepareMutants(inject('postgres'), database => at('lizhu_owner', database)))

test('each mistake is one in the migration as it stands', () => {
  for (const one of MUTANTS) expect([one.name, mutated(one)]).not.toEqual([one.name, mutated({ ...one, put: one.find })])
  expect(new Set(MUTANTS.map(one => one.name)).size).toBe(MUTANTS.length)
  expect(MUTANTS.length).toBeGreaterThanOrEqual(40)
})

test.each(chosen)('$name: breaks an invariant', { timeout: 600_000 }, async mutant => {
  const kill = await killMutant(mutant, inject('postgres'), at, COMMANDS)
  console.log(`${mutant.name} | ${kill?.by ?? 'LIVES'} | ${kill?.how ?? ''}`)
  if (kill !== undefined) kills.push(kill)
  expect(kill).toBeDefined()
})

test.runIf(ALL)('the table', () => {
  console.log(['| mistake | broken | by |', '|---|---|---|', ...kills.map(one => `| ${one.mutant} | ${one.by.replaceAll('|', '/').replaceAll('\n', ' ')} | ${one.how} |`)].join('\n'))
})
