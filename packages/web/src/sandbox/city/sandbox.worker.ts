import { arena, javascript, webassembly } from '@lizhu/feel/kernel'
import { decodeProgram } from '@lizhu/policy'
import { population } from '@lizhu/policy/population'
import { effectsOf, simulation, solve, type Simulation } from '@lizhu/policy/simulate'
import type { Ask, CityWanted, Tell, Trial } from './protocol.ts'
import { within } from './scope.ts'

/** A slider's next word must not wait longer than this for dossiers that are being worked out. */
const SLICE = 8
const REFRESH = 250
/** While the hand moves nothing else is done. */
const QUIET = 200
/** Columns and results of an enterprise, about 720 bytes measured. */
const PER_ENTERPRISE = 1200
const BESIDES = 32 << 20

let here: Simulation | undefined
let last: { readonly id: number; readonly trial: Trial; readonly at: number } | undefined
let told = 0
let left = 1
let settling = false
const turn = new MessageChannel()
turn.port1.onmessage = settle

addEventListener('message', ({ data }: MessageEvent<Ask>) => {
  try { answer(data) } catch (problem) { tell({ kind: 'failed', message: problem instanceof Error ? problem.message : String(problem) }) }
})
const tell = (what: Tell): void => postMessage(what)

function answer(ask: Ask): void {
  if (ask.kind === 'open') { open(ask.program, ask.city); return }
  if (here === undefined) return
  const { trial: { reform, assumptions } } = ask
  switch (ask.kind) {
    case 'run': last = { id: ask.id, trial: ask.trial, at: performance.now() }; compare(); break
    case 'effects': tell({ kind: 'effects', id: ask.id, effects: effectsOf(within(here, ask.scope, assumptions), reform, assumptions) }); compare(); break
    case 'solve': {
      const parameter = here.parameters.find(one => one.id === ask.parameter)
      if (parameter === undefined) return
      const found = solve(within(here, ask.scope, assumptions), { ...ask, parameter, reform, assumptions })
      tell({ kind: 'solved', id: ask.id, solved: 'value' in found ? { value: found.value, likely: found.comparison.cost[1].likely } : found })
      compare()
    }
  }
}

function open(encoded: string, { size, seed, asOf }: CityWanted): void {
  const since = performance.now()
  const program = decodeProgram(encoded)
  tell({ kind: 'stage', stage: 'city' })
  const memory = room(size * PER_ENTERPRISE + BESIDES)
  const city = population(program, { size, seed, asOf, ...(memory === undefined ? {} : { room: memory.room }) })
  tell({ kind: 'stage', stage: 'rules' })
  here = simulation(program, city, { asOf, ...(memory === undefined ? {} : { arena: memory }), kernel: plan => webassembly(plan, memory) ?? javascript(plan) })
  tell({ kind: 'ready', ms: performance.now() - since })
}

/** A device that has not so much memory in one piece does without. */
function room(bytes: number): ReturnType<typeof arena> {
  try { return arena(bytes) } catch (problem) { if (problem instanceof RangeError) return undefined; throw problem }
}

function compare(): void {
  if (here === undefined || last === undefined) return
  const since = performance.now()
  const comparison = here.run(last.trial.reform, last.trial.assumptions)
  told = performance.now()
  left = here.settle(() => false)
  tell({ kind: 'compared', id: last.id, comparison, left, ms: told - since })
  if (left > 0 && !settling) { settling = true; setTimeout(settle, QUIET) }
}

/** Works out dossiers a little at a time, between the words of the page. */
function settle(): void {
  if (here === undefined || last === undefined) return
  if (performance.now() - last.at < QUIET) { setTimeout(settle, QUIET); return }
  const until = performance.now() + SLICE
  left = here.settle(() => performance.now() < until)
  settling = left > 0
  if (left === 0 || performance.now() - told > REFRESH) compare()
  if (settling) turn.port2.postMessage(undefined)
}
