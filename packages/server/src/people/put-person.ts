import type pg from 'pg'
import { v7 as uuid } from 'uuid'
import type { Role } from '../access/roles.ts'
import type { Passwords } from './argon2.ts'
import { isLong } from './password-rules.ts'

export interface NewPerson {
  readonly tenant: string
  readonly login: string
  readonly name: string
  /** None: signed in by a demonstration's click or the identity provider. */
  readonly password?: string
  /** The password is to be changed at the first sign-in. */
  readonly mustChange?: boolean
  readonly roles: readonly { readonly role: Role; readonly organisation?: string; readonly area?: string; readonly party?: string }[]
}

/**
 * Puts a person in with an account and roles, as the owner of the schema: the first administrators of an installation and the
 * people of a demonstration, whom nobody could have granted anything. @returns the person's id
 */
export async function putPerson(owner: pg.Pool | pg.PoolClient | pg.Client, passwords: Passwords, { tenant, login, name, password, mustChange = false, roles }: NewPerson): Promise<string> {
  const person = uuid()
  const hash = password === undefined ? null : await passwords.hash(password)
  await owner.query('insert into lizhu.person (tenant, id, login, name) values ($1, $2, $3, $4)', [tenant, person, login, name])
  await owner.query('insert into lizhu.credential (tenant, person, password, long, must_change) values ($1, $2, $3, $4, $5)', [tenant, person, hash, password !== undefined && isLong(password), mustChange])
  for (const { role, organisation = null, area = null, party = null } of roles) {
    await owner.query('insert into lizhu.membership (tenant, id, person, role, organisation, area, party) values ($1, $2, $3, $4, $5, $6, $7)', [tenant, uuid(), person, role, organisation, area, party])
  }
  return person
}
