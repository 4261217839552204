import { sql } from 'kysely'
import * as client from 'openid-client'
import { Refused } from '../../api/problem.ts'
import type { Means } from '../means.ts'
import type { Transact } from '../sign-in/steps.ts'
import { purposeOfSecret } from './settings.ts'

export interface Provider { readonly config: client.Configuration; readonly secondFactor: boolean }
interface Row { readonly issuer: string; readonly client: string; readonly secret: Buffer | null; readonly second_factor: boolean; readonly version: number }

/** What a provider says of itself is asked for again after an hour: keys and addresses change. */
const KEEP = 3_600_000

/** Finds the identity provider of a tenant, as it is set up at the moment. */
export function providers({ secrets }: Means): (transact: Transact, tenant: string) => Promise<Provider> {
  const known = new Map<string, { readonly version: number; readonly at: number; readonly config: client.Configuration }>()
  return async (transact, tenant) => {
    const { rows: [row] } = await transact(db => sql<Row>`select * from issuer_of(${tenant})`.execute(db))
    if (row === undefined) throw new Refused(404, 'oidc-off')
    const before = known.get(tenant)
    if (before !== undefined && before.version === row.version && Date.now() < before.at + KEEP) return { config: before.config, secondFactor: row.second_factor }
    const config = await discover(row, row.secret === null ? undefined : secrets.open(row.secret, purposeOfSecret(tenant)))
    known.set(tenant, { version: row.version, at: Date.now(), config })
    return { config, secondFactor: row.second_factor }
  }
}

async function discover({ issuer, client: id, secret: sealed }: Row, secret: string | undefined): Promise<client.Configuration> {
  if (sealed !== null && secret === undefined) throw new Error('the secret of the identity provider was not sealed with the key of this installation')
  const address = new URL(issuer)
  try {
    return await client.discovery(address, id, undefined, secret === undefined ? client.None() : client.ClientSecretBasic(secret), {
      // eslint-disable-next-line @typescript-eslint/no-deprecated -- said to stand out; only an issuer on this machine comes without TLS (settings.ts)
      timeout: 10, ...(address.protocol === 'http:' ? { execute: [client.allowInsecureRequests] } : {}),
    })
  } catch {
    throw new Refused(503, 'oidc-away')
  }
}
