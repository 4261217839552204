/** The closing 〔责任单位：…〕 of an article, in any of the bracket styles that print uses, also unbalanced ones. */
const CLOSING = /[〔（([]\s*责任单位[：:]([\s\S]*?)[〕）)\]]?\s*$/

/** Where the closing list of responsible units stands in an article's words. */
export function unitsAt(text: string): { readonly from: number; readonly list: string } | undefined {
  const match = CLOSING.exec(text)
  return match ? { from: match.index, list: match[1] ?? '' } : undefined
}

/** The responsible units 责任单位 of an article; `各县（市、区）政府` stays whole. */
export function units(text: string): string[] {
  const list = unitsAt(text)?.list ?? ''
  return list.split(/[、，,](?![^（(]*[）)])/).map(unit => unit.replace(/\s+/g, '').trim()).filter(unit => unit !== '')
}
