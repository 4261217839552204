import { useEffect, useMemo, useRef, useState } from 'react'
import type { Comparison, Effect, Part, Patch, Reading } from '@lizhu/policy/simulate'
import { language } from '../../i18n/language.ts'
import { loadFullestText, loadSources } from '../../pack/load.ts'
import type { Ask, CityWanted, Imported, Scope, Served, Solved, Stage, Tell, Trial } from './protocol.ts'

export interface CityState {
  /** What is being made; absent once the city stands. */
  readonly stage?: Stage | undefined
  readonly compared?: { readonly comparison: Comparison; readonly trial: Trial; readonly reading: Reading; readonly left: number; readonly ms: number }
  readonly effects?: { readonly trial: Trial; readonly effects: readonly Effect[]; readonly left: number }
  /** What can be written anew, once somebody wants to. */
  readonly parts?: readonly Part[]
  /** Of files of one's own. */
  readonly imported?: Imported
  /** How far the server is with the trial at hand; absent: it is not at it. */
  readonly progress?: { readonly done: number; readonly all: number } | undefined
  readonly failed?: string | undefined
}
type Solve = Omit<Extract<Ask, { kind: 'solve' }>, 'kind' | 'id'>
export interface City extends CityState {
  /** `on`: dossiers that are left before the next step. */
  readonly solve: (question: Solve, on: (left: number) => void) => Promise<Solved>
  /** Fetches what rules are written in. */
  readonly open: () => void
  readonly patch: (trial: Trial) => Promise<Patch>
}
interface Link extends Pick<City, 'solve' | 'patch' | 'open'> { readonly run: (trial: Trial) => void; readonly effects: (trial: Trial, scope: Scope) => void; readonly close: () => void }

const EFFECTS_AFTER = 400

/** Files of one's own, or the server's city; absent: a made-up one. */
export type Source = readonly File[] | Served | undefined
export const isServed = (source: Source): source is Served => source !== undefined && 'enterprises' in source

/** A city in a worker of its own, and what the trial at hand does to it. */
export function useCity(city: CityWanted, source: Source, trial: Trial, scope: Scope): City {
  const [state, setState] = useState<CityState>({ stage: 'program' })
  const link = useRef<Link>(undefined)
  const wanted = useRef(trial)
  wanted.current = trial
  const { size, seed, asOf } = city
  useEffect(() => {
    setState({ stage: 'program' })
    const opened = connect({ size, seed, asOf }, source, () => wanted.current, change => setState(now => ({ ...now, ...change })))
    link.current = opened
    return () => { opened.close(); link.current = undefined }
  }, [size, seed, asOf, source])
  useEffect(() => link.current?.run(trial), [trial])
  const stands = state.compared !== undefined
  useEffect(() => {
    if (!stands || trial.reform.size + trial.texts.size < 2) return undefined
    const timer = setTimeout(() => link.current?.effects(trial, scope), EFFECTS_AFTER)
    return () => clearTimeout(timer)
  }, [stands, trial, scope])
  const acts = useMemo((): Pick<City, 'solve' | 'patch' | 'open'> => ({
    solve: (question, on) => link.current?.solve(question, on) ?? closed(), patch: now => link.current?.patch(now) ?? closed(), open: () => link.current?.open(),
  }), [])
  return { ...state, ...acts }
}
const closed = (): Promise<never> => Promise.reject(new Error('closed'))

/** One question at a time is with the worker; of those that come meanwhile only the last is asked. A server hears of each at once, and gives up the one before. */
function connect(city: CityWanted, source: Source, first: () => Trial, on: (change: CityState) => void): Link {
  const served = isServed(source)
  const worker = new Worker(new URL('./sandbox.worker.ts', import.meta.url), { type: 'module' })
  const ask = (what: Ask): void => worker.postMessage(what)
  const asked = new Map<number, Trial>()
  const waiting = new Map<number, { readonly solved?: (solved: Solved) => void; readonly left?: (left: number) => void; readonly patch?: (patch: Patch) => void }>()
  let [next, running, latest, ready] = [1, 0, 0, false]
  let opened: Promise<void> | undefined
  let wanted: Trial | undefined
  const send = (trial: Trial): number => { const id = next++; asked.set(id, trial); return id }
  const open = (): Promise<void> => (opened ??= loadSources().then(text => ask({ kind: 'sources', text }), (problem: unknown) => on({ failed: String(problem) })))
  const run = (trial: Trial): void => {
    if (trial.texts.size > 0) void open()
    if (!ready || (running > 0 && !served)) { wanted = trial; return }
    // Effects that were asked for meanwhile are answered still.
    asked.delete(latest)
    latest = running = send(trial)
    if (served) on({ progress: { done: 0, all: 0 } })
    ask({ kind: 'run', id: running, trial })
  }
  const heard = (data: Tell): void => {
    switch (data.kind) {
      case 'stage': on({ stage: data.stage }); break
      case 'ready': ready = true; run(first()); break
      case 'imported': on({ imported: data.imported }); break
      case 'parts': on({ parts: data.parts }); break
      case 'progress': if (data.id === latest) on({ progress: { done: data.done, all: data.all } }); break
      case 'refused': running = 0; on({ progress: undefined, failed: data.problem[language()] }); break
      case 'failed': on({ progress: undefined, failed: data.message }); break
      case 'effects': { const trial = asked.get(data.id); if (trial !== undefined) on({ effects: { trial, effects: data.effects, left: data.left } }); if (data.left === 0) asked.delete(data.id); break }
      case 'solving': waiting.get(data.id)?.left?.(data.left); break
      case 'solved': waiting.get(data.id)?.solved?.(data.solved); waiting.delete(data.id); break
      case 'patch': waiting.get(data.id)?.patch?.(data.patch); waiting.delete(data.id); break
      case 'compared': {
        const trial = asked.get(data.id)
        if (trial !== undefined) on({ stage: undefined, compared: { comparison: data.comparison, trial, reading: data.reading, left: data.left, ms: data.ms }, ...(served ? { progress: undefined, failed: undefined } : {}) })
        if (data.id === running) running = 0
        if (wanted !== undefined && running === 0) { const trial = wanted; wanted = undefined; run(trial) }
      }
    }
  }
  worker.addEventListener('error', event => on({ failed: event.message }))
  worker.addEventListener('message', ({ data }: MessageEvent<Tell>) => heard(data))
  loadFullestText().then(program => ask({ kind: 'open', program, city, ...(isServed(source) ? { served } : { files: source }) }), (problem: unknown) => on({ failed: String(problem) }))
  return {
    run, open: () => { void open() },
    effects: (trial, scope) => { if (ready) ask({ kind: 'effects', id: send(trial), trial, scope }) },
    solve: (question, left) => new Promise(solved => { const id = next++; waiting.set(id, { solved, left }); ask({ kind: 'solve', id, ...question }) }),
    async patch(trial) {
      await open()
      return new Promise(patch => { const id = next++; waiting.set(id, { patch }); ask({ kind: 'patch', id, trial }) })
    },
    close: () => worker.terminate(),
  }
}
