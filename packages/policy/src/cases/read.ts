import { caseFile, type RawCase } from '../grammar/cases.ts'
import { parseWith, plain } from '../grammar/parse.ts'
import { reporter, type Diagnostic } from '../diagnostic.ts'
import { Scalar, readYaml, type Tree } from '../source/yaml.ts'
import type { Folder } from '../source/pack.ts'

/** A worked example of a pack, with where it stands. */
export interface Case { readonly file: string; readonly at: number; readonly raw: RawCase; /** The facts as plain text values, as a facts file would give them. */ readonly facts: unknown }

/** Reads `cases/*.yaml` of a pack. */
export function readCases(folder: Folder, diagnostics: Diagnostic[]): Case[] {
  return [...folder.files].filter(([name]) => name.startsWith('cases/')).flatMap(([name, text]) => {
    const file = `${folder.name}/${name}`
    const report = reporter(file, diagnostics)
    const tree = readYaml(text, 0, report)
    const cases = tree && parseWith(caseFile, tree, report)
    return (cases ?? []).map(raw => ({ file, at: raw.case.span.from, raw, facts: bare(raw.facts) }))
  })
}

/** YAML as plain values: scalars as their text. Facts files are typed by the pack, not by YAML. */
export function bare(value: unknown): unknown {
  if (value instanceof Scalar) return value.text
  if (Array.isArray(value)) return value.map(bare)
  if (value !== null && typeof value === 'object') return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, bare(item)]))
  return value
}

/** A facts file (YAML) as the plain data that `readDossier` takes. */
export function readFactsFile(file: string, text: string, diagnostics: Diagnostic[]): unknown {
  const tree: Tree | undefined = readYaml(text, 0, reporter(file, diagnostics))
  return tree === undefined ? undefined : bare(plain(tree))
}
