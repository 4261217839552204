import { reporter, type Diagnostic } from '../diagnostic.ts'
import type { Program } from '../program.ts'
import { parseBlock, type Block } from '../source/pack.ts'
import { Mapping, readYaml } from '../source/yaml.ts'
import { completed, instrumentsIn } from './blocks.ts'
import { contextsOf, type Loaded } from './load.ts'

/** A policy one of whose rules is written anew; `changed`: the instruments of its block. */
export interface Changed { readonly program: Program; readonly changed: ReadonlySet<string>; readonly diagnostics: readonly Diagnostic[] }

/** The block of an instrument as it is written. */
export function ruleText({ source }: Loaded, instrument: string): string | undefined {
  const block = source.blocks.find(one => idsOf(one).includes(instrument))
  return block === undefined ? undefined : source.text.slice(source.text.indexOf('\n', block.span.from) + 1, block.span.to).replace(/\n?```\s*$/, '')
}

/**
 * Reads one rule's YAML in place of what stands there, and compiles it alone: the rest of the policy stays the same objects. Positions of
 * diagnostics are in the text given; with an error among them the program is the old one.
 */
export function changeRule(loaded: Loaded, instrument: string, text: string): Changed {
  const { source, others, vocabulary, program } = loaded
  const diagnostics: Diagnostic[] = []
  const report = reporter(instrument, diagnostics)
  const old = { program, changed: new Set<string>(), diagnostics }
  const block = source.blocks.find(one => idsOf(one).includes(instrument))
  if (block === undefined) { report('unknown-instrument', { from: 0, to: 0 }, { id: instrument }); return old }
  const tree = readYaml(text, 0, report)
  const raw = tree === undefined ? undefined : parseBlock(tree instanceof Mapping && tree.entries.has('respectively') ? 'several' : 'instrument', tree, report)
  if (raw === undefined || tree === undefined) return old
  const contextOf = (one: typeof source) => contextsOf(one, source, vocabulary, diagnostics)
  const made = instrumentsIn({ ...raw, article: block.article, span: block.span, tree }, (of, id, subject) => ({ ...contextOf(source)(of, id, subject), report }))
  const [before, after] = [idsOf(block), made.map(one => one.id)]
  // Another id is another instrument: to that the rest of the policy would have to be asked.
  if (before.join() !== after.join()) report('unknown-instrument', { from: 0, to: text.length }, { id: after.find(id => !before.includes(id)) ?? instrument })
  const whole = { ...program, instruments: program.instruments.map(one => made.find(({ id }) => id === one.id) ?? one) }
  const changed = new Set(after)
  const now = { ...whole, ...completed(whole, others, contextOf, diagnostics, changed) }
  return diagnostics.some(one => one.severity === 'error') ? old : { program: now, changed, diagnostics }
}

function idsOf(block: Block): string[] {
  if (block.kind === 'instrument') return [block.data.id.text]
  return block.kind === 'several' ? block.data.respectively.map(({ id }) => id.text) : []
}
