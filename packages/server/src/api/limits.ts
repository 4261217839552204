import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'
import type { Visitor } from './operation.ts'
import { Refused } from './problem.ts'

/** Requests a minute of one session, or of one address where no session is known; each process counts its own. */
export interface Limits { readonly reads: number; readonly writes: number }
/** More than a person at a screen with several pages open; a program that wants more asks for pages of 200. */
export const LIMITS: Limits = { reads: 1200, writes: 300 }
/** Sessions that are counted by themselves; the one that was known longest goes back to its address first. */
const MOST = 10_000

export interface Limiter {
  /** Counts a request in, and refuses it (429) where there were too many. */
  readonly count: (visitor: Visitor, change: boolean) => Promise<void>
  /** That the visitor's token is a session's: whoever makes one up at each request is counted by the address they come from. */
  readonly known: (visitor: Visitor) => void
}

export function limiter({ reads, writes }: Limits): Limiter {
  const [reading, writing] = [reads, writes].map(points => new RateLimiterMemory({ points, duration: 60 }))
  const sessions = new Set<string>()
  const sessionOf = ({ token }: Visitor): string => token?.toString('base64') ?? ''
  return {
    count: async (visitor, change) => {
      const session = sessionOf(visitor)
      try {
        await (change ? writing : reading)?.consume(sessions.has(session) ? session : visitor.address)
      } catch (error) {
        if (!(error instanceof RateLimiterRes)) throw error
        throw new Refused(429, 'too-many', { params: { seconds: String(Math.ceil(error.msBeforeNext / 1000)) } })
      }
    },
    known: visitor => {
      const session = sessionOf(visitor)
      if (session === '' || sessions.has(session)) return
      const [first] = sessions
      if (sessions.size >= MOST && first !== undefined) sessions.delete(first)
      sessions.add(session)
    },
  }
}
