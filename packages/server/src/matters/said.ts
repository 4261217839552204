import { format, type TraceNode } from '@lizhu/feel'
import { explain, shortText, writePeriod, type Assessment, type ConditionTrace, type Step } from '@lizhu/policy'

interface Both { readonly zh: string; readonly en: string }
/** A fact that a phrase of the law was held against. */
export interface SaidFact { readonly owner: string; readonly name: string; readonly period: string; readonly value: Both }
/** A phrase of the article with what it came to: a condition, or a step of the amount. */
export interface Phrase {
  readonly id: string
  readonly words: string | null
  readonly article: number | null
  readonly verdict: 'met' | 'failed' | 'unknown' | 'undecided' | 'figure' | 'limits'
  readonly working: Both | null
  readonly facts: readonly SaidFact[]
}
/** An assessment in words and figures, as it is kept and shown. */
export interface Said { readonly phrases: readonly Phrase[]; readonly missing: readonly { readonly kind: string; readonly fact: string | null; readonly period: string }[] }

const both = (say: (language: 'zh' | 'en') => string): Both => ({ zh: say('zh'), en: say('en') })

/** The phrases in the order in which the law has them, each fact beside the phrase that read it. */
export function said(assessment: Assessment): Said {
  const [zh, en] = [explain(assessment, 'zh'), explain(assessment, 'en')]
  const steps = assessment.steps.flatMap((step, index) => phraseOfStep(step, `step/${index}`, zh.steps[index]?.working, en.steps[index]?.working))
  return {
    phrases: [...assessment.conditions.flatMap(one => phrasesOf(one)), ...steps],
    missing: assessment.missing.map(({ kind, fact, at }) => ({ kind, fact: fact?.name ?? null, period: fact?.every === undefined || at === undefined ? '' : writePeriod(fact.every, at) })),
  }
}

function phrasesOf(condition: ConditionTrace): Phrase[] {
  const { id, words, verdict, short, trace, of, excludes } = condition
  if (of !== undefined && words === undefined) return of.conditions.flatMap(phrasesOf)
  const holds = excludes === true && typeof verdict === 'boolean' ? !verdict : verdict
  const inner = of?.conditions.flatMap(phrasesOf) ?? []
  return [{
    id, words: words?.quote ?? null, article: words?.article ?? null, verdict: holds === true ? 'met' : holds === false ? 'failed' : holds,
    working: short === undefined ? null : both(language => shortText(short, language)), facts: [...trace === undefined ? [] : factsIn(trace), ...inner.flatMap(one => one.facts)],
  }]
}

function phraseOfStep({ step, words, limits, trace }: Step, id: string, zh: string | undefined, en: string | undefined): Phrase[] {
  if (words === undefined && trace === undefined && step !== 'round') return []
  return [{
    id, words: words?.quote ?? null, article: words?.article ?? null, verdict: limits === true ? 'limits' : 'figure',
    working: zh === undefined || en === undefined ? null : { zh, en }, facts: trace === undefined ? [] : factsIn(trace),
  }]
}

function factsIn(node: TraceNode): SaidFact[] {
  const { tree, value, at, children } = node
  if (tree.op !== 'fact') return children.flatMap(factsIn)
  const { owner, name, every } = tree.ref
  return [{ owner, name, period: every === undefined || at === undefined ? '' : writePeriod(every, at), value: both(language => format(value, tree.type, language)) }]
}
