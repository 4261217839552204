import type { MatterRead } from '../../api/types.ts'

type Fact = NonNullable<MatterRead['assessment']>['phrases'][number]['facts'][number]
export interface FactChange { readonly key: string; readonly fact: Fact; readonly before: Fact['value'] | undefined; readonly phrase: number }

/** Facts that the assessment now has otherwise than the one that was last looked at. */
export function changesOf({ assessment, before }: Pick<MatterRead, 'assessment' | 'before'>): readonly FactChange[] {
  if (assessment === null || before === null) return []
  const was = new Map(before.phrases.flatMap(one => one.facts).map(fact => [keyOf(fact), fact.value]))
  const found = assessment.phrases.flatMap((one, phrase) => one.facts.map((fact): FactChange => ({ key: keyOf(fact), fact, before: was.get(keyOf(fact)), phrase })))
  return [...new Map(found.filter(({ fact, before }) => before?.zh !== fact.value.zh).map(one => [one.key, one])).values()]
}

const keyOf = ({ owner, name, period }: Fact): string => `${owner}.${name}.${period}`
