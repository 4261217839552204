// Takes a receipt in and settles it line by line, each in a transaction of its own, to be killed: its work comes as JSON in WORK.
import pg from 'pg'
import { z } from 'zod'

const { app, tenant, person, receipt, lines } = z.object({ app: z.string(), tenant: z.string(), person: z.string(), receipt: z.string(), lines: z.array(z.looseObject({ row: z.number() })) }).parse(JSON.parse(process.env['WORK'] ?? ''))
const client = new pg.Client({ connectionString: app, options: '-c search_path=lizhu,pg_temp' })
await client.connect()
/** @param {string} sql @param {unknown[]} values */
const acting = async (sql, values) => {
  await client.query('begin')
  await client.query(`select act_for($1, $2, 'uploadReceipt', '{finance}', '{tenant}', null)`, [tenant, person])
  await client.query(sql, values)
  await client.query('commit')
}
console.log('ready')
await acting('select take_receipt($1, $2, $3, $4)', [receipt, 'a'.repeat(64), 'bank.csv', JSON.stringify(lines)])
for (const { row } of lines) await acting('select settle_receipt_line($1, $2)', [receipt, row])
await client.end()
