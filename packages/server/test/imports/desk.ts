import { randomUUID } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { writeSheet } from '@lizhu/data/sheets'
import type { Hono } from 'hono'
import { z } from 'zod'
import { SESSION_COOKIE } from '../../src/access/cookie.ts'
import { serveOperations } from '../../src/api/serve.ts'
import { exportOperations } from '../../src/exports/operations.ts'
import { fileOperations } from '../../src/files/operations.ts'
import { folderStore, type FileStore } from '../../src/files/store.ts'
import { importOperations, importWorks } from '../../src/imports/operations.ts'
import { prepareJobs } from '../../src/jobs/boss.ts'
import { jobOperations } from '../../src/jobs/operations.ts'
import { runJobs } from '../../src/jobs/run.ts'
import { openNotebook } from '../../src/lookups/notebook.ts'
import { registryOperations } from '../../src/registry/index.ts'
import { caller, testProgram, world, type Acting, type World } from '../world.ts'

export const importSchema = z.object({ id: z.string(), state: z.string(), version: z.int(), job: z.string().nullable(), problem: z.object({ zh: z.string(), en: z.string() }).nullable(), counts: z.record(z.string(), z.int()).nullable() })
export type Import = z.infer<typeof importSchema>
export const rowsSchema = z.object({
  items: z.array(z.object({
    row: z.int(), outcome: z.string(), warned: z.boolean(), chosen: z.boolean(), cells: z.array(z.string()), problems: z.array(z.object({ column: z.int().nullable(), severity: z.string(), zh: z.string(), en: z.string() })),
    changes: z.array(z.object({ what: z.string(), fact: z.string().nullable(), period: z.string().nullable(), before: z.string().nullable(), after: z.string() })),
  })), next: z.string().nullable(),
})
export const previewSchema = z.object({ headerRow: z.int(), sheet: z.string(), headers: z.array(z.string()), columns: z.array(z.record(z.string(), z.unknown())), rows: z.array(z.object({ row: z.int(), cells: z.array(z.string()) })) })

/** The API with a place for files and hands for jobs. */
export async function desk({ hands = 2 }: { readonly hands?: number } = {}) {
  const w = await world()
  await prepareJobs(w.database.owner)
  const folder = await mkdtemp(join(tmpdir(), 'lizhu-desk-'))
  const store = folderStore(join(folder, 'files'))
  const vocabulary = () => Promise.resolve(testProgram())
  const notebook = openNotebook(w.database.db, console.error)
  const operations = [...registryOperations(vocabulary), ...fileOperations(store), ...importOperations(store, vocabulary), ...jobOperations, ...exportOperations(vocabulary)]
  const app = serveOperations(operations, { db: w.database.db, notebook, files: store, log: ({ fault }) => { if (fault !== undefined) console.error(fault) } })
  const faults: unknown[] = []
  const jobs = await runJobs({ db: w.database.db, works: importWorks(store, vocabulary), fault: error => { faults.push(error) }, every: 20, sweepEvery: 200, hands })
  return {
    w, folder, store, app, call: caller(app), faults, ...handsOn(app, folder),
    close: async () => { await jobs.close(); await notebook.close(); await w.database.close(); await rm(folder, { recursive: true, force: true }) },
  }
}
export type Desk = Awaited<ReturnType<typeof desk>>
export type { Acting, World, FileStore }

function handsOn(app: Hono, folder: string) {
  const call = caller(app)
  const send = async (who: Acting, path: string, content: Uint8Array<ArrayBuffer> | string) => {
    const response = await app.request(path, { method: 'POST', body: content, headers: { Cookie: `${SESSION_COOKIE}=${who.token}`, 'Idempotency-Key': randomUUID(), 'Content-Type': 'application/octet-stream' } })
    const body: unknown = await response.json()
    return { status: response.status, body }
  }
  const fetchFile = async (who: Acting, path: string, body?: unknown) => {
    const response = await app.request(path, { headers: { Cookie: `${SESSION_COOKIE}=${who.token}`, ...(body === undefined ? {} : { 'Content-Type': 'application/json' }) }, ...(body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }) })
    const content = Buffer.from(await response.arrayBuffer())
    const at = join(folder, randomUUID())
    await writeFile(at, content)
    return { status: response.status, headers: response.headers, content, path: at }
  }
  const readImport = async (who: Acting, id: string): Promise<Import> => importSchema.parse((await call(who, 'GET', `/imports/${id}`)).body)
  /** Waits until no work is at hand for it. */
  const settled = async (who: Acting, id: string): Promise<Import> => {
    for (;;) {
      const one = await readImport(who, id)
      if (!['checking', 'running', 'undoing'].includes(one.state)) return one
      await new Promise(resolve => setTimeout(resolve, 20))
    }
  }
  const rows = async (who: Acting, id: string, show = 'all') => rowsSchema.parse((await call(who, 'GET', `/imports/${id}/rows?limit=200&show=${show}`)).body).items
  const upload = async (who: Acting, kind: string, name: string, content: Uint8Array<ArrayBuffer> | string) => send(who, `/imports?kind=${encodeURIComponent(kind)}&name=${encodeURIComponent(name)}`, content)
  const preview = async (who: Acting, id: string) => previewSchema.parse((await call(who, 'GET', `/imports/${id}/preview`)).body)
  /** Uploads text as CSV, takes the guessed matching and has it checked. */
  const checked = async (who: Acting, kind: string, lines: readonly string[], more: object = {}): Promise<Import> => {
    const { status, body } = await upload(who, kind, '表.csv', lines.join('\n'))
    if (status !== 201) throw new Error(JSON.stringify(body))
    const one = importSchema.parse(body)
    const { sheet, headerRow, columns } = await preview(who, one.id)
    const { status: set, text } = await call(who, 'PUT', `/imports/${one.id}/matching`, { sheet, headerRow, columns, source: '2024年统计年报', organisation: null, ...more }, { 'If-Match': `"${one.version}"` })
    if (set !== 200) throw new Error(text)
    return settled(who, one.id)
  }
  const begin = async (who: Acting, id: string, what: 'carry-out' | 'undo'): Promise<Import> => {
    const { status, text } = await call(who, 'POST', `/imports/${id}/${what}`)
    if (status !== 201) throw new Error(text)
    return settled(who, id)
  }
  return { send, fetchFile, readImport, settled, rows, upload, preview, checked, begin, writeSheet: (name: string, headers: readonly string[], of: readonly (readonly string[])[]) => writeSheet(join(folder, name), 'xlsx', { name: '表', headers, rows: of }).then(() => join(folder, name)) }
}
