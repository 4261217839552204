import { expect, test } from 'vitest'
import { isNetwork, mayReach, networksOf, wrongWith } from '../../src/webhooks/address.ts'

const none = networksOf([])

test('nothing but the internet is reached, however an address is written', () => {
  const inside = ['127.0.0.1', '127.9.9.9', '0.0.0.0', '10.1.2.3', '172.16.0.1', '172.31.255.255', '192.168.1.1', '169.254.169.254', '100.64.0.1', '198.18.0.1', '224.0.0.1', '255.255.255.255',
    '::1', '::', 'fe80::1', 'fd12::1', '::ffff:127.0.0.1', '::ffff:10.0.0.1', '64:ff9b::a00:1', '2002:a00:1::', '2001::1', '2001:db8::1', 'ff02::1', 'example.com', '']
  expect(inside.filter(one => mayReach(one, none))).toEqual([])
  const outside = ['1.1.1.1', '172.32.0.1', '192.167.255.255', '2400:3200::1', '2001:da8::1']
  expect(outside.filter(one => mayReach(one, none))).toEqual(outside)
})

test('a private network is reached where the installation names it, and no other', () => {
  const own = networksOf(['10.20.0.0/16', 'fd00::/8', '192.168.7.7'])
  expect(['10.20.255.1', 'fd12::1', '192.168.7.7', '10.21.0.1', '192.168.7.8', '::ffff:10.20.0.1', '127.0.0.1'].map(one => mayReach(one, own))).toEqual([true, true, true, false, false, true, false])
  expect(['10.0.0.0/8', '::1', 'fd00::/8', '10.0.0.0/33', '10.0.0/8', 'host', '', '::1/129'].map(isNetwork)).toEqual([true, true, true, false, false, false, false, false])
})

test('an address is refused with why, before anything is sent', () => {
  const own = networksOf(['127.0.0.0/8'])
  expect(['https://example.gov.cn/hook', 'http://127.0.0.1:8080/', 'http://localhost:8080/'].map(one => wrongWith(one, own))).toEqual([undefined, undefined, undefined])
  expect(['http://localhost/', 'http://127.0.0.1/', 'https://10.0.0.1/', 'https://[::1]/', 'https://2130706433/', 'https://0x7f.1/', 'https://169.254.169.254/latest'].map(one => wrongWith(one, none)?.en)).toEqual(Array(7).fill(expect.stringContaining('private')))
  expect(['http://example.com/', 'ftp://example.com/', 'file:///etc/passwd', 'http://10.0.0.1/'].map(one => wrongWith(one, own)?.en)).toEqual(Array(4).fill(expect.stringContaining('https')))
  expect(wrongWith('https://user:word@example.com/', own)?.en).toMatch('no user')
  expect(wrongWith('example.com', own)?.en).toMatch('no whole address')
})
