import type { ReactNode } from 'react'
import { plain, namesIn, type Document } from './document.ts'

/** A schema as lines: a named one opens below, the others say what they hold. */
export function SchemaLines({ schema, document, depth }: { readonly schema: unknown; readonly document: Document; readonly depth: number }): ReactNode {
  const one = plain(schema)
  const name = typeof one['$ref'] === 'string' ? one['$ref'].split('/').at(-1) ?? '' : undefined
  if (name !== undefined) return depth > 3 ? <code className="code">{name}</code> : <details className="schema"><summary><code className="code">{name}</code></summary><SchemaLines schema={document.schemas[name]} document={document} depth={depth + 1} /></details>
  const ways = [...alternatives(one['anyOf']), ...alternatives(one['oneOf']), ...alternatives(one['allOf'])]
  if (ways.length > 0) return <span className="schema-ways">{ways.map((way, i) => <span key={i}>{i > 0 && ' | '}<SchemaLines schema={way} document={document} depth={depth} /></span>)}</span>
  const fields = Object.entries(plain(one['properties']))
  if (fields.length > 0) {
    const required = new Set(namesIn(one['required']))
    return <ul className="schema-fields">{fields.map(([field, of]) => <li key={field}><code className="code">{field}{required.has(field) ? '' : '?'}</code> <SchemaLines schema={of} document={document} depth={depth + 1} /><Said of={of} /></li>)}</ul>
  }
  if (one['items'] !== undefined) return <span><SchemaLines schema={one['items']} document={document} depth={depth + 1} /> <span className="third small">[]</span></span>
  return <span className="small second">{wordsOf(one)}</span>
}

const alternatives = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])

function Said({ of }: { readonly of: unknown }) {
  const { description } = plain(of)
  return typeof description === 'string' ? <span className="third small"> {description}</span> : null
}

function wordsOf(one: Readonly<Record<string, unknown>>): string {
  const type = Array.isArray(one['type']) ? namesIn(one['type']).join(' | ') : typeof one['type'] === 'string' ? one['type'] : ''
  const choices = Array.isArray(one['enum']) ? one['enum'].map(value => JSON.stringify(value)).join(' | ') : ''
  const bounds = (['format', 'pattern', 'minLength', 'maxLength', 'minimum', 'maximum', 'default'] as const).flatMap(key => (one[key] === undefined ? [] : [`${key} ${JSON.stringify(one[key])}`]))
  return [choices === '' ? type : choices, ...bounds].filter(part => part !== '').join(' · ')
}
