import { language } from '../i18n/language.ts'

/** What a refusal says (RFC 9457), as the server writes it. */
export interface Problem {
  readonly status: number
  readonly code: string
  readonly detail: { readonly zh: string; readonly en: string }
  /** A JSON pointer into the body, or `query.name`, `header.Name`. */
  readonly field?: string
  /** The request's number in the server's log. */
  readonly request?: string
}

/** An operation that was not carried out. Its message is in the language the page had then; `words` follows a change of it. */
export class Failed extends Error {
  readonly problem: Problem
  constructor(problem: Problem) {
    super(problem.detail[language()])
    this.problem = problem
  }
}

export const wordsOf = (error: unknown): string => error instanceof Failed ? error.problem.detail[language()] : error instanceof Error ? error.message : String(error)

/** Of a refusal that a server in between wrote, or none at all, something is said all the same. */
export async function problemIn(response: Response): Promise<Problem> {
  try {
    const said: unknown = await response.json()
    if (isProblem(said)) return said
  } catch { /* Not JSON: said below. */ }
  return { status: response.status, code: 'unreadable', detail: { zh: `服务器答复 ${response.status}，没有说明原因。`, en: `The server answered ${response.status} and did not say why.` } }
}

export const UNREACHABLE: Problem = {
  status: 0, code: 'unreachable',
  detail: { zh: '连不上服务器。填写的内容还在；恢复后再点一次，不会重复提交。', en: 'The server cannot be reached. What you wrote is still here; try again later, nothing is done twice.' },
}

function isProblem(said: unknown): said is Problem {
  return typeof said === 'object' && said !== null && 'status' in said && typeof said.status === 'number' && 'code' in said && typeof said.code === 'string'
    && 'detail' in said && typeof said.detail === 'object' && said.detail !== null && 'zh' in said.detail && typeof said.detail.zh === 'string' && 'en' in said.detail && typeof said.detail.en === 'string'
}
