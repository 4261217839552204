import type { Migration } from '../database/migration.ts'
import { accountsSql } from './sql/accounts.ts'
import { demoAccountsSql } from './sql/demo-accounts.ts'
import { grantsSql } from './sql/grants.ts'
import { membershipsSql } from './sql/memberships.ts'
import { signInSql } from './sql/sign-in.ts'
import { tablesSql } from './sql/tables.ts'

/** How people come in, how they get their roles, and how an enterprise gets its record. Why so: docs/decisions/0014-sign-in.md. */
export const peopleMigrations: readonly Migration[] = [{ number: 6, name: 'people', sql: [tablesSql, signInSql, accountsSql, membershipsSql, grantsSql].join('\n') }, { number: 18, name: 'people of a demonstration', sql: demoAccountsSql }]
