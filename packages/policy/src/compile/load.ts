import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import type { Scope } from '@lizhu/feel'
import type { Diagnostic } from '../diagnostic.ts'
import { reporter } from '../diagnostic.ts'
import type { PackInfo, Program } from '../program.ts'
import { idOf, packBlock, readPack, type Folder, type PackSource } from '../source/pack.ts'
import { units } from '../source/units.ts'
import { day, type ContextOf } from './context.ts'
import { addDefinitions, checkDefinitions } from './definitions.ts'
import { compileBlocks } from './blocks.ts'
import { checkTargets, indicators } from './indicators.ts'
import { checkIds, checkReferences } from './references.ts'
import { settingType } from './around.ts'
import { addFacts, addOrganisations, optional, readFacts, scopeOf, vocabulary, type Vocabulary } from './vocabulary.ts'

/** Where packs are found by id: a folder on disk, a bundle, a test's map. */
export type Library = (id: string) => Folder | undefined
export interface Loaded { readonly program: Program; /** The names its expressions may use: for evaluating one more. */ readonly vocabulary: Vocabulary; readonly source: PackSource; readonly others: readonly PackSource[]; readonly diagnostics: readonly Diagnostic[] }

/**
 * Reads a pack, the packs whose words it shares (`use` in facts.yaml), and packs that complete it, into one program.
 * The program is whole even when diagnostics hold errors, so that all of them are found at once; do not run it then.
 */
export function loadPack(folder: Folder, library: Library = () => undefined, completing: readonly Folder[] = []): Loaded {
  const diagnostics: Diagnostic[] = []
  const words = vocabulary()
  const used = usedPacks(folder, library, diagnostics)
  const sources = [...used, folder, ...completing].map(one => readPack(one, diagnostics))
  const source = sources[used.length]
  if (source === undefined) throw new Error('a pack was asked for and not read')
  for (const one of sources) declare(one, words, diagnostics)
  for (const one of sources) if (!one.blocks.some(block => block.kind === 'completes')) checkDefinitions(one, words, diagnostics)
  const others = sources.filter(one => one !== source)
  checkIds(sources, diagnostics)
  const context = (one: PackSource) => contextsOf(one, source, words, diagnostics)
  const program: Program = {
    pack: info(source, diagnostics), others: others.map(one => info(one, diagnostics)),
    articles: source.sections.filter(section => section.number > 0).map(section => ({ number: section.number, title: section.title, text: section.text, units: units(section.text), ...(section.chapter === undefined ? {} : { chapter: section.chapter }) })),
    indicators: indicators(sources, words, diagnostics), kinds: [...words.kinds.values()], area: [...words.area.values()], organisations: [...words.organisations.values()],
    ...compileBlocks(source, others, context, diagnostics),
  }
  checkReferences(program, source, diagnostics)
  checkTargets(source, program.targets, program.indicators, reporter(source.file, diagnostics))
  return { program, vocabulary: words, source, others, diagnostics }
}

/** `use` of facts.yaml, followed: shared packs before those that share them. */
function usedPacks(folder: Folder, library: Library, diagnostics: Diagnostic[], seen: string[] = []): Folder[] {
  const facts = readFacts(folder, [])
  return (facts?.raw.use ?? []).flatMap(name => {
    if (seen.includes(name.text)) return []
    seen.push(name.text)
    const found = library(name.text)
    if (!found) { reporter(`${folder.name}/facts.yaml`, diagnostics)('unknown-pack', name.span, { pack: name.text }); return [] }
    return [...usedPacks(found, library, diagnostics, seen), found]
  })
}

/** First pass: names, so that blocks may use them in any order. */
function declare(source: PackSource, words: Vocabulary, diagnostics: Diagnostic[]): void {
  const facts = readFacts(source.folder, diagnostics)
  if (facts) addFacts(facts, words)
  addOrganisations(source.folder, words, diagnostics)
  addDefinitions(source, words, diagnostics)
  for (const block of source.blocks) {
    if (block.kind === 'roster') words.rosters.add(block.data.name.text)
    if ('settings' in block.data) for (const setting of block.data.settings ?? []) {
      const type = settingType(setting)
      if (type !== 'schedule') words.settings.set(setting.id.text, { name: setting.id.text, type })
    }
  }
}

/** What compiling a pack's blocks needs to know. */
export function contextsOf(source: PackSource, main: PackSource, words: Vocabulary, diagnostics: Diagnostic[]): ContextOf {
  const report = reporter(source.file, diagnostics)
  const pack = idOf(source)
  const scopes = new Map<string, Scope>()
  return (block, id, subject = '') => {
    const scope = scopes.get(subject) ?? scopeOf(words, subject === '' ? undefined : subject)
    scopes.set(subject, scope)
    return { id, pack, foreign: source !== main, article: block.article, law: source.laws.get(block.article), vocabulary: words, scope, report }
  }
}


function info(source: PackSource, diagnostics: Diagnostic[]): PackInfo {
  const report = reporter(source.file, diagnostics)
  const block = packBlock(source)
  const hash = bytesToHex(sha256(utf8ToBytes(`${source.text}\0${source.folder.files.get('facts.yaml') ?? ''}`)))
  if (!block) { report('no-pack-block', { from: 0, to: 0 }); return { id: source.folder.name, title: '', inForce: 0, hash } }
  const { data } = block
  return {
    id: data.id.text, title: data.title.text, hash, inForce: day(data['in force'], report), ...(data.until ? { until: day(data.until, report) } : {}),
    ...optional('en', data.en), ...optional('number', data.number), ...optional('issuer', data.issuer), ...optional('language', data.language), ...optional('replaces', data.replaces), ...optional('completes', data.completes),
  }
}
