import { z } from '@hono/zod-openapi'
import { sql } from 'kysely'
import { ROLE_NAMES } from '../../access/roles.ts'
import { publicOperation } from '../../api/operation.ts'
import type { Place } from './steps.ts'

interface DemoAccount { readonly tenant: string; readonly login: string; readonly name: string; readonly role: (typeof ROLE_NAMES)[number]; readonly organisation: string | null; readonly area: string | null; readonly party: string | null }

export const signInOptions = publicOperation({
  name: 'signInOptions', method: 'get', path: '/sign-in', tag: 'sign-in', summary: { zh: '可以在哪里、怎样登录；演示地区列出演示账号', en: 'Where and how one can sign in; the accounts of a demonstration' },
  answer: z.strictObject({
    tenants: z.array(z.strictObject({
      tenant: z.string(), name: z.string(), en: z.string().nullable(), demo: z.boolean(), oidc: z.boolean(),
      accounts: z.array(z.strictObject({ login: z.string(), name: z.string(), role: z.enum(ROLE_NAMES), organisation: z.string().nullable(), area: z.string().nullable(), party: z.string().nullable() })),
    })),
  }),
  visit: async ({ transact }) => transact(async db => {
    const { rows: places } = await sql<Place>`select * from sign_in_options()`.execute(db)
    const { rows: accounts } = await sql<DemoAccount>`select * from demo_accounts()`.execute(db)
    return { body: { tenants: places.map(place => ({ ...place, accounts: accounts.filter(one => one.tenant === place.tenant).map(({ tenant: _, ...account }) => account) })) } }
  }),
})
