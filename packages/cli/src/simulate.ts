import { writeFileSync } from 'node:fs'
import pc from 'picocolors'
import { calendar, quantity, rational } from '@lizhu/feel'
import type { Language } from '@lizhu/policy'
import { mergedComparison, meetingsOf, parametersOf, patchOf, readReform, reformed, solve, type Assumptions, type Comparison, type Parameter, type Reform, type Setting, type Simulation } from '@lizhu/policy/simulate'
import { simulationsIn } from '@lizhu/data'
import { dayOf, openSound } from './assess.ts'
import { openData } from './data.ts'
import { inWorkFolder } from './folders.ts'
import { interruptible } from './interrupt.ts'
import { EXIT, Refusal } from './open.ts'
import { progress } from './progress.ts'
import { comparisonJson, printComparison } from './comparison.ts'

export interface SimulateOptions { readonly data: string; readonly set?: readonly string[]; readonly takeUp: string; readonly share: string; readonly solve?: string; readonly by?: string; readonly patch?: string; readonly asOf?: string; readonly with?: readonly string[]; readonly json?: boolean; readonly lang: Language }

/** `lizhu simulate PACK --data … --set 'I13-1.amount=6%'`: what other numbers would cost a city, and who would gain and lose. */
export function simulate(path: string, options: SimulateOptions): Promise<number> {
  const { lang: language } = options
  const opened = openSound(path, options)
  const { program } = opened
  const parameters = parametersOf(program)
  const asked = reformOf(options.set ?? [], parameters)
  const assumptions = { takeUp: percentOf('--take-up', options.takeUp), share: percentOf('--share', options.share) }
  const question = options.solve === undefined ? undefined : questionOf(options.solve, options.by, parameters)
  if (asked.size === 0 && question === undefined) throw new Refusal(`用 --set 说改哪个数，例如 --set '${example(parameters)}'；全部可改的数：\n${listOf(parameters)}\nSay with --set which number to change; those above can be.`, EXIT.usage)
  const asOf = dayOf(options.asOf)
  return interruptible(language, signal => inWorkFolder(options.patch ?? `${process.cwd()}/x`, async work => {
    const bar = progress(language)
    const data = await openData(opened, options.data, { language, work, bar, signal })
    try {
      bar.step(language === 'zh' ? '推演' : 'simulating')
      const simulations = simulationsIn(program, data.database, { asOf, signal, onUnits: bar.at })
      const reform = question === undefined ? asked : await solved(simulations, question, asked, assumptions, { language, signal })
      const alone = reform.size > 1 ? [...reform].map(one => new Map([one])) : []
      const done: Comparison[][] = []
      // Only looking for a number keeps the city in memory: it is gone through many times then.
      for await (const part of question === undefined ? simulations : simulationsIn(program, data.database, { asOf, signal, onUnits: bar.at })) done.push([reform, ...alone].map(one => outcome(part, one, assumptions, signal)))
      const [comparison, ...each] = [reform, ...alone].map((_, i) => mergedComparison(done.flatMap(part => part[i] ?? []), assumptions))
      if (comparison === undefined) throw new RangeError('nothing was simulated')
      bar.end()
      const effects = each.map(({ cost, winners, losers }, i) => ({ parameter: [...reform.keys()][i] ?? '', cost, winners, losers }))
      const patch = patchOf(opened.source, parameters, reform)
      if (options.patch !== undefined) writeFileSync(options.patch, patch.diff)
      const meetings = { before: meetingsOf(program), after: meetingsOf(reformed(program, parameters, reform)) }
      const report = { program, parameters, reform, assumptions, comparison, effects, meetings, synthetic: data.synthetic, asOf: calendar.isoDate(asOf), patch }
      if (options.json === true) console.log(JSON.stringify(comparisonJson(report), null, 2))
      else printComparison(report, language)
      if (options.patch !== undefined && options.json !== true) console.log(pc.dim(`→ ${options.patch}`))
      return EXIT.ok
    } finally { bar.end(); await data.close() }
  }))
}

/** Every row counted, those too that columns leave to the closure. */
function outcome(part: Simulation, reform: Reform, assumptions: Assumptions, signal: AbortSignal): Comparison {
  part.run(reform, assumptions)
  while (part.settle(() => !signal.aborted) > 0) signal.throwIfAborted()
  return part.run(reform, assumptions)
}

function reformOf(settings: readonly string[], parameters: readonly Parameter[]): Reform {
  const { reform, problems } = readReform(settings.join(';'), parameters)
  const [problem] = problems
  if (problem !== undefined) throw new Refusal(wordsOf(problem, parameters), EXIT.usage)
  return reform
}

function wordsOf({ problem, text, near }: Exclude<Setting, { readonly parameter: Parameter }>, parameters: readonly Parameter[]): string {
  switch (problem) {
    case 'no-equals': return `--set ${text}：写成 编号=数，例如 ${example(parameters)}。\n--set ${text}: write id=value, such as ${example(parameters)}.`
    case 'no-parameter': return `没有 ${text} 这个数；相近的有 ${near ?? ''}，不带 --set 运行可列出全部。\nThere is no number ${text}; a near one is ${near ?? ''}, and running without --set lists all.`
    case 'no-value': return `“${text}”不是数；照条文写，例如 ${near ?? ''}。\n“${text}” is no figure; write it as the law does, such as ${near ?? ''}.`
    case 'other-type': return `“${text}”与条文的 ${near ?? ''} 不是一类数。\n“${text}” is not of a kind with ${near ?? ''} in the law.`
    case 'out-of-range': return `“${text}”小于零。\n“${text}” is below zero.`
  }
}
const example = (parameters: readonly Parameter[]): string => parameters.slice(0, 1).map(one => `${one.id}=${one.written}`).join('')
const listOf = (parameters: readonly Parameter[]): string => parameters.map(one => `  ${one.id}=${one.written}`).join('\n')

function percentOf(option: string, text: string): number {
  const found = /^(\d{1,3})%?$/.exec(text.trim())
  const value = Number(found?.[1])
  if (found === null || value > 100) throw new Refusal(`${option} ${text}：写 0 到 100 的整数百分比。\n${option} ${text}: write a whole percentage from 0 to 100.`, EXIT.usage)
  return value
}

interface Wanted { readonly figure: 'low' | 'likely' | 'high'; readonly target: bigint; readonly parameter: Parameter }
/** `high=5000万元` */
function questionOf(text: string, by: string | undefined, parameters: readonly Parameter[]): Wanted {
  const [, figure, sum = ''] = /^(low|likely|high)=(.+)$/.exec(text.trim()) ?? []
  const read = quantity(sum)
  const parameter = parameters.find(one => one.id === by)
  if ((figure !== 'low' && figure !== 'likely' && figure !== 'high') || read?.type.kind !== 'money' || !rational.isRational(read.value)) throw new Refusal(`--solve ${text}：写成 high=5000万元（low、likely、high 之一）。\n--solve ${text}: write high=5000万元 (low, likely or high).`, EXIT.usage)
  if (parameter === undefined) throw new Refusal(`--by ${by ?? ''}：说出只动哪个数，例如 ${parameters[0]?.id ?? ''}。\n--by ${by ?? ''}: say which number may move, such as ${parameters[0]?.id ?? ''}.`, EXIT.usage)
  return { figure, target: rational.floor(read.value), parameter }
}

async function solved(simulations: AsyncIterable<Simulation>, { parameter, figure, target }: Wanted, reform: Reform, assumptions: Assumptions, { language, signal }: { readonly language: Language; readonly signal: AbortSignal }): Promise<Reform> {
  const parts: Simulation[] = []
  for await (const part of simulations) parts.push(part)
  const run = (tried: Reform, as: Assumptions): Comparison => mergedComparison(parts.map(part => outcome(part, tried, as, signal)), as)
  const answer = solve({ run }, { parameter, figure, target, reform, assumptions })
  if ('value' in answer) return new Map([...reform, [parameter.id, answer.value]])
  const wan = (fen: bigint): string => `${(fen / 1_000_000n).toLocaleString('en-US')} 万元`
  throw new Refusal(language === 'zh' ? `只动 ${parameter.id} 到不了：它让这个数落在 ${wan(answer.least)} 到 ${wan(answer.most)} 之间。` : `${parameter.id} alone cannot: it takes the figure from ${wan(answer.least)} to ${wan(answer.most)}.`, EXIT.findings)
}
