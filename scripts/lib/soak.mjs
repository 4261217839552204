import { requirePostgres } from './postgres.mjs'
import { install } from './prepare.mjs'
import { run, tool } from './run.mjs'
import { complain, Problem, say } from './say.mjs'

/**
 * What takes too long for `npm test`: the same tests, for longer.
 * @type {Record<string, { tests: string, env: Record<string, string>, what: [zh: string, en: string] }>}
 */
const SOAKS = {
  kills: { tests: 'packages/server/test/kills', env: { KILLS: '250' }, what: ['kill -9 接口和数据库各 250 次', 'kill -9 of the API and of PostgreSQL, 250 times each'] },
  fuzz: { tests: 'packages/server/test/fuzz', env: { FUZZ_REQUESTS: '200000' }, what: ['由接口文档生成的请求', 'requests made from the API’s document'] },
  'ledger-mutants': { tests: 'packages/server/test/ledger/mutants', env: { LEDGER_MUTANTS: 'all' }, what: ['总账迁移里的各种错误，各被哪条不变式发现', 'mistakes put into the ledger’s migration, and which invariant each breaks'] },
  'ledger-races': { tests: 'packages/server/test/ledger/races', env: { LEDGER_ROUNDS: '1000', LEDGER_REQUESTS: '200' }, what: ['总账：并发审批、重复请求', 'the ledger: approvals at once, copies of requests'] },
  postgres: { tests: 'packages/server/test', env: { SERVER_POSTGRES: 'installed' }, what: ['用本机安装的 PostgreSQL 跑全部服务器测试', 'all tests of the server on the PostgreSQL of this machine'] },
}

async function soak() {
  const [name = ''] = process.argv.slice(2)
  const chosen = SOAKS[name]
  if (chosen === undefined) {
    say('可运行的长测', 'Soaks')
    for (const [one, { what: [zh, en] }] of Object.entries(SOAKS)) console.log(`  npm run soak -- ${one}   ${zh} · ${en}`)
    process.exitCode = name === '' ? 0 : 1
    return
  }
  await install()
  if (name === 'postgres' && await requirePostgres() === undefined) throw new Problem('这里没有 PostgreSQL，也无权安装。', 'There is no PostgreSQL here, and it may not be installed.')
  // Services of their own run what was built.
  const built = await run(process.execPath, [tool('typescript/bin/tsc'), '-b', 'packages/server'])
  if (built.code !== 0) throw new Problem('类型检查未通过。', 'The types are not right.')
  const { code } = await run(process.execPath, [tool('vitest/vitest.mjs'), 'run', chosen.tests, '--project', 'server', '--disable-console-intercept'], { env: { ...chosen.env, ...overridden(chosen.env) } })
  process.exitCode = code
}

/** What the caller sets goes before. @param {Record<string, string>} env @returns {Record<string, string>} */
function overridden(env) {
  return Object.fromEntries(Object.keys(env).flatMap(name => { const value = process.env[name]; return value === undefined ? [] : [[name, value]] }))
}

await soak().catch((/** @type {unknown} */ error) => {
  complain(error)
  process.exitCode = 1
})
