import { groundsIn, restsOn, type Program, type Setting } from '@lizhu/policy'

/** A setting, or a question that the words leave open, with all places of one rule where the same is asked. */
export interface Question {
  readonly kind: 'setting' | 'reading'
  readonly id: string
  readonly words: string | undefined
  readonly article: number | undefined
  /** Of a setting. */
  readonly setting: Setting | undefined
  /** Of a reading: how it is read now, by whom, and how else it can be. `null`: not at all. */
  readonly readAs: string | null
  readonly decidedBy: string | undefined
  readonly options: readonly string[]
  /** Organisations that may decide it. */
  readonly entitled: readonly string[]
  /** Instruments whose answers rest on it. */
  readonly instruments: readonly string[]
}

const known = new WeakMap<Program, readonly Question[]>()

/** All settings and readings of a program, decided or not; `decide` takes them by kind and id. */
export function questionsOf(program: Program): readonly Question[] {
  const found = known.get(program) ?? [...settingsOf(program), ...readingsOf(program)]
  known.set(program, found)
  return found
}

function settingsOf(program: Program): Question[] {
  const resting = restingOn(program, ({ settings }) => settings.keys())
  return program.settings.map(setting => ({
    kind: 'setting', id: setting.id, words: setting.words?.quote, article: setting.words?.article ?? ruleOf(program, setting.instrument ?? '')?.article, setting,
    readAs: null, decidedBy: undefined, options: [], entitled: setting.owner === undefined ? [] : [setting.owner], instruments: resting.get(setting.id) ?? [],
  }))
}

function readingsOf(program: Program): Question[] {
  const { instruments, generals, definitions, rosters } = program
  const { readings } = groundsIn(program, [instruments, generals, definitions, rosters], { alternatives: true })
  const resting = restingOn(program, one => one.readings.keys())
  const asked = new Map<string, Question>()
  for (const { reading, alternatives } of readings.values()) {
    const [rule = ''] = reading.id.split('/')
    const key = `${rule}\0${reading.question}`
    const before = asked.get(key)
    const article = ruleOf(program, rule)?.article
    asked.set(key, {
      kind: 'reading', id: before?.id ?? reading.id, words: reading.question, article, setting: undefined, readAs: before?.readAs ?? reading.readAs, decidedBy: before?.decidedBy ?? reading.decidedBy,
      options: [...new Set([...before?.options ?? [], ...reading.readAs === null ? [] : [reading.readAs], ...alternatives])],
      entitled: program.articles.find(one => one.number === article)?.units ?? [],
      instruments: [...new Set([...before?.instruments ?? [], ...resting.get(reading.id) ?? []])],
    })
  }
  return [...asked.values()]
}

function restingOn(program: Program, ids: (grounds: ReturnType<typeof restsOn>) => Iterable<string>): ReadonlyMap<string, readonly string[]> {
  const resting = new Map<string, string[]>()
  for (const { id } of program.instruments) for (const ground of ids(restsOn(program, id))) resting.set(ground, [...resting.get(ground) ?? [], id])
  return resting
}

/** The block of this policy that an id names; another pack's are no article here. */
function ruleOf(program: Program, id: string): { readonly article: number } | undefined {
  const own = program.definitions.filter(one => one.pack === program.pack.id)
  return [...program.instruments, ...program.generals, ...program.targets, ...program.rosters, ...program.duties, ...own].find(one => one.id === id)
}
