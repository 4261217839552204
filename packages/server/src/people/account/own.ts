import { sql } from 'kysely'
import { Refused } from '../../api/problem.ts'
import type { Db } from '../../database/pool.ts'
import type { Means } from '../means.ts'

export interface OwnAccount { readonly login: string; readonly password: string | null; readonly second_factor: boolean; readonly codes: number; readonly office: boolean }

/** The caller's own account; none where a person was put in without one. */
export async function ownAccount(db: Db): Promise<OwnAccount | undefined> {
  return (await sql<OwnAccount>`select * from own_account()`.execute(db)).rows[0]
}

/** The caller's account, once the password was given again: a session left open is not its owner. */
export async function confirmedAccount(db: Db, { passwords, again }: Means, person: string, password: string, field: string): Promise<OwnAccount> {
  again.refuse(person)
  const account = await ownAccount(db)
  if (account === undefined || !await passwords.verify(password, account.password)) {
    again.note(person)
    throw new Refused(422, 'password-wrong', { field })
  }
  return account
}
