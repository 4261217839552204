import type { Program } from '@lizhu/policy'
import type { Budget } from '../api/types.ts'
import { wordFor } from '../i18n/language.ts'
import { instrumentName } from '../matters/rules.ts'

/** A fund as its policy names it; as it was written where the policy has none of that name. */
export const fundName = (program: Program, fund: string): string => program.funds.find(one => one.id === fund)?.name ?? fund
/** A line of the budget in one line of text. */
export function budgetName(program: Program, { fund, year, source, instrument, name }: Budget): string {
  return [String(year), name ?? fundName(program, fund), source, ...instrument === null ? [] : [instrumentName(program, instrument)]].join(' · ')
}
export const transferName = (kind: string): string => wordFor(`transfer.${kind}`) ?? kind
