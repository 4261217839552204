import { execFileSync, spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import pg from 'pg'
import { ModuleKind, ScriptTarget, transpileModule } from 'typescript'
import { z } from 'zod'

const root = join(import.meta.dirname, '../../..')

/** Processes of their own run plain JavaScript: the one folder they need, beside the packages it imports. @returns what takes it away again */
export function build(): () => void {
  const from = join(import.meta.dirname, '../src/database/embedded')
  mkdirSync(built, { recursive: true })
  for (const name of readdirSync(from).filter(one => !one.endsWith('.test.ts'))) {
    const { outputText } = transpileModule(readFileSync(join(from, name), 'utf8'), { compilerOptions: { module: ModuleKind.ESNext, target: ScriptTarget.ES2022, rewriteRelativeImportExtensions: true } })
    writeFileSync(join(built, name.replace(/ts$/, 'js')), outputText)
  }
  writeFileSync(join(built, 'package.json'), '{"type":"module"}')
  return () => rmSync(built, { recursive: true, force: true })
}
export const built = join(root, `.cache/embedded-${process.pid}`)

/** Where any user may come. */
export function folder(): string {
  const made = mkdtempSync(join(tmpdir(), 'lizhu-embedded-'))
  execFileSync('chmod', ['755', made])
  return made
}

export async function asked(url: string, sql: string): Promise<unknown[][]> {
  const client = new pg.Client({ connectionString: url })
  // Servers are killed here.
  client.on('error', () => undefined)
  await client.connect()
  try { return (await client.query<unknown[]>({ text: sql, rowMode: 'array' })).rows } finally { await client.end() }
}

/** Until it answers. */
export async function answered(url: string, sql: string): Promise<unknown[][]> {
  for (;;) {
    try { return await asked(url, sql) } catch { await setTimeout(100) }
  }
}

export async function postmaster(cluster: string): Promise<number> {
  for (;;) {
    const pid = pidOf(cluster)
    if (pid !== undefined) return pid
    await setTimeout(50)
  }
}

export function pidOf(cluster: string): number | undefined {
  try { return Number(readFileSync(join(cluster, 'data/postmaster.pid'), 'utf8').split('\n')[0]) } catch { return undefined }
}

const Told = z.object({ owner: z.string(), app: z.string(), attached: z.boolean(), folder: z.string() })

export interface Child {
  readonly pid: number
  /** What it opened, or why not. */
  readonly opened: Promise<z.infer<typeof Told>>
  readonly ended: Promise<void>
  stop(): Promise<void>
  /** Closes its standard input: nothing keeps it any more. */
  end(): Promise<void>
  kill(): Promise<void>
}

/** Another process that opens the database. @param from the folder of the built module */
export function child(data: string, { from = built, uid }: { readonly from?: string; readonly uid?: number } = {}): Child {
  const code = `
    import { openEmbedded } from ${JSON.stringify(`file://${from}/index.js`)}
    const embedded = await openEmbedded({ folder: ${JSON.stringify(data)}, say: (zh, en) => console.error(en) }).catch(error => { console.log(JSON.stringify({ code: error.code, ...error.words })); process.exit(1) })
    console.log(JSON.stringify(embedded))
    process.stdin.once('data', async () => { await embedded.stop(); process.exit(0) })`
  const spawned = spawn(process.execPath, ['--input-type=module', '-e', code], { cwd: '/', ...(uid === undefined ? {} : { uid, gid: uid }), stdio: ['pipe', 'pipe', 'pipe'] })
  let [out, said] = ['', '']
  spawned.stderr.on('data', (chunk: Buffer) => { said += chunk.toString() })
  const ended = new Promise<void>(resolve => spawned.on('close', () => resolve()))
  const opened = new Promise<z.infer<typeof Told>>((resolve, reject) => {
    spawned.stdout.on('data', (chunk: Buffer) => {
      out += chunk.toString()
      if (!out.endsWith('\n')) return
      const told = Told.safeParse(JSON.parse(out))
      if (told.success) resolve(told.data); else reject(new Error(out))
    })
    void ended.then(() => reject(new Error(`${out}${said}`)))
  })
  opened.catch(() => undefined)
  return {
    pid: spawned.pid!, opened, ended,
    stop: async () => { spawned.stdin.write('stop\n'); await ended },
    end: async () => { spawned.stdin.end(); await ended },
    kill: async () => { spawned.kill('SIGKILL'); await ended },
  }
}
