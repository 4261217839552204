/**
 * A definition that can be read in several ways stands in expressions as a choice between its bodies: `if` on a hidden
 * yes-or-no setting for each alternative, which the assessor answers from the readings of its run.
 */
const MARK = '读法·'

export function alternativeName(reading: string, index: number): string { return `${MARK}${index}·${reading}` }

/** Which alternative of which reading a hidden setting asks for. */
export function alternativeOf(name: string): { readonly reading: string; readonly index: number } | undefined {
  if (!name.startsWith(MARK)) return undefined
  const [index = '', ...reading] = name.slice(MARK.length).split('·')
  return { index: Number(index), reading: reading.join('·') }
}
