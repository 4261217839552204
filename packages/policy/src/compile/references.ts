import { reporter, type Diagnostic } from '../diagnostic.ts'
import { nearest } from '../grammar/nearest.ts'
import type { Program } from '../program.ts'
import { Mapping, Scalar, Sequence, type Tree } from '../source/yaml.ts'
import { idOf, packBlock, type PackSource } from '../source/pack.ts'
import { EVERY, owners } from './vocabulary.ts'

/** One id, one thing: blocks, settings and definitions of a pack share a name space with no repeats. */
export function checkIds(sources: readonly PackSource[], diagnostics: Diagnostic[]): void {
  for (const source of sources) {
    const report = reporter(source.file, diagnostics)
    const seen = new Map<string, Scalar>()
    const declare = (id: Scalar) => {
      const before = seen.get(id.text)
      if (before) report('duplicate-id', id.span, { id: id.text, line: String(source.text.slice(0, before.span.from).split('\n').length) })
      else seen.set(id.text, id)
    }
    for (const block of source.blocks) {
      if (block.kind === 'several') block.data.respectively.forEach(row => { declare(row.id) })
      else if ('id' in block.data) declare(block.data.id)
      if ('settings' in block.data) block.data.settings?.forEach(setting => { declare(setting.id) })
    }
    const packs = source.blocks.filter(block => block.kind === 'pack')
    for (const block of packs.slice(1)) report('second-pack-block', block.span)
    if (packs[0] && source.blocks[0]?.kind !== 'pack') report('pack-not-first', packs[0].span)
  }
}

/** Names that are no expressions: instruments, targets, organisations, grains, schedules. */
export function checkReferences(program: Program, source: PackSource, diagnostics: Diagnostic[]): void {
  const report = reporter(source.file, diagnostics)
  const ids = new Set([...program.instruments, ...program.targets, ...program.duties, ...program.rosters].map(one => one.id))
  const known = new Set(program.organisations.map(one => one.id))
  const instrument = (name: Scalar) => { if (!ids.has(name.text)) report('unknown-instrument', name.span, { id: name.text, meant: nearest(name.text, ids) ?? '' }) }
  const organisation = (name: Scalar) => { if (known.size > 0 && !known.has(name.text)) report('unknown-organisation', name.span, { name: name.text, meant: nearest(name.text, known) ?? '' }) }
  for (const block of source.blocks) {
    visit(block.tree, (key, value) => {
      if (key === 'over' || key === 'among' || (key === 'applies to' && block.kind !== 'procedure')) scalars(value).forEach(instrument)
      if (key === 'same as' && value instanceof Scalar) instrument(value)
      if (key === 'owner' || key === 'payer' || key === 'by' && block.kind === 'duty') scalars(value).forEach(organisation)
      if ((key === 'per' || key === 'once') && value instanceof Scalar) checkGrain(value, block.kind === 'instrument' || block.kind === 'several' ? block.data.for.text : undefined, lineOf(block.tree), program, report)
      if (key === 'parts' && value instanceof Scalar && !program.settings.some(one => one.id === value.text)) report('missing-setting', value.span, { setting: value.text })
    })
  }
  const completed = packBlock(source)?.data.completes
  if (completed && completed.text === idOf(source)) report('completes-itself', completed.span)
}

/** A grain is the subject, one of its owners, the line, or a text fact of either that names a group. */
function checkGrain(grain: Scalar, subject: string | undefined, line: string | undefined, program: Program, report: ReturnType<typeof reporter>): void {
  if (subject === undefined) return
  const kinds = new Map(program.kinds.map(kind => [kind.name, kind]))
  const reach = [subject, ...owners(subject, { kinds }), ...(line === undefined || line in EVERY ? [] : [line, ...owners(line, { kinds })])]
  const facts = reach.flatMap(kind => kinds.get(kind)?.facts.map(fact => fact.name) ?? [])
  if (!reach.includes(grain.text) && !facts.includes(grain.text)) report('unknown-grain', grain.span, { grain: grain.text, grains: reach.join(' · ') })
}
function lineOf(tree: Tree): string | undefined {
  const amount = tree instanceof Mapping ? tree.entries.get('amount')?.value : undefined
  const sum = amount instanceof Mapping ? amount.entries.get('sum')?.value : undefined
  return sum instanceof Scalar ? sum.text : undefined
}
function scalars(tree: Tree): Scalar[] { return tree instanceof Scalar ? [tree] : tree instanceof Sequence ? tree.items.flatMap(scalars) : [] }
function visit(tree: Tree, see: (key: string, value: Tree) => void): void {
  if (tree instanceof Sequence) tree.items.forEach(item => { visit(item, see) })
  if (!(tree instanceof Mapping)) return
  for (const [key, { value }] of tree.entries) { see(key, value); visit(value, see) }
}
