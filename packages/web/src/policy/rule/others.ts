import type { Program, Reading, Words } from '@lizhu/policy'
import { nameOf, type Names } from '../../pack/names.ts'
import { phrase } from '../../pack/phrase.ts'
import { language } from '../../i18n/language.ts'
import { targetMeaning } from '../meaning.ts'
import { readingsOf } from '../readings.ts'

/** A block that is not an instrument, as rows of a label's key and what stands there. */
export interface Other {
  readonly name: string
  readonly words: Words
  readonly rows: readonly (readonly [OtherLabel, string])[]
  readonly readings: readonly Reading[]
}
export type OtherLabel = 'indicator' | 'goal' | 'within' | 'same as' | 'members' | 'by' | 'every' | 'count' | 'year' | 'amount' | 'document' | 'source' | 'because' | 'applies to' | 'settings'

export function otherOf(id: string, program: Program, names: Names): Other | undefined {
  const rows = (...all: readonly (readonly [OtherLabel, string | undefined])[]) =>
    all.flatMap(([label, text]) => (text === undefined || text === '' ? [] : [[label, text] as const]))
  const comma = language() === 'zh' ? '、' : ', '
  const target = program.targets.find(one => one.id === id)
  if (target !== undefined) {
    return { name: language() === 'en' && target.en !== undefined ? target.en : target.indicator, words: target.words, readings: readingsOf(target), rows: rows(['indicator', target.indicator], ['goal', targetMeaning(target, names)], ['within', target.within], ['same as', target.sameAs], ['settings', target.settings.join(comma)]) }
  }
  const roster = program.rosters.find(one => one.id === id)
  if (roster !== undefined) return { name: nameOf(roster), words: roster.words, readings: readingsOf(roster), rows: rows(['members', names.kind(roster.of)]) }
  const duty = program.duties.find(one => one.id === id)
  if (duty !== undefined) return { name: nameOf(duty), words: duty.words, readings: [], rows: rows(['by', duty.by.map(unit => names.unit(unit)).join(comma)], ['every', duty.every], ['count', duty.count]) }
  const fund = program.funds.find(one => one.id === id)
  if (fund !== undefined) return { name: fund.name, words: fund.words, readings: [], rows: rows(['year', phrase(fund.year, names)], ['amount', phrase(fund.amount, names)]) }
  const link = program.links.find(one => one.id === id)
  if (link !== undefined) return { name: link.document, words: link.words, readings: [], rows: rows(['document', link.document]) }
  return ruleless(id, program)
}

function ruleless(id: string, program: Program): Other | undefined {
  const general = program.generals.find(one => one.id === id)
  if (general !== undefined) return { name: id, words: general.words, readings: readingsOf(general), rows: [['applies to', general.appliesTo?.join('、') ?? (language() === 'zh' ? '全部工具' : 'every instrument')]] }
  const definition = program.definitions.find(one => one.id === id)
  if (definition?.words !== undefined) return { name: id, words: definition.words, readings: [], rows: [['source', definition.source]] }
  const [, article, index] = /^W(\d+)-(\d+)$/.exec(id) ?? []
  const said = program.declaratory.filter(one => one.words.pack === undefined)[Number(index ?? -1)]
  return said === undefined || article === undefined ? undefined : { name: language() === 'zh' ? '宣示' : 'Declaratory', words: said.words, readings: [], rows: [['because', said.because]] }
}
