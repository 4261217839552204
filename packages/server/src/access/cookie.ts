import { createHash, randomBytes } from 'node:crypto'

/** The cookie that holds a session's token: this host alone, never read by a script, never sent along by another site. */
export const SESSION_COOKIE = '__Host-lizhu'
const ATTRIBUTES = 'Path=/; Secure; HttpOnly; SameSite=Strict'

/** The hash by which the database knows a token; whoever reads the table cannot sign in with it. */
export const hashOfToken = (token: string): Buffer => createHash('sha256').update(token).digest()

/** A token of 256 bits that nobody had before: its cookie, and the hash that the database is told. */
export function newToken(): { readonly cookie: string; readonly hash: Buffer } {
  const token = randomBytes(32).toString('base64url')
  return { cookie: `${SESSION_COOKIE}=${token}; ${ATTRIBUTES}`, hash: hashOfToken(token) }
}

/** Takes the session's cookie away. */
export const NO_SESSION = `${SESSION_COOKIE}=; ${ATTRIBUTES}; Max-Age=0`
