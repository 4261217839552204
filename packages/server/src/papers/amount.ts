/**
 * 正确填写票据和结算凭证的基本规定 (支付结算办法, annex 1), rules one to three: how an amount is written in words, and
 * where 零 and 整 stand. Where the rules leave a choice, as the first of their own examples does.
 */
const DIGITS = '零壹贰叁肆伍陆柒捌玖'
const PLACES = ['', '拾', '佰', '仟'] as const
/** In yuan: above it there is no name that everybody reads alike. */
const MOST = 10n ** 16n

/** A whole number in words, without anything before its first figure. */
function wordsOf(n: bigint): string {
  for (const [size, name] of [[100_000_000n, '亿'], [10_000n, '万']] as const) {
    if (n < size) continue
    const rest = n % size
    // 零 stands once for all figures left out before the next one.
    return `${wordsOf(n / size)}${name}${rest > 0n && rest < size / 10n ? '零' : ''}${rest === 0n ? '' : wordsOf(rest)}`
  }
  return fourFigures(Number(n))
}

function fourFigures(n: number): string {
  let words = ''
  let gap = false
  for (let place = 3; place >= 0; place--) {
    const digit = Math.floor(n / 10 ** place) % 10
    if (digit === 0) { gap = words !== ''; continue }
    words += `${gap ? '零' : ''}${DIGITS.charAt(digit)}${PLACES[place] ?? ''}`
    gap = false
  }
  return words
}

/**
 * 大写: an amount of money in words, such as 壹佰贰拾叁万肆仟伍佰元整. 整 ends what stops at 元; 零 stands after 元 where
 * its last figure or 角 is nought and something follows.
 * @param fen not negative, and below 10^16 yuan
 */
export function amountInWords(fen: bigint): string {
  const yuan = fen / 100n
  if (fen < 0n || yuan >= MOST) throw new RangeError(`${fen} fen cannot be written in words`)
  if (fen === 0n) return '零元整'
  const [jiao, odd] = [Number((fen / 10n) % 10n), Number(fen % 10n)]
  const whole = yuan === 0n ? '' : `${wordsOf(yuan)}元`
  if (jiao === 0 && odd === 0) return `${whole}整`
  const zero = yuan > 0n && (jiao === 0 || yuan % 10n === 0n) ? '零' : ''
  return `${whole}${zero}${jiao === 0 ? '' : `${DIGITS.charAt(jiao)}角`}${odd === 0 ? '' : `${DIGITS.charAt(odd)}分`}`
}

/** In figures, as tables have them: 1,234,500.00. */
export function amountInFigures(fen: bigint): string {
  const [sign, size] = fen < 0n ? ['-', -fen] : ['', fen]
  const yuan = String(size / 100n).replace(/\B(?=(\d{3})+$)/g, ',')
  return `${sign}${yuan}.${String(size % 100n).padStart(2, '0')}`
}

/** In figures and in words, as the text of a paper has them. */
export const amountInBoth = (fen: bigint): string => `人民币${amountInFigures(fen)}元（大写：${amountInWords(fen)}）`
