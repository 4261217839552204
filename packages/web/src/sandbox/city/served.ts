import { calendar } from '@lizhu/feel'
import { decodeTold, exactText, textsText, type Answered, type Asked, type Comparison, type InWords, type Simulation, type Told } from '@lizhu/policy/simulate'
import type { Ask, Scope, Served, Tell, Trial } from './protocol.ts'
import { costWithin } from './scope.ts'

/** While a hand moves nothing is asked of the server. */
const QUIET = 250

/** The city that the server has, if it has one. */
export async function servedCity(): Promise<Served | undefined> {
  const answer = await fetch('/api/city')
  // A server that only hands out the pages answers with one.
  if (!answer.ok || answer.headers.get('Content-Type')?.includes('json') !== true) return undefined
  const said: unknown = await answer.json()
  if (typeof said !== 'object' || said === null || !('city' in said) || typeof said.city !== 'object' || said.city === null) return undefined
  const { name, enterprises, synthetic, asOf }: { name?: unknown; enterprises?: unknown; synthetic?: unknown; asOf?: unknown } = said.city
  const day = typeof asOf === 'string' ? calendar.parseDate(asOf) : undefined
  return typeof name === 'string' && typeof enterprises === 'number' && typeof synthetic === 'boolean' && day !== undefined ? { name, enterprises, synthetic, asOf: day } : undefined
}

/** A city on the server, in place of a simulation here. */
export interface OnServer {
  readonly run: (ask: Extract<Ask, { kind: 'run' }>) => Promise<void>
  readonly effects: (ask: Extract<Ask, { kind: 'effects' }>) => void
  readonly workedOut: (trial: Trial, on: (left: number) => void, stale: () => boolean) => Promise<Comparison | undefined>
}

/** What the server does not take, or did not end. */
export class Refused extends Error {
  readonly problem: InWords
  constructor(problem: InWords) { super(problem.en); this.problem = problem }
}

/** Of trials only the last is worked out: whatever was asked before ends on the server too. */
export function onServer({ program, parameters }: Pick<Simulation, 'program' | 'parameters'>, asOf: number, tell: (what: Tell) => void): OnServer {
  let asking = new AbortController()
  let answer: { readonly body: string; readonly answered: Answered } | undefined
  let wanted: { readonly id: number; readonly body: string; readonly scope: Scope; readonly trial: Trial } | undefined
  const bodyOf = ({ reform, texts, assumptions: { takeUp, share } }: Trial): string => {
    const set = exactText(parameters, reform)
    if (set === undefined) throw new Refused({ zh: '有一个数写不成条文里的样子，服务器算不了；换一个近旁的数。', en: 'One number cannot be written as the law writes it, and the server cannot take it; choose one near it.' })
    return JSON.stringify({ pack: program.pack.hash, asOf: calendar.isoDate(asOf), set, rule: textsText(texts), takeUp, share } satisfies Asked)
  }
  const tellEffects = (): void => {
    if (wanted === undefined || wanted.body !== answer?.body) return
    const { id, scope, trial: { assumptions } } = wanted
    tell({ kind: 'effects', id, left: 0, effects: answer.answered.alone.map(({ name, winners, losers, ...rest }) => ({ parameter: name, cost: costWithin(rest, scope, assumptions), winners, losers })) })
    wanted = undefined
  }
  return {
    async run({ id, trial }) {
      asking.abort()
      const { signal } = asking = new AbortController()
      try {
        await new Promise(resolve => { setTimeout(resolve, QUIET) })
        if (signal.aborted) return
        const since = performance.now()
        const body = bodyOf(trial)
        const answered = await asked(body, signal, ({ done, all }) => { tell({ kind: 'progress', id, done, all }) })
        answer = { body, answered }
        tell({ kind: 'compared', id, comparison: answered.comparison, reading: answered.reading, left: 0, ms: performance.now() - since })
        tellEffects()
      } catch (problem) {
        if (signal.aborted) return
        if (!(problem instanceof Refused)) throw problem
        tell({ kind: 'refused', problem: problem.problem })
      }
    },
    effects({ id, trial, scope }) { wanted = { id, body: bodyOf(trial), scope, trial }; tellEffects() },
    async workedOut(trial, on, stale) {
      const ending = new AbortController()
      const { comparison } = await asked(bodyOf(trial), ending.signal, ({ done, all }) => { if (stale()) ending.abort(); else on(all - done) })
      return stale() ? undefined : comparison
    },
  }
}

type Progress = Extract<Told, { readonly done: number }>

/** One question to its end. */
async function asked(body: string, signal: AbortSignal, on: (progress: Progress) => void): Promise<Answered> {
  const answer = await fetch('/api/simulate', { method: 'POST', body, headers: { 'Content-Type': 'application/json' }, signal })
  if (!answer.ok || answer.body === null) {
    const told = decodeTold(await answer.text())
    throw 'problem' in told ? new Refused(told.problem) : new Error(`/api/simulate: ${answer.status}`)
  }
  for await (const line of linesOf(answer.body)) {
    const told = decodeTold(line)
    if ('result' in told) return told.result
    if ('problem' in told) throw new Refused(told.problem)
    on(told)
  }
  throw new Refused({ zh: '服务器没有答完就断开了。', en: 'The server broke off before it had answered.' })
}

async function* linesOf(body: ReadableStream<Uint8Array<ArrayBuffer>>): AsyncGenerator<string, void, void> {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader()
  let rest = ''
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return
    const lines = (rest + value).split('\n')
    rest = lines.pop() ?? ''
    yield* lines
  }
}
