import { arena, javascript, webassembly, type Room } from '@lizhu/feel/kernel'
import { decodeProgram } from '@lizhu/policy'
import type { City } from '@lizhu/policy/city'
import { population } from '@lizhu/policy/population'
import { parametersOf, simulation, solving, stands, type Comparison, type Effect, type Simulation } from '@lizhu/policy/simulate'
import type { Opened } from './own.ts'
import type { Ask, Tell, Trial } from './protocol.ts'
import type { Rules } from './rules.ts'
import { costWithin } from './scope.ts'
import { onServer, Refused, type OnServer } from './served.ts'
import { trials, type Underway } from './trials.ts'
import { pause, slices } from './turns.ts'

const REFRESH = 250
/** Columns and results of an enterprise, about 720 bytes measured. */
const PER_ENTERPRISE = 1200
const BESIDES = 32 << 20

let here: Simulation | undefined
/** What is simulated, here or on the server. */
let law: Pick<Simulation, 'program' | 'parameters'> | undefined
let there: OnServer | undefined
let underway: ((trial: Pick<Trial, 'reform' | 'texts'>) => Underway) | undefined
let reading: Promise<Rules> | undefined
let rules: Rules | undefined
let last: { readonly id: number; readonly trial: Trial; readonly at: number } | undefined
let told = 0
let settling = false
/** Of effects and solutions only the last that was asked for is worked out. */
const wanted = { effects: 0, solve: 0 }

addEventListener('message', ({ data }: MessageEvent<Ask>) => { answer(data).catch((problem: unknown) => tell(problem instanceof Refused ? { kind: 'refused', problem: problem.problem } : { kind: 'failed', message: problem instanceof Error ? problem.message : String(problem) })) })
const tell = (what: Tell): void => postMessage(what)

async function answer(ask: Ask): Promise<void> {
  switch (ask.kind) {
    case 'open': await open(ask); break
    case 'sources': {
      reading ??= import('./rules.ts').then(({ rulesFrom }) => rulesFrom(ask.text))
      rules = await reading
      tell({ kind: 'parts', parts: rules.parts })
      if (last !== undefined && last.trial.texts.size > 0) compare()
      break
    }
    case 'run': if (there !== undefined) { await there.run(ask); break } last = { id: ask.id, trial: ask.trial, at: performance.now() }; compare(); break
    case 'effects': if (there !== undefined) { there.effects(ask); break } wanted.effects = ask.id; await effects(ask); break
    case 'solve': wanted.solve = ask.id; await solve(ask); break
    case 'patch': await patch(ask); break
    case 'anew': anew(ask); break
  }
}

async function open({ program: encoded, city: wanted, files, served }: Extract<Ask, { kind: 'open' }>): Promise<void> {
  const since = performance.now()
  const program = decodeProgram(encoded)
  const { size, seed, asOf } = wanted
  if (served === true) {
    law = { program, parameters: parametersOf(program) }
    there = onServer(law, asOf, tell)
    tell({ kind: 'ready', ms: performance.now() - since })
    return
  }
  tell({ kind: 'stage', stage: 'city' })
  const own = files === undefined ? undefined : await import('./own.ts').then(({ openOwn }) => openOwn(program, files))
  if (own === 'too many') { tell({ kind: 'failed', message: own }); return }
  const memory = room((own?.parties ?? size) * PER_ENTERPRISE + BESIDES)
  const city = own === undefined ? population(program, { size, seed, asOf, ...(memory === undefined ? {} : { room: memory.room }) }) : imported(own, memory?.room)
  tell({ kind: 'stage', stage: 'rules' })
  law = here = simulation(program, city, { asOf, ...(memory === undefined ? {} : { arena: memory }), kernel: plan => webassembly(plan, memory) ?? javascript(plan) })
  underway = trials(here, () => rules)
  tell({ kind: 'ready', ms: performance.now() - since })
}

function imported({ read }: Opened, into: Room | undefined): City {
  const { city, imported: report } = read(into)
  tell({ kind: 'imported', imported: report })
  return city
}

/** A device that has not so much memory in one piece does without. */
function room(bytes: number): ReturnType<typeof arena> {
  try { return arena(bytes) } catch (problem) { if (problem instanceof RangeError) return undefined; throw problem }
}

function compare(): void {
  // Rules that are written anew wait for what they are written in.
  if (underway === undefined || last === undefined || (last.trial.texts.size > 0 && rules === undefined)) return
  const since = performance.now()
  const { tried, reading } = underway(last.trial)
  const comparison = tried.compare(last.trial.assumptions)
  told = performance.now()
  const left = tried.settle(() => false)
  tell({ kind: 'compared', id: last.id, comparison, reading, left, ms: told - since })
  if (left > 0 && !settling) { settling = true; void settle() }
}

/** Works out dossiers a little at a time, between the words of the page. */
async function settle(): Promise<void> {
  while (settling && last !== undefined && underway !== undefined) {
    await pause(last.at)
    const left = underway(last.trial).tried.settle(slices())
    settling = left > 0
    if (left === 0 || performance.now() - told > REFRESH) compare()
  }
}

/** A trial worked out to the last dossier; undefined: it is wanted no more. */
async function workedOut(trial: Trial, on: (left: number) => void, stale: () => boolean): Promise<Comparison | undefined> {
  for (let since = performance.now(); !stale();) {
    await pause(last?.at ?? 0)
    const tried = underway?.(trial).tried
    const left = tried?.settle(slices())
    if (left === 0) return tried?.compare(trial.assumptions)
    if (performance.now() - since > REFRESH) { on(left ?? 0); since = performance.now() }
  }
  return undefined
}

/** Each change alone: by what is known at once, then worked out. */
async function effects({ id, trial, scope }: Extract<Ask, { kind: 'effects' }>): Promise<void> {
  const { reform, texts, assumptions } = trial
  const alone = [...[...reform].map(one => ({ name: one[0], trial: { reform: new Map([one]), texts: new Map(), assumptions } })), ...[...texts].map(one => ({ name: one[0], trial: { reform: new Map(), texts: new Map([one]), assumptions } }))]
  const effect = (parameter: string, comparison: Comparison): Effect => ({ parameter, cost: costWithin(comparison, scope, assumptions), winners: comparison.winners, losers: comparison.losers })
  const found = alone.flatMap(one => { const comparison = underway?.(one.trial).tried.compare(assumptions); return comparison === undefined ? [] : [effect(one.name, comparison)] })
  tell({ kind: 'effects', id, effects: found, left: 1 })
  for (const [i, one] of alone.entries()) {
    const comparison = await workedOut(one.trial, () => undefined, () => wanted.effects !== id)
    if (comparison === undefined) return
    found[i] = effect(one.name, comparison)
  }
  tell({ kind: 'effects', id, effects: found, left: 0 })
}

async function solve({ id, trial, scope, ...question }: Extract<Ask, { kind: 'solve' }>): Promise<void> {
  const parameter = law?.parameters.find(one => one.id === question.parameter)
  if (parameter === undefined) return
  const steps = solving({ ...question, parameter, reform: trial.reform, assumptions: trial.assumptions })
  let step = steps.next()
  while (step.done !== true) {
    const comparison = await (there?.workedOut ?? workedOut)({ ...trial, reform: step.value }, left => tell({ kind: 'solving', id, left }), () => wanted.solve !== id)
    if (comparison === undefined) return
    step = steps.next({ ...comparison, cost: costWithin(comparison, scope, trial.assumptions) })
  }
  tell({ kind: 'solved', id, solved: 'value' in step.value ? { value: step.value.value, likely: step.value.comparison.cost[1].likely } : step.value })
}

/** Numbers that were written away stay as the law has them. */
async function patch({ id, trial: { reform, texts } }: Extract<Ask, { kind: 'patch' }>): Promise<void> {
  const rules = await reading
  if (law === undefined || rules === undefined) return
  const { program } = rules.write(law.program, law.parameters, { reform: new Map(), texts })
  const left = new Map([...reform].filter(([name]) => law?.parameters.some(one => one.id === name && stands(program, one))))
  tell({ kind: 'patch', id, patch: rules.patch(law.parameters, left, texts) })
}

function anew({ id, trial }: Extract<Ask, { kind: 'anew' }>): void {
  if (here === undefined) return
  const since = performance.now()
  const comparison = here.anew(trial.assumptions)
  tell({ kind: 'compared', id, comparison, reading: { said: [], unknown: [], gone: [] }, left: 0, ms: performance.now() - since })
}
