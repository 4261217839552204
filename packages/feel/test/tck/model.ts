import type { Type } from '../../src/index.ts'
import { childNamed, childrenNamed, descendants, type Element } from './xml.ts'

/** What of a DMN model the expression language has to do with: inputs, and decisions that are one literal expression. */
export interface Input { readonly name: string; readonly type: TypeRef }
export interface Decision {
  readonly name: string
  readonly type: TypeRef
  /** Absent: the decision is no literal expression but `kind`. */
  readonly text?: string
  readonly kind: string
  /** Ids of the inputs and decisions it uses. */
  readonly uses: readonly string[]
  /** It uses a function that the model defines. */
  readonly knowledge: boolean
}
/** A type that we have, any type, or one that we have not (why). */
export type TypeRef = { readonly known: Type } | 'any' | { readonly refused: string }

export interface Model { readonly inputs: ReadonlyMap<string, Input>; readonly decisions: ReadonlyMap<string, Decision>; readonly imports: boolean }

const BASE: Readonly<Record<string, Type>> = {
  number: { kind: 'number' }, string: { kind: 'text' }, boolean: { kind: 'boolean' }, date: { kind: 'date' },
  'days and time duration': { kind: 'duration', unit: 'days' }, dayTimeDuration: { kind: 'duration', unit: 'days' },
  'years and months duration': { kind: 'duration', unit: 'months' }, yearMonthDuration: { kind: 'duration', unit: 'months' },
}

export function readModel(root: Element): Model {
  const definitions = new Map(childrenNamed(root, 'itemDefinition').map(item => [item.attributes['name'] ?? '', item]))
  const typeOf = (name: string | undefined, depth = 0): TypeRef => {
    const bare = name?.includes(':') === true ? name.slice(name.indexOf(':') + 1) : name
    if (bare === undefined || bare === '' || bare === 'Any') return 'any'
    const item = definitions.get(bare)
    const base = Object.hasOwn(BASE, bare) ? BASE[bare] : undefined
    if (item === undefined) return base === undefined ? { refused: `type ${bare}` } : { known: base }
    if (depth > 10 || childNamed(item, 'itemComponent') || childNamed(item, 'functionItem')) return { refused: `type ${bare}` }
    if (childNamed(item, 'allowedValues') || childNamed(item, 'typeConstraint')) return { refused: `constraint of ${bare}` }
    const inner = typeOf(childNamed(item, 'typeRef')?.text.trim(), depth + 1)
    if (item.attributes['isCollection'] !== 'true') return inner
    return typeof inner === 'object' && 'known' in inner ? { known: { kind: 'list', of: inner.known } } : { refused: `list ${bare}` }
  }
  const inputs = new Map<string, Input>()
  const decisions = new Map<string, Decision>()
  for (const element of root.children) {
    const id = element.attributes['id'] ?? element.attributes['name'] ?? ''
    const variable = childNamed(element, 'variable')
    const name = element.attributes['name'] ?? ''
    const type = typeOf(variable?.attributes['typeRef'])
    if (element.name === 'inputData') inputs.set(id, { name, type })
    if (element.name === 'decision') decisions.set(id, decision(element, name, type))
  }
  return { inputs, decisions, imports: childNamed(root, 'import') !== undefined }
}

const NOT_EXPRESSIONS = ['description', 'question', 'allowedAnswers', 'variable', 'informationRequirement', 'knowledgeRequirement', 'authorityRequirement', 'extensionElements']

function decision(element: Element, name: string, type: TypeRef): Decision {
  const expression = element.children.find(child => !NOT_EXPRESSIONS.includes(child.name))
  const text = expression?.name === 'literalExpression' ? childNamed(expression, 'text')?.text : undefined
  const uses = childrenNamed(element, 'informationRequirement').flatMap(descendants)
    .flatMap(child => (child.attributes['href'] === undefined ? [] : [child.attributes['href'].replace(/^.*#/, '')]))
  return { name, type, kind: expression?.name ?? 'nothing', uses, knowledge: childNamed(element, 'knowledgeRequirement') !== undefined, ...(text !== undefined && { text }) }
}
