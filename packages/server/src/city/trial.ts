import { calendar } from '@lizhu/feel'
import { decided, restsOn, type Decision, type Loaded, type Program } from '@lizhu/policy'
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
  const each = [...changes.length > 1 ? changes.map(one => ({ name: one.name, ...turned(loaded, program, parameters, one) })) : [], ...(asked.choices ?? []).map(one => chosenIn(program, one))]
  const trials = [whole, ...each].map(({ program: rules, changed }) => (part: Simulation): Trial => part.trialUnder(rules, changed))
  const [comparison, ...alone] = await comparisonsIn(program, database, trials, { takeUp: asked.takeUp, share: asked.share }, { ...options, asOf })
  if (comparison === undefined) throw new RangeError('nothing was simulated')
  return { comparison, reading: whole.reading, alone: alone.map((one, i) => aloneOf(each[i]?.name ?? '', one)) }
}

/** The policy with one question decided, and the instruments that rest on it. */
function chosenIn(program: Program, choice: Decision): { readonly name: string; readonly program: Program; readonly changed: ReadonlySet<string> } {
  const name = 'setting' in choice ? choice.value : choice.readAs
  const { program: rules, unfit } = decided(program, [choice])
  if (unfit.length > 0) throw new Refusal(`这里的政策没有这个选择：${name}。`, `The policy here leaves no such choice: ${name}.`)
  const rests = (id: string): boolean => { const { settings, readings } = restsOn(program, id); return 'setting' in choice ? settings.has(choice.setting) : readings.has(choice.reading) }
  return { name, program: rules, changed: new Set(program.instruments.filter((one, i) => one !== rules.instruments[i] || rests(one.id)).map(one => one.id)) }
}

/** Nobody is named twice. */
const aloneOf = (name: string, { cost, instruments, winners, losers }: Comparison): Alone => ({ name, cost, instruments, winners, losers })

function reformOf(text: string, parameters: readonly Parameter[]): Reform {
  const { reform, problems } = readReform(text, parameters)
  const wrong = problems.map(({ text: said, near }) => `${said}${near === undefined ? '' : `（${near}）`}`).join('；')
  if (problems.length > 0) throw new Refusal(`这些改动读不懂：${wrong}。写成 编号=数，例如 ${parameters[0]?.id ?? ''}=${parameters[0]?.written ?? ''}。`, `These changes cannot be read: ${wrong}. Write id=value, such as ${parameters[0]?.id ?? ''}=${parameters[0]?.written ?? ''}.`)
  return reform
}
