import { calendar, rational } from '@lizhu/feel'
import type { Program } from '@lizhu/policy'
import { readReform, readTexts, reformText, textsText, type Assumptions, type Parameter, type Reform, type Texts } from '@lizhu/policy/simulate'
import type { CityWanted } from './city/protocol.ts'

/** All that a link says: whoever opens it sees the same. */
export interface Setting {
  readonly article: number
  readonly reform: Reform
  /** Parts of rules that are written anew. */
  readonly texts: Texts
  readonly assumptions: Assumptions
  readonly city: CityWanted
  /** fen; undefined where the policy names no fund. */
  readonly budget: bigint | undefined
  /** The cost of the whole policy, not of the article alone. */
  readonly whole: boolean
  /** Parts of `set` that are no number of this policy. */
  readonly problems: readonly string[]
}

export const SIZES = [5000, 20_000, 100_000] as const
/** A made-up city has a clock of its own. */
const DEMO_DAY = '2025-11-24'
const FEN_PER_WAN = 1_000_000n

export function settingOf(search: URLSearchParams, program: Program, parameters: readonly Parameter[]): Setting {
  const whole = (key: string, least: number, most: number, otherwise: number): number => { const n = Number(search.get(key) ?? Number.NaN); return Number.isInteger(n) && n >= least && n <= most ? n : otherwise }
  const { reform, problems } = readReform(search.get('set') ?? '', parameters)
  const articles = articlesOf(parameters)
  const texts = readTexts(bounded(search.get('rule') ?? ''))
  const first = parameters.find(one => reform.has(one.id))?.words.article ?? articleOf(program, texts)
  const article = whole('article', 0, 10_000, first ?? firstArticle(parameters))
  const budget = search.has('budget') ? whole('budget', 0, 10_000_000, -1) : -1
  const size = whole('size', 1, 100_000, SIZES[0])
  return {
    article: articles.includes(article) ? article : firstArticle(parameters), reform, texts, problems: problems.map(one => one.text),
    assumptions: { takeUp: whole('takeup', 0, 100, 100), share: whole('share', 0, 100, 100) },
    city: { size, seed: whole('seed', 1, 2 ** 31 - 1, 1), asOf: calendar.parseDate(search.get('asof') ?? DEMO_DAY) ?? calendar.parseDate(DEMO_DAY) ?? 0 },
    budget: budget < 0 ? fundOf(program) : BigInt(budget) * FEN_PER_WAN, whole: search.get('scope') === 'all',
  }
}

/** What the address says of a setting; what is as it would be anyway is left out. */
export function addressOf({ article, reform, texts, assumptions: { takeUp, share }, city: { size, seed }, budget, whole }: Setting, program: Program, parameters: readonly Parameter[]): Readonly<Record<string, string | undefined>> {
  return {
    article: String(article), set: reformText(parameters, reform), rule: textsText(texts), takeup: takeUp === 100 ? undefined : String(takeUp), share: share === 100 ? undefined : String(share),
    size: size === SIZES[0] ? undefined : String(size), seed: seed === 1 ? undefined : String(seed), scope: whole ? 'all' : undefined,
    budget: budget === undefined || budget === fundOf(program) ? undefined : String(budget / FEN_PER_WAN),
  }
}

/** A link may hold anything. */
const bounded = (text: string): string => text.split('\n').slice(0, MOST_TEXTS).map(line => line.slice(0, MOST_LETTERS)).join('\n')
/** More than a policy has, and more than a rule. */
const [MOST_TEXTS, MOST_LETTERS] = [100, 2000]

const articleOf = ({ instruments }: Program, texts: Texts): number | undefined => instruments.find(one => [...texts.keys()].some(id => id.startsWith(`${one.id}.`)))?.article

/** Articles with numbers that can be turned, in their order. */
export const articlesOf = (parameters: readonly Parameter[]): readonly number[] => [...new Set(parameters.filter(one => one.at !== undefined).map(one => one.words.article))].sort((a, b) => a - b)

/** The first that is one instrument's alone and shows most of what can be done: a threshold, a rate, a cap. */
function firstArticle(parameters: readonly Parameter[]): number {
  const spoken = parameters.filter(one => one.at !== undefined)
  const scores = articlesOf(parameters).map(article => {
    const own = spoken.filter(one => one.words.article === article)
    const alone = new Set(own.flatMap(one => one.instruments)).size === 1
    return { article, score: alone ? new Set(own.map(one => one.role)).size : 0 }
  })
  return scores.reduce((best, one) => (one.score > best.score ? one : best), { article: scores[0]?.article ?? 0, score: 0 }).article
}

function fundOf({ funds }: Program): bigint | undefined {
  const amount = funds[0]?.amount
  return amount?.op === 'literal' && rational.isRational(amount.value) ? amount.value.n / amount.value.d : undefined
}
