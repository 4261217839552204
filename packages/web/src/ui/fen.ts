/** Yuan as typed, to the fen; undefined where it is no amount. */
export function fenIn(text: string): string | undefined {
  const [, whole, decimals = ''] = /^(\d{1,13})(?:\.(\d{1,2}))?$/.exec(text.replaceAll(/[,，\s]/g, '')) ?? []
  return whole === undefined ? undefined : String(BigInt(`${whole}${decimals.padEnd(2, '0')}`))
}

/** Yuan to the fen, the unit in the head. `fen`: a whole number. */
export function figure(fen: string): string {
  const [sign, digits] = fen.startsWith('-') ? ['−', fen.slice(1)] : ['', fen]
  const padded = digits.padStart(3, '0')
  return `${sign}${padded.slice(0, -2).replace(/\B(?=(\d{3})+$)/g, ',')}.${padded.slice(-2)}`
}

export const sum = (amounts: readonly string[]): string => String(amounts.reduce((total, one) => total + BigInt(one), 0n))
