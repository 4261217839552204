import { calendar } from '@lizhu/feel'
import type { Loaded } from '@lizhu/policy'
import { parametersOf, readReform, readTexts, turned, type Alone, type Answered, type Asked, type Comparison, type Parameter, type Reform, type Simulation, type Texts, type Trial } from '@lizhu/policy/simulate'
import { comparisonsIn, type Database, type SimulateOptions } from '@lizhu/data'
import { Refusal } from './refusal.ts'

/** What a trial does to a city, and what each of its changes does alone, in one reading of the city. */
export async function answerTo(asked: Asked, loaded: Loaded, database: Database, options: Omit<SimulateOptions, 'asOf'>): Promise<Answered> {
  const { program } = loaded
  const parameters = parametersOf(program)
  const asOf = calendar.parseDate(asked.asOf)
  if (asOf === undefined) throw new Refusal(`评估日期“${asked.asOf}”不是日期，写成 2025-11-24。`, `The day ${asked.asOf} is not a date; write 2025-11-24.`)
  const reform = reformOf(asked.set, parameters)
  const texts = readTexts(asked.rule)
  const whole = turned(loaded, program, parameters, { reform, texts })
  const changes: { readonly name: string; readonly reform: Reform; readonly texts: Texts }[] = [...[...reform].map(one => ({ name: one[0], reform: new Map([one]), texts: new Map<string, string>() })), ...[...texts].map(one => ({ name: one[0], reform: new Map(), texts: new Map([one]) }))]
  const each = changes.length > 1 ? changes : []
  const trials = [whole, ...each.map(one => turned(loaded, program, parameters, one))].map(({ program: rules, changed }) => (part: Simulation): Trial => part.trialUnder(rules, changed))
  const [comparison, ...alone] = await comparisonsIn(program, database, trials, { takeUp: asked.takeUp, share: asked.share }, { ...options, asOf })
  if (comparison === undefined) throw new RangeError('nothing was simulated')
  return { comparison, reading: whole.reading, alone: alone.map((one, i) => aloneOf(each[i]?.name ?? '', one)) }
}

/** Nobody is named twice. */
const aloneOf = (name: string, { cost, instruments, winners, losers }: Comparison): Alone => ({ name, cost, instruments, winners, losers })

function reformOf(text: string, parameters: readonly Parameter[]): Reform {
  const { reform, problems } = readReform(text, parameters)
  const wrong = problems.map(({ text: said, near }) => `${said}${near === undefined ? '' : `（${near}）`}`).join('；')
  if (problems.length > 0) throw new Refusal(`这些改动读不懂：${wrong}。写成 编号=数，例如 ${parameters[0]?.id ?? ''}=${parameters[0]?.written ?? ''}。`, `These changes cannot be read: ${wrong}. Write id=value, such as ${parameters[0]?.id ?? ''}=${parameters[0]?.written ?? ''}.`)
  return reform
}
