import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { calendar, check, compile, message, parse, UNKNOWN, type Env, type FactRef, type Scope, type Tree, type Type, type Value } from '../../src/index.ts'
import { readModel, type Decision, type Model, type TypeRef } from './model.ts'
import { nullSensitive } from './null.ts'
import { readValue, resolved, same, type TestValue } from './values.ts'
import { childNamed, childrenNamed, readXml, type Element } from './xml.ts'

/**
 * Runs the cases of a folder of the DMN TCK. A case is right (the value compared exactly, or null where null or an error is
 * expected), refused (before anything runs, with a reason and a position), or wrong.
 */
export type Verdict = 'right' | 'refused' | 'wrong'
export interface CaseResult { readonly folder: string; readonly case: string; readonly node: string; readonly verdict: Verdict; readonly detail: string }

/** Every folder under `root` that holds cases (or `root` itself). */
export function runTree(root: string): readonly CaseResult[] {
  const entries = readdirSync(root, { withFileTypes: true })
  const here = entries.some(entry => entry.name.endsWith('.dmn')) ? runFolder(root) : []
  return [...here, ...entries.filter(entry => entry.isDirectory()).sort((a, b) => (a.name < b.name ? -1 : 1)).flatMap(entry => runTree(join(root, entry.name)))]
}

function runFolder(folder: string): readonly CaseResult[] {
  const name = folder.replace(/\/+$/, '').split('/').at(-1) ?? folder
  const files = readdirSync(folder)
  return files.filter(file => file.endsWith('.xml')).sort().flatMap(file => {
    const tests = readXml(readFileSync(join(folder, file), 'utf8'))
    if (tests.name !== 'testCases') return []
    const modelName = childNamed(tests, 'modelName')?.text.trim() ?? ''
    const model = files.includes(modelName) ? readModel(readXml(readFileSync(join(folder, modelName), 'utf8'))) : undefined
    return childrenNamed(tests, 'testCase').flatMap(test => runCase(name, test, model))
  })
}

function runCase(folder: string, test: Element, model: Model | undefined): readonly CaseResult[] {
  const inputs = new Map(childrenNamed(test, 'inputNode').map(input => [input.attributes['name'] ?? '', readValue(input)]))
  return childrenNamed(test, 'resultNode').map(node => {
    const name = node.attributes['name'] ?? ''
    const expected = childNamed(node, 'expected')
    const outcome = model === undefined ? { refused: 'no such model' } : test.attributes['type'] === 'decisionService' || test.attributes['type'] === 'bkm'
      ? { refused: `a ${test.attributes['type']}` }
      : new Run(model, inputs).decide(decisionNamed(model, name))
    const wanted: TestValue = expected === undefined ? { value: UNKNOWN, type: undefined } : readValue(expected)
    return { folder, case: test.attributes['id'] ?? '', node: name, ...judge(outcome, wanted) }
  })
}

const decisionNamed = (model: Model, name: string): Decision | undefined => [...model.decisions.values()].find(decision => decision.name === name)

type Outcome = { readonly value: Value; readonly type: Type } | { readonly refused: string }

function judge(outcome: Outcome, expected: TestValue): { verdict: Verdict; detail: string } {
  const wanted = resolved(expected, 'refused' in outcome ? undefined : outcome.type)
  const isNull = !('refused' in wanted) && wanted.value === UNKNOWN
  if ('refused' in outcome) return { verdict: isNull ? 'right' : 'refused', detail: outcome.refused }
  if ('refused' in wanted) return { verdict: 'wrong', detail: `a ${wanted.refused} is expected, not ${show(outcome.value)}` }
  const right = same(outcome.value, wanted.value) && (isNull || wanted.type === undefined || wanted.type.kind === outcome.type.kind || outcome.value === UNKNOWN)
  return { verdict: right ? 'right' : 'wrong', detail: right ? '' : `${show(wanted.value)} is expected, not ${show(outcome.value)}` }
}

const show = (value: Value): string => (typeof value === 'symbol' ? String(value) : JSON.stringify(value, (_, inner: unknown) => (typeof inner === 'bigint' ? inner.toString() : inner)))

/** One evaluation of a model on the inputs of a case. */
class Run {
  private readonly model: Model
  private readonly inputs: ReadonlyMap<string, TestValue>
  private readonly open = new Set<string>()

  constructor(model: Model, inputs: ReadonlyMap<string, TestValue>) {
    this.model = model
    this.inputs = inputs
  }

  decide(decision: Decision | undefined): Outcome {
    if (decision === undefined) return { refused: 'no such decision' }
    if (this.model.imports) return { refused: 'a model that imports others' }
    if (decision.text === undefined) return { refused: `a ${decision.kind}` }
    if (decision.knowledge) return { refused: 'a function defined in the model' }
    if (this.open.has(decision.name)) return { refused: 'decisions in a circle' }
    if (typeof decision.type === 'object' && 'refused' in decision.type) return decision.type
    this.open.add(decision.name)
    const outcome = this.evaluate(decision.text, decision)
    this.open.delete(decision.name)
    return outcome
  }

  private evaluate(text: string, decision: Decision): Outcome {
    const facts = new Map<string, FactRef>()
    const values = new Map<string, Value>()
    for (const id of decision.uses) {
      const used = this.use(id)
      if ('refused' in used) return used
      facts.set(used.name, { name: used.name, owner: 'model', type: used.type })
      values.set(used.name, used.value)
    }
    const tree = typed(text, facts, decision.type)
    if ('refused' in tree) return tree
    const env: Env = { today: calendar.dayNumber(2020, 4, 27), fact: ref => values.get(ref.name) ?? UNKNOWN, setting: () => UNKNOWN }
    const absent = [...values.values()].some(value => typeof value === 'symbol' || (Array.isArray(value) && value.includes(UNKNOWN)))
    const sensitive = absent ? nullSensitive(tree) : undefined
    if (sensitive !== undefined) return { refused: `${sensitive.span.from + 1}: null means something else here than unknown` }
    return { value: compile(tree)(env), type: tree.type }
  }

  /** The value of an input or of another decision. */
  private use(id: string): { name: string; value: Value; type: Type } | { refused: string } {
    const input = this.model.inputs.get(id)
    if (input === undefined) {
      const decision = this.model.decisions.get(id)
      const outcome = this.decide(decision)
      return 'refused' in outcome ? outcome : { name: decision?.name ?? '', ...outcome }
    }
    if (typeof input.type === 'object' && 'refused' in input.type) return input.type
    const known = input.type === 'any' ? undefined : input.type.known
    const given = resolved(this.inputs.get(input.name) ?? { value: UNKNOWN, type: undefined }, known)
    if ('refused' in given) return given
    const type = known ?? given.type
    if (type === undefined) return { refused: `input ${input.name} has no type` }
    if (given.type !== undefined && given.type.kind !== type.kind) return { refused: `input ${input.name} is not of its type` }
    return { name: input.name, value: given.value, type }
  }
}

/** The checked tree of an expression over some facts, or why there is none, and where. */
function typed(text: string, facts: ReadonlyMap<string, FactRef>, want: TypeRef): Tree | { refused: string } {
  const scope: Scope = {
    fact: path => (path.length === 1 ? facts.get(path[0] ?? '') : undefined),
    definition: () => undefined, setting: () => undefined, roster: () => undefined, names: () => facts.keys(),
  }
  const { tree: syntax, problems } = parse(text)
  const checked = syntax === undefined ? undefined : check(syntax, scope, typeof want === 'object' && 'known' in want ? want.known : undefined)
  if (checked?.tree !== undefined) return checked.tree
  const [first] = [...problems, ...checked?.problems ?? []].filter(problem => problem.severity === 'error')
  return { refused: first === undefined ? 'no reason given' : `${first.span.from + 1}: ${message(first, 'en')}` }
}
