import { reporter, type Diagnostic } from '../diagnostic.ts'
import { idOf, packBlock, type PackSource } from '../source/pack.ts'

/**
 * Versions of one policy (each `replaces` the one before) may not be in force on the same day: a case must have one law.
 * A version without `until` ends on the day before the one that replaces it begins.
 */
export function checkVersions(sources: readonly PackSource[], diagnostics: Diagnostic[]): void {
  const byId = new Map(sources.map(source => [idOf(source), source]))
  for (const source of sources) {
    const pack = packBlock(source)?.data
    const before = pack?.replaces && byId.get(pack.replaces.text)
    const report = reporter(source.file, diagnostics)
    if (pack?.replaces && !before) report('unknown-pack', pack.replaces.span, { pack: pack.replaces.text }, 'warning')
    const old = before && packBlock(before)?.data
    if (!pack || !old) continue
    const start = pack['in force'].text
    if (old.until && old.until.text >= start) report('versions-overlap', pack['in force'].span, { pack: pack.id.text, other: old.id.text, from: start, to: old.until.text })
    if (old['in force'].text >= start) report('version-before', pack['in force'].span, { pack: pack.id.text, other: old.id.text, from: start, to: old['in force'].text })
  }
}
