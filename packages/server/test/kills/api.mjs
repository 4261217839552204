// A whole service in a process of its own, to be killed: LIZHU_DATA or DATABASE_URL say where, PORT on which port.
import { join } from 'node:path'
import { openService, readSettings } from '@lizhu/server'

const root = join(import.meta.dirname, '../../../..')
const settings = readSettings(process.env)
const running = await openService({
  settings, web: join(root, 'packages/web/dist'), demo: { policies: join(root, 'policies'), size: 16 }, log: join(settings.folder, 'log'), version: 'test', limits: { reads: 1e9, writes: 1e9 },
  say: (_, en) => { console.error(en) },
})
console.log(`http://127.0.0.1:${running.port}`)
process.on('SIGTERM', () => { void running.close().then(() => process.exit(0)) })
