import { check, parse, type Syntax } from '@lizhu/feel'
import { z } from 'zod'
import { reporter, type Diagnostic } from '../diagnostic.ts'
import { parseWith } from '../grammar/parse.ts'
import { text } from '../grammar/leaf.ts'
import { alternativeName } from '../alternative.ts'
import { Scalar, readYaml } from '../source/yaml.ts'
import type { PackSource } from '../source/pack.ts'
import { EVERY, scopeOf, type Vocabulary } from './vocabulary.ts'

/** A list of codes beside a pack: what it is, where it comes from, what to be careful of, code → name. */
const listFile = z.strictObject({ title: text.optional(), source: text, caution: text.optional(), codes: z.record(z.string(), text) })

/** Parses the pack's definitions into the vocabulary; their types are looked at where they are used. */
export function addDefinitions(source: PackSource, words: Vocabulary, diagnostics: Diagnostic[]): void {
  const report = reporter(source.file, diagnostics)
  for (const block of source.blocks) {
    if (block.kind !== 'definition') continue
    const { id, value, list, takes, every } = block.data
    const body = value ? parseBody(value, report) : list ? readList(source, list, diagnostics) : undefined
    if (!value && !list) report('definition-one-of', id.span)
    if (!body) continue
    const alternatives = (block.data.reading?.or ?? []).flatMap(row => row['value'] instanceof Scalar ? parseBody(row['value'], report) ?? [] : [])
    const period = every && EVERY[every.text]
    words.definitions.set(id.text, { name: id.text, takes: (takes ?? []).map(name => name.text), body: chosen(body, alternatives, `${id.text}/definition`), ...(period ? { every: period } : {}) })
  }
}

/** The first alternative that the run has chosen, else the definition as it is written. */
function chosen(body: Syntax, alternatives: readonly Syntax[], reading: string): Syntax {
  return alternatives.reduceRight<Syntax>((rest, alternative, index) => ({ kind: 'if', when: { kind: 'name', path: [alternativeName(reading, index)], span: alternative.span }, then: alternative, else: rest, span: body.span }), body)
}

function parseBody(value: Scalar, report: ReturnType<typeof reporter>): Syntax | undefined {
  const { tree, problems } = parse(value.text)
  for (const problem of problems) report(`feel:${problem.code}`, value.inside(problem.span), problem.params, problem.severity)
  return tree
}

function readList(source: PackSource, list: Scalar, diagnostics: Diagnostic[]): Syntax | undefined {
  const contents = source.folder.files.get(list.text)
  if (contents === undefined) { reporter(source.file, diagnostics)('no-list', list.span, { file: list.text }); return undefined }
  const report = reporter(`${source.folder.name}/${list.text}`, diagnostics)
  const tree = readYaml(contents, 0, report)
  const read = tree && parseWith(listFile, tree, report)
  const span = { from: 0, to: 0 }
  return read && { kind: 'list', of: Object.keys(read.codes).map(value => ({ kind: 'text', value, span })), span }
}

/**
 * A definition without parameters must hold for at least one kind of party or claim: problems are those of the kind
 * for which there are fewest. One with parameters is checked wherever it is used.
 */
export function checkDefinitions(source: PackSource, words: Vocabulary, diagnostics: Diagnostic[]): void {
  const report = reporter(source.file, diagnostics)
  for (const block of source.blocks) {
    if (block.kind !== 'definition' || !block.data.value || block.data.takes) continue
    const { id, value } = block.data
    const name: Syntax = { kind: 'name', path: [id.text], span: { from: 0, to: value.text.length } }
    const period = words.definitions.get(id.text)?.every
    const use: Syntax = period === undefined ? name : { kind: 'call', name: '本年', nameSpan: name.span, args: [name], span: name.span }
    const tries = ['', ...words.kinds.keys()].map(kind => check(use, scopeOf(words, kind === '' ? undefined : kind)).problems)
    const best = tries.sort((a, b) => errors(a) - errors(b))[0] ?? []
    for (const problem of best) report(`feel:${problem.code}`, value.inside(problem.span), problem.params, problem.severity)
  }
}
const errors = (problems: readonly { severity: string }[]) => problems.filter(problem => problem.severity === 'error').length
