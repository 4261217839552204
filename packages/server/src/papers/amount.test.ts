import fc from 'fast-check'
import { expect, test } from 'vitest'
import { amountInFigures, amountInWords } from './amount.ts'

test.each([
  // The examples of 正确填写票据和结算凭证的基本规定, the first form of each.
  ['1409.50', '壹仟肆佰零玖元伍角'], ['6007.14', '陆仟零柒元壹角肆分'], ['1680.32', '壹仟陆佰捌拾元零叁角贰分'], ['107000.53', '壹拾万柒仟元零伍角叁分'], ['16409.02', '壹万陆仟肆佰零玖元零贰分'], ['325.04', '叁佰贰拾伍元零肆分'],
  ['1234500.00', '壹佰贰拾叁万肆仟伍佰元整'], ['0.00', '零元整'], ['0.05', '伍分'], ['0.50', '伍角'], ['10.00', '壹拾元整'], ['100000001.00', '壹亿零壹元整'], ['1000050000.00', '壹拾亿零伍万元整'], ['1000000000000.00', '壹万亿元整'],
])('%s is %s', (figures, words) => { expect(amountInWords(BigInt(figures.replace('.', '')))).toBe(words) })

test('what is written reads back as the same amount', () => {
  fc.assert(fc.property(fc.oneof(fc.bigInt(0n, 10n ** 18n - 1n), fc.bigInt(0n, 10n ** 9n), fc.array(fc.constantFrom<bigint>(0n, 0n, 1n, 9n), { minLength: 1, maxLength: 17 }).map(figures => figures.reduce<bigint>((n, figure) => n * 10n + figure, 0n))), fen => {
    const words = amountInWords(fen)
    expect(readBack(words)).toBe(fen)
    if (fen > 0n) expect(words).not.toMatch(/零零|零[万亿元]|^零/)
  }), { numRuns: 5000 })
})

test('a negative amount and one without a name are refused', () => {
  expect(() => amountInWords(-1n)).toThrow(RangeError)
  expect(() => amountInWords(10n ** 18n)).toThrow(RangeError)
})

test('in figures', () => { expect([0n, 5n, 123_450_000n, -99n].map(amountInFigures)).toEqual(['0.00', '0.05', '1,234,500.00', '-0.99']) })

/** Reads by the meaning of each word, and knows nothing of where 零 stands. */
function readBack(words: string): bigint {
  const whole = (text: string): bigint => {
    for (const [name, size] of [['亿', 10n ** 8n], ['万', 10n ** 4n]] as const) {
      const at = text.lastIndexOf(name)
      if (at >= 0) return whole(text.slice(0, at)) * size + whole(text.slice(at + 1))
    }
    return [...text.matchAll(/([壹贰叁肆伍陆柒捌玖])([仟佰拾]?)/g)].reduce((sum, [, digit = '', place = '']) => sum + BigInt('零壹贰叁肆伍陆柒捌玖'.indexOf(digit)) * ({ 仟: 1000n, 佰: 100n, 拾: 10n }[place] ?? 1n), 0n)
  }
  const [, yuan = '', jiao = '', fen = ''] = /^(?:(.*)元)?(?:零?([^零])角)?(?:零?([^零])分)?整?$/.exec(words) ?? []
  return whole(yuan) * 100n + whole(jiao) * 10n + whole(fen)
}
