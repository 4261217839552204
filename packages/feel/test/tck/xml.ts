import { XMLParser } from 'fast-xml-parser'

/** An XML element, namespaces dropped. */
export interface Element { readonly name: string; readonly attributes: Readonly<Record<string, string>>; readonly children: readonly Element[]; readonly text: string }

const parser = new XMLParser({
  preserveOrder: true, ignoreAttributes: false, attributeNamePrefix: '', removeNSPrefix: true,
  parseTagValue: false, parseAttributeValue: false, trimValues: false, htmlEntities: true,
})

/** The root element of a document. */
export function readXml(source: string): Element {
  const [root] = elements(parser.parse(source)).filter(element => !element.name.startsWith('?'))
  if (root === undefined) throw new Error('no root element')
  return root
}

function elements(nodes: unknown): Element[] {
  if (!Array.isArray(nodes)) return []
  return nodes.flatMap((node: unknown) => {
    const entries = record(node)
    const name = Object.keys(entries).find(key => key !== ':@' && key !== '#text')
    if (name === undefined) return []
    const inner = entries[name]
    const attributes = Object.fromEntries(Object.entries(record(entries[':@'])).map(([key, value]) => [key, String(value)]))
    return [{ name, attributes, children: elements(inner), text: textOf(inner) }]
  })
}

function textOf(nodes: unknown): string {
  return Array.isArray(nodes) ? nodes.map(node => { const text = record(node)['#text']; return typeof text === 'string' ? text : '' }).join('') : ''
}

const record = (value: unknown): Record<string, unknown> => (typeof value === 'object' && value !== null ? { ...value } : {})

export const childrenNamed = (element: Element | undefined, name: string): readonly Element[] => element?.children.filter(child => child.name === name) ?? []
export const childNamed = (element: Element | undefined, name: string): Element | undefined => element?.children.find(child => child.name === name)

/** All descendants, the element first. */
export function descendants(element: Element): readonly Element[] {
  return [element, ...element.children.flatMap(descendants)]
}
