import { randomBytes, randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { loadPack, type Program } from '@lizhu/policy'
import { readFolder, siblings } from '@lizhu/policy/node'
import type { Hono } from 'hono'
import { v7 as uuid } from 'uuid'
import { hashOfToken, SESSION_COOKIE } from '../src/access/cookie.ts'
import type { Role } from '../src/access/roles.ts'
import type { Operation } from '../src/api/operation.ts'
import { serveOperations } from '../src/api/serve.ts'
import type { FileStore } from '../src/files/store.ts'
import { openNotebook, type Notebook } from '../src/lookups/notebook.ts'
import { initialsOf } from '../src/registry/initials.ts'
import { freshDatabase, type TestDatabase } from './database.ts'

export const POLICY = join(import.meta.dirname, '../../../policies/shaoguan-2020-2')
let program: Program | undefined
/** The policy as the registry's vocabulary. */
export function testProgram(): Program {
  return program ??= loadPack(readFolder(POLICY), siblings(POLICY)).program
}

export interface Place { readonly tenant: string; readonly counties: readonly [string, string] }
export interface Acting { readonly tenant: string; readonly person: string; readonly token: string }
interface As { readonly organisation?: string; readonly area?: string; readonly party?: string; readonly permits?: readonly string[] }

/** A database with two tenants alike in everything but their rows, and hands to put people and parties into them. */
export async function world(): Promise<World> {
  const database = await freshDatabase()
  const places: [Place, Place] = [await makePlace(database, 'alpha'), await makePlace(database, 'beta')]
  return { database, places, ...handsOn(database) }
}
export interface World extends ReturnType<typeof handsOn> { readonly database: TestDatabase; readonly places: readonly [Place, Place] }

async function makePlace({ own }: TestDatabase, tenant: string): Promise<Place> {
  await own.query('insert into tenant (tenant, name) values ($1, $1)', [tenant])
  await own.query(`insert into jurisdiction (tenant, code, name, parent, kind) values ($1, '440200', '市', null, 'city'), ($1, '440203', '东区', '440200', 'county'), ($1, '440204', '西区', '440200', 'county'), ($1, 'park-1', '东园', '440203', 'park')`, [tenant])
  await own.query(`insert into organisation (tenant, id, name) values ($1, '市工信局', '市工信局'), ($1, '市统计局', '市统计局')`, [tenant])
  return { tenant, counties: ['440203', '440204'] }
}

function handsOn({ own }: TestDatabase) {
  return {
    /** Somebody with a session and, with a role, a membership. */
    async person({ tenant }: Place, role?: Role, { organisation, area, party, permits }: As = {}): Promise<Acting> {
      const [person, token] = [uuid(), randomBytes(32).toString('base64url')]
      await own.query('insert into person (tenant, id, login, name) values ($1, $2, $3, $3)', [tenant, person, `p-${person}`])
      if (role !== undefined) await own.query('insert into membership (tenant, id, person, role, organisation, area, party, permits) values ($1, $2, $3, $4, $5, $6, $7, $8)', [tenant, uuid(), person, role, organisation ?? null, area ?? null, party ?? null, permits ?? null])
      await own.query(`insert into session (token, tenant, person, ends_at, idle) values ($1, $2, $3, now() + interval '1 hour', interval '1 hour')`, [hashOfToken(token), tenant, person])
      return { tenant, person, token }
    },
    async party({ tenant }: Place, area: string, name: string, code: string | null = null): Promise<string> {
      const id = uuid()
      await own.query(`insert into party (tenant, id, kind, code, name, initials, area) values ($1, $2, '企业', $3, $4, $5, $6)`, [tenant, id, code, name, initialsOf(name), area])
      return id
    },
  }
}

/** The API over a database, as the server has it; faults go to standard error. */
export function served({ database: { db } }: Pick<World, 'database'>, operations: readonly Operation[], files?: FileStore): { readonly app: Hono; readonly notebook: Notebook } {
  const notebook = openNotebook(db, console.error)
  return { notebook, app: serveOperations(operations, { db, notebook, ...files === undefined ? {} : { files }, log: ({ fault }) => { if (fault !== undefined) console.error(fault) } }) }
}

/** Calls the API as somebody would: a creation gets a key of its own. */
export function caller(app: Hono) {
  return async (who: { readonly token: string } | undefined, method: string, path: string, body?: unknown, headers: Readonly<Record<string, string>> = {}) => {
    const response = await app.request(path, {
      method, ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      headers: {
        ...(who === undefined ? {} : { Cookie: `${SESSION_COOKIE}=${who.token}` }), ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
        ...(method === 'POST' ? { 'Idempotency-Key': randomUUID() } : {}), ...headers,
      },
    })
    const text = await response.text()
    const parsed: unknown = text === '' ? null : JSON.parse(text)
    return { status: response.status, body: parsed, etag: response.headers.get('ETag') ?? '', text }
  }
}
