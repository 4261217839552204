import { BlockList, isIP } from 'node:net'
import { isLoopback } from '../loopback.ts'

/** Networks of one's own that webhooks may reach though they are private. */
export type Networks = BlockList

const familyOf = (address: string): 'ipv4' | 'ipv6' => isIP(address) === 6 ? 'ipv6' : 'ipv4'

/** @param ranges as `10.20.0.0/16`, `fd00::/8` or one address */
export function networksOf(ranges: readonly string[]): Networks {
  const list = new BlockList()
  for (const range of ranges) {
    const [address = '', bits] = range.split('/')
    if (bits === undefined) list.addAddress(address, familyOf(address))
    else list.addSubnet(address, Number(bits), familyOf(address))
  }
  return list
}

/** Whether a text is such a range. */
export function isNetwork(text: string): boolean {
  const [, address = '', bits] = /^([0-9a-fA-F.:]+)(?:\/(\d{1,3}))?$/.exec(text) ?? []
  return isIP(address) !== 0 && Number(bits ?? 0) <= (isIP(address) === 6 ? 128 : 32)
}

/** What is no address of the internet: IANA's special-purpose registries of IPv4 (RFC 6890), and multicast. */
const SPECIAL_4 = networksOf([
  '0.0.0.0/8', '10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '169.254.0.0/16', '172.16.0.0/12', '192.0.0.0/24', '192.0.2.0/24', '192.88.99.0/24', '192.168.0.0/16',
  '198.18.0.0/15', '198.51.100.0/24', '203.0.113.0/24', '224.0.0.0/4', '240.0.0.0/4',
])
/** Of IPv6 only this is given out (RFC 4291), but for what lies in it for tunnels, tests and documents. */
const GLOBAL_6 = networksOf(['2000::/3'])
const SPECIAL_6 = networksOf(['2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20'])

/** Whether a request may go to an address: one of the internet, or of a network that the installation names. */
export function mayReach(address: string, own: Networks): boolean {
  const family = familyOf(address)
  if (isIP(address) === 0) return false
  if (own.check(address, family)) return true
  return family === 'ipv4' ? !SPECIAL_4.check(address, 'ipv4') : GLOBAL_6.check(address, 'ipv6') && !SPECIAL_6.check(address, 'ipv6')
}

/** The host of an address as it is looked up: an IPv6 address without its brackets. */
export const hostOf = ({ hostname }: URL): string => hostname.replace(/^\[(.*)\]$/, '$1')

/** What is wrong with where somebody wants to be told, as far as it can be said before the name is looked up. */
export function wrongWith(text: string, own: Networks): { readonly zh: string; readonly en: string } | undefined {
  if (!URL.canParse(text)) return { zh: '不是完整的地址', en: 'it is no whole address' }
  const url = new URL(text)
  const host = hostOf(url)
  const here = host === 'localhost' || isLoopback(host)
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && here)) return { zh: '要以 https:// 开头（本机除外）', en: 'it begins with https:// unless it is on this machine' }
  if (url.username !== '' || url.password !== '') return { zh: '地址里不能有用户名或口令：它会进入审计记录', en: 'no user or password stands in it: it goes to the audit trail' }
  const address = host === 'localhost' ? '127.0.0.1' : host
  if (isIP(address) !== 0 && !mayReach(address, own)) return { zh: '是内网地址，系统没有放行（LIZHU_WEBHOOK_NETWORKS）', en: 'it is a private address, which this installation does not allow (LIZHU_WEBHOOK_NETWORKS)' }
  return undefined
}
