import type { Diagnostic } from '../diagnostic.ts'
import { reporter } from '../diagnostic.ts'
import type { Declaratory, Definition, Duty, Fund, General, Instrument, Link, Procedure, Program, Roster, Setting, Target } from '../program.ts'
import { idOf, packBlock, type Block, type PackSource } from '../source/pack.ts'
import { settings } from './around.ts'
import { applyCompletion, completion } from './completes.ts'
import { general, instrument, several } from './instrument.ts'
import { readable } from './reading.ts'
import { definition as definitionSchema } from '../grammar/blocks.ts'
import { optional } from './vocabulary.ts'
import { declaratory, duty, fund, link, roster, target } from './others.ts'
import { procedure } from './procedure.ts'
import { day, optionalWords, type Context, type ContextOf } from './context.ts'

type Compiled = Pick<Program, 'instruments' | 'generals' | 'settings' | 'definitions' | 'targets' | 'rosters' | 'duties' | 'funds' | 'procedures' | 'links' | 'declaratory'>

interface Collected { instruments: Instrument[]; generals: General[]; settings: Setting[]; targets: Target[]; rosters: Roster[]; duties: Duty[]; funds: Fund[]; procedures: Procedure[]; links: Link[]; declaratory: Declaratory[] }

/** Second pass: every block of the pack, then what completing packs add. */
export function compileBlocks(source: PackSource, others: readonly PackSource[], contextOf: (source: PackSource) => ContextOf, diagnostics: Diagnostic[]): Compiled {
  const into: Collected = { instruments: [], generals: [], settings: [], targets: [], rosters: [], duties: [], funds: [], procedures: [], links: [], declaratory: [] }
  const context = contextOf(source)
  for (const block of source.blocks) {
    compileBlock(block, context, into)
  }
  for (const one of [...others, source]) for (const block of one.blocks) {
    if ('settings' in block.data) into.settings.push(...settings(block.data.settings, 'id' in block.data ? block.data.id.text : '', contextOf(one)(block, '')))
  }
  // Another document may say how applications go; its word on an instrument comes before this one's.
  for (const one of [...others, source]) for (const block of one.blocks) if (block.kind === 'procedure') into.procedures.push(procedure(block.data, contextOf(one)(block, block.data.id.text), into.instruments))
  let { instruments, settings: decided } = into
  ;({ instruments, settings: decided } = completed({ instruments, settings: decided, targets: into.targets }, others, contextOf, diagnostics))
  const definitions = [...others, source].flatMap(one => one.blocks.flatMap(block => block.kind === 'definition' ? [definition(block, contextOf(one)(block, block.data.id.text))] : []))
  return { ...into, instruments, settings: decided, definitions }
}

/** What completing packs add to instruments and settings. `only`: to these instruments alone. */
export function completed({ instruments, settings: decided, targets }: Pick<Program, 'instruments' | 'settings' | 'targets'>, others: readonly PackSource[], contextOf: (source: PackSource) => ContextOf, diagnostics: Diagnostic[], only?: ReadonlySet<string>): { readonly instruments: Instrument[]; readonly settings: Setting[] } {
  let now = { instruments: [...instruments], settings: [...decided] }
  for (const other of others) {
    const report = reporter(other.file, diagnostics)
    for (const block of other.blocks) {
      if (block.kind !== 'completes' || only?.has(block.data.instrument.text) === false) continue
      const whose = instruments.find(one => one.id === block.data.instrument.text)
      if (!whose && !targets.some(one => one.id === block.data.instrument.text)) report('unknown-instrument', block.data.instrument.span, { id: block.data.instrument.text })
      const set = block.data.set
      if (set && !decided.some(one => one.id === set.text)) report('unknown-setting', set.span, { setting: set.text })
      const added = completion(block.data, contextOf(other)(block, block.data.instrument.text, whose?.for))
      now = applyCompletion(added, { id: idOf(other), inForce: inForce(other, diagnostics) }, now.instruments, now.settings)
    }
  }
  return now
}

function inForce(source: PackSource, diagnostics: Diagnostic[]): number {
  const block = packBlock(source)
  return block ? day(block.data['in force'], reporter(source.file, diagnostics)) : 0
}

/** The instruments of one block. */
export function instrumentsIn(block: Block, context: ContextOf): Instrument[] {
  if (block.kind === 'instrument') return [instrument(block.data, context(block, block.data.id.text, block.data.for.text))]
  return block.kind === 'several' ? several(block.data, id => context(block, id.text, block.data.for.text)) : []
}

function compileBlock(block: Block, context: ContextOf, into: Collected): void {
  switch (block.kind) {
    case 'instrument': case 'several': into.instruments.push(...instrumentsIn(block, context)); break
    case 'general': into.generals.push(general(block.data, context(block, block.data.id.text, generalSubject(block, context)))); break
    case 'target': into.targets.push(target(block.data, context(block, block.data.id.text))); break
    case 'roster': into.rosters.push(roster(block.data, context(block, block.data.id.text))); break
    case 'duty': into.duties.push(duty(block.data, false, context(block, block.data.id.text))); break
    case 'programme': into.duties.push(duty(block.data, true, context(block, block.data.id.text))); break
    case 'fund': into.funds.push(fund(block.data, context(block, block.data.id.text))); break
    case 'link': into.links.push(link(block.data, context(block, block.data.id.text))); break
    case 'declaratory': into.declaratory.push(declaratory(block.data, context(block, ''))); break
    default: break
  }
}
function definition(block: Extract<Block, { kind: 'definition' }>, context: Context): Definition {
  return readable(block.data, definitionSchema, 'definition', context, ({ id, en, words, value, list }) => ({
    id: id.text, ...optional('en', en), article: context.article, pack: context.pack, source: (value ?? list)?.text ?? '', ...optionalWords(words, context),
  }))
}
/** A general clause speaks of the party side that all subjects share. */
function generalSubject(block: Block, context: ContextOf): string | undefined {
  const { kinds } = context(block, '').vocabulary
  return [...kinds.values()].find(kind => kind.party)?.name
}
