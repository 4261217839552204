import { Refused } from './problem.ts'
import { shortOf, wordsOfRule } from './rules.ts'

/**
 * What a failure answers. What the database refuses by a rule of its own is a refusal of ours; what nobody foresaw is a fault,
 * logged under the request's number and told no further.
 */
export function refusalOf(error: unknown, request: string): { readonly refused: Refused; readonly fault?: unknown } {
  if (error instanceof Refused) return { refused: error }
  const refused = byState(stateOf(error), error)
  if (refused !== undefined) return { refused }
  return { refused: new Refused(500, 'fault', { params: { request } }), fault: error }
}

function byState(state: string | undefined, error: unknown): Refused | undefined {
  switch (state) {
    case '23505': case '23503': return new Refused(409, 'conflict', { params: { ...wordsOfRule(state, text(error, 'constraint')) } })
    case '23514': case '22P02': case '22003': case '22008': case '22007': return new Refused(422, 'invalid', { params: { ...wordsOfRule(state, text(error, 'constraint')) } })
    // A row that the policies of row-level security do not let this caller write.
    case '42501': return new Refused(403, 'not-permitted', { params: { zh: '登记或修改管辖范围之外的内容', en: 'to write what lies beyond your reach' } })
    // The ledger's: how much is missing, and of what.
    case 'LZ022': case 'LZ023': return new Refused(409, state === 'LZ022' ? 'not-enough' : 'over-ceiling', { params: { ...shortOf(text(error, 'column'), text(error, 'detail')) } })
    case 'LZ101': return new Refused(409, 'experts-wanting', { params: { missing: text(error, 'detail') } })
    case 'LZ026': return new Refused(404, 'not-found')
    case '40001': case '40P01': case '55P03': return new Refused(409, 'changed-since')
    // Shutting down, starting up, too many connections, cancelled, disk full: nothing was written, later may be better.
    case '57P01': case '57P02': case '57P03': case '53300': case '57014': case '53100': case '53200': return new Refused(503, 'database-away')
    default:
      // Rules of our own, said by triggers and functions.
      if (state?.startsWith('LZ') === true) return new Refused(409, 'conflict', { params: { ...wordsOfRule(state, '') } })
      return isAway(error) ? new Refused(503, 'database-away') : undefined
  }
}

/** The connection went away under us; whether a commit in flight was done is not known, and its key tells on the next try. */
function isAway(error: unknown): boolean {
  return error instanceof Error && (['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ENOENT'].includes(text(error, 'code')) || /Connection terminated|is not queryable|timeout exceeded when trying to connect/.test(error.message))
}
function stateOf(error: unknown): string | undefined {
  const code = text(error, 'code')
  return /^[0-9A-Z]{5}$/.test(code) ? code : undefined
}
function text(error: unknown, name: 'code' | 'column' | 'constraint' | 'detail' | 'message' | 'table'): string {
  const value: unknown = typeof error === 'object' && error !== null ? Reflect.get(error, name) : undefined
  return typeof value === 'string' ? value : ''
}
