import { useEffect, useMemo, useRef, useState } from 'react'
import type { Comparison, Effect } from '@lizhu/policy/simulate'
import { loadFullestText } from '../../pack/load.ts'
import type { Ask, CityWanted, Scope, Solved, Stage, Tell, Trial } from './protocol.ts'

export interface CityState {
  /** What is being made; absent once the city stands. */
  readonly stage?: Stage | undefined
  readonly compared?: { readonly comparison: Comparison; readonly trial: Trial; readonly left: number; readonly ms: number }
  readonly effects?: { readonly trial: Trial; readonly effects: readonly Effect[] }
  readonly failed?: string
}
type Solve = Omit<Extract<Ask, { kind: 'solve' }>, 'kind' | 'id'>
interface Link { readonly run: (trial: Trial) => void; readonly effects: (trial: Trial, scope: Scope) => void; readonly solve: (question: Solve) => Promise<Solved>; readonly close: () => void }

const EFFECTS_AFTER = 400

/** A city in a worker of its own, and what the trial at hand does to it. */
export function useCity(city: CityWanted, trial: Trial, scope: Scope): CityState & { readonly solve: (question: Solve) => Promise<Solved> } {
  const [state, setState] = useState<CityState>({ stage: 'program' })
  const link = useRef<Link>(undefined)
  const wanted = useRef(trial)
  wanted.current = trial
  const { size, seed, asOf } = city
  useEffect(() => {
    setState({ stage: 'program' })
    const opened = connect({ size, seed, asOf }, () => wanted.current, change => setState(now => ({ ...now, ...change })))
    link.current = opened
    return () => { opened.close(); link.current = undefined }
  }, [size, seed, asOf])
  useEffect(() => link.current?.run(trial), [trial])
  const stands = state.compared !== undefined
  useEffect(() => {
    if (!stands || trial.reform.size < 2) return undefined
    const timer = setTimeout(() => link.current?.effects(trial, scope), EFFECTS_AFTER)
    return () => clearTimeout(timer)
  }, [stands, trial, scope])
  const solve = useMemo(() => (question: Solve) => link.current?.solve(question) ?? Promise.reject(new Error('closed')), [])
  return { ...state, solve }
}

/** One question at a time is with the worker; of those that come meanwhile only the last is asked. */
function connect(city: CityWanted, first: () => Trial, on: (change: CityState) => void): Link {
  const worker = new Worker(new URL('./sandbox.worker.ts', import.meta.url), { type: 'module' })
  const ask = (what: Ask): void => worker.postMessage(what)
  const asked = new Map<number, Trial>()
  const waiting = new Map<number, (solved: Solved) => void>()
  let [next, running, ready] = [1, 0, false]
  let wanted: Trial | undefined
  const send = (trial: Trial): number => { const id = next++; asked.set(id, trial); return id }
  const run = (trial: Trial): void => {
    if (!ready || running > 0) { wanted = trial; return }
    asked.clear()
    running = send(trial)
    ask({ kind: 'run', id: running, trial })
  }
  worker.addEventListener('error', event => on({ failed: event.message }))
  worker.addEventListener('message', ({ data }: MessageEvent<Tell>) => {
    switch (data.kind) {
      case 'stage': on({ stage: data.stage }); break
      case 'ready': ready = true; run(first()); break
      case 'failed': on({ failed: data.message }); break
      case 'effects': { const trial = asked.get(data.id); if (trial !== undefined) on({ effects: { trial, effects: data.effects } }); break }
      case 'solved': waiting.get(data.id)?.(data.solved); waiting.delete(data.id); break
      case 'compared': {
        const trial = asked.get(data.id)
        if (trial !== undefined) on({ stage: undefined, compared: { comparison: data.comparison, trial, left: data.left, ms: data.ms } })
        if (data.id === running) running = 0
        if (wanted !== undefined && running === 0) { const trial = wanted; wanted = undefined; run(trial) }
      }
    }
  })
  loadFullestText().then(program => ask({ kind: 'open', program, city }), (problem: unknown) => on({ failed: String(problem) }))
  return {
    run,
    effects: (trial, scope) => { if (ready) ask({ kind: 'effects', id: send(trial), trial, scope }) },
    solve: question => new Promise(resolve => { const id = send(question.trial); waiting.set(id, resolve); ask({ kind: 'solve', id, ...question }) }),
    close: () => worker.terminate(),
  }
}
