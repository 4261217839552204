import { BLOCKS, type Kind, type RawBlock } from '../grammar/blocks.ts'
import { nearest } from '../grammar/nearest.ts'
import { parseWith, plain } from '../grammar/parse.ts'
import { reporter, type Diagnostic } from '../diagnostic.ts'
import { readMarkdown, type Section } from './markdown.ts'
import { Mapping, readYaml, type Tree } from './yaml.ts'
import { law, squeeze, type Law } from './law.ts'
import type { Span } from '@lizhu/feel'

/** A pack's folder as text: file name (`policy.md`, `facts.yaml`, `cases/13.yaml`) → contents. */
export interface Folder { readonly name: string; readonly files: ReadonlyMap<string, string> }

/** A block as read: its kind and shape hold, its names and expressions are not looked at yet. */
export type Block = RawBlock & { readonly article: number; readonly span: Span; readonly tree: Tree }

export interface PackSource {
  readonly folder: Folder
  /** Path of policy.md, for messages. */
  readonly file: string
  readonly text: string
  readonly sections: readonly Section[]
  readonly laws: ReadonlyMap<number, Law>
  /** Squeezed official words of the whole document; what `hash` registers. */
  readonly official: string
  readonly blocks: readonly Block[]
  /** Blocks left out for a problem of shape; what they quote is not reported as unbound besides. */
  readonly broken: readonly { readonly article: number; readonly tree: Tree }[]
}

/** Reads policy.md of a folder into sections and blocks. Problems of shape go to `diagnostics`; a block with one is left out. */
export function readPack(folder: Folder, diagnostics: Diagnostic[]): PackSource {
  const file = `${folder.name}/policy.md`
  const report = reporter(file, diagnostics)
  const text = folder.files.get('policy.md')
  if (text === undefined) report('no-policy', { from: 0, to: 0 }, { folder: folder.name })
  const source = text ?? ''
  const document = readMarkdown(source, report)
  const blocks: Block[] = []
  const broken: { article: number; tree: Tree }[] = []
  for (const fence of document.fences) {
    const kind = fence.kind
    const here = { article: fence.article, span: fence.span }
    if (!isKind(kind)) { report('unknown-kind', { from: fence.span.from, to: fence.body.from - 1 }, { kind, meant: nearest(kind, Object.keys(BLOCKS)) ?? '' }); continue }
    const tree = readYaml(source.slice(fence.body.from, fence.body.to), fence.body.from, report)
    if (tree === undefined) continue
    const raw = parseBlock(kind === 'instrument' && tree instanceof Mapping && tree.entries.has('respectively') ? 'several' : kind, tree, report)
    if (raw === undefined) broken.push({ article: fence.article, tree })
    else blocks.push({ ...raw, ...here, tree })
  }
  return {
    folder, file, text: source, sections: document.sections, official: squeeze(document.official), blocks, broken,
    laws: new Map(document.sections.map(section => [section.number, law(section.number, section.text)])),
  }
}

/** A block's shape; problems go to `report`. */
export function parseBlock(kind: Kind, tree: Tree, report: Parameters<typeof parseWith>[2]): RawBlock | undefined {
  const block = { kind, data: plain(tree) }
  if (isRaw(block)) return block
  parseWith<unknown>(BLOCKS[kind], tree, report)
  return undefined
}
function isRaw(block: { readonly kind: Kind; readonly data: unknown }): block is RawBlock { return BLOCKS[block.kind].safeParse(block.data).success }
function isKind(kind: string): kind is Exclude<Kind, 'several'> { return kind in BLOCKS && kind !== 'several' }

/** The first block of a pack, which says what document it is. */
export function packBlock(source: PackSource): Extract<Block, { kind: 'pack' }> | undefined {
  return source.blocks.find((block): block is Extract<Block, { kind: 'pack' }> => block.kind === 'pack')
}
export function idOf(source: PackSource): string { return packBlock(source)?.data.id.text ?? source.folder.name }
