import { rational } from '@lizhu/feel'
import { procedureOf, type Instrument, type Program } from '@lizhu/policy'
import type { Matter } from '../api/types.ts'
import { exactly, overview } from '../pack/figures.ts'
import { loadFullest } from '../pack/load.ts'
import { nameOf } from '../pack/names.ts'

let rules: Promise<Program> | undefined
/** The policy as applications go by it: with what completes it, the procedures too. */
export const loadRules = (): Promise<Program> => (rules ??= loadFullest())

/** Its name in the language of the page; its identifier where this program has it no more. */
export function instrumentName({ instruments }: Program, id: string): string {
  const found = instruments.find(one => one.id === id)
  return found === undefined ? id : nameOf(found)
}

/** Instruments under which money can be applied for: others are measures, or let somebody off a charge. */
export const payingOf = ({ instruments }: Program): readonly Instrument[] => instruments.filter(({ what }) => what.kind === 'amount' && what.amount.form === undefined && what.amount.type.kind === 'money')
export const wayOf = (program: Program, instrument: string): Matter['way'] | undefined => procedureOf(program, instrument)?.way

const fenOf = (fen: string) => rational.whole(BigInt(fen))
/** 元 to the fen. `fen`: a whole number. */
export const yuan = (fen: string): string => exactly(fenOf(fen))
/** As overviews have it, without its unit. */
export const rough = (fen: string): string => overview(fenOf(fen))

/** What was decided; else what the assessment came to, and whether that is but a ceiling. */
export function worthOf({ amount, most, how }: Pick<Matter, 'amount' | 'most' | 'how'>): { readonly fen: string; readonly upTo: boolean } | undefined {
  if (amount !== null) return { fen: amount, upTo: false }
  return most === null ? undefined : { fen: most, upTo: how !== 'exact' }
}
