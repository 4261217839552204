import { expect, test } from 'vitest'
import fc from 'fast-check'
import { completeCreditCode, readCreditCode } from '../src/credit-code.ts'

// GB 32100-2015 and GB 11714-1997; the codes are published ones.
test.each(['11370881004339597L', '9144030071526726XG', '914403001922038216', '91350100M000100Y43'].map(code => [code]))('%s', code => {
  expect(readCreditCode(code)).toEqual({ code })
})

test('what is typed in small letters and with spaces is the same code', () => {
  expect(readCreditCode(' 9144 0300 7152 6726 xg ')).toEqual({ code: '9144030071526726XG' })
})

test.each([
  ['91350100M000100Y4Z', { wrong: 'form' }], ['91440300715267I6XG', { wrong: 'form' }], ['9144030071526726X', { wrong: 'form' }],
  ['9144030071526726XH', { code: '9144030071526726XH', wrong: 'check', expected: 'G' }],
  // Registered, and on public lists; its check fails all the same.
  ['91350203M0001QAY9B', { code: '91350203M0001QAY9B', wrong: 'check' }],
])('%s: %j', (code, wrong) => { expect(readCreditCode(code)).toMatchObject(wrong) })

test('any one character that is changed is seen', () => {
  const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY'
  fc.assert(fc.property(fc.constantFrom('9144030071526726XG', '914403001922038216'), fc.nat(17), fc.constantFrom(...ALPHABET.split('')), (code, at, one) => {
    const changed = code.slice(0, at) + one + code.slice(at + 1)
    expect('wrong' in readCreditCode(changed)).toBe(changed !== code)
  }))
})

test('a code is completed with both of its checks', () => {
  fc.assert(fc.property(fc.nat(99_999_999), n => {
    const code = completeCreditCode(`Y1440203${String(n).padStart(8, '0')}`)
    expect(readCreditCode(code)).toEqual({ code })
  }))
  expect(completeCreditCode('9144030071526726')).toBe('9144030071526726XG')
})
