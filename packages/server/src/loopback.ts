import { BlockList, isIP } from 'node:net'

const loopback = new BlockList()
loopback.addSubnet('127.0.0.0', 8, 'ipv4')
loopback.addAddress('::1', 'ipv6')
/** Whether an address is one of this machine to itself. */
export function isLoopback(host: string): boolean {
  return loopback.check(host, isIP(host) === 6 ? 'ipv6' : 'ipv4')
}

/** Whether a URL's host is this machine. */
export const isHere = (hostname: string): boolean => hostname === 'localhost' || isLoopback(hostname.replace(/^\[(.*)\]$/, '$1'))
