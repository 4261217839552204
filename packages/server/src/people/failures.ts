import { Refused } from '../api/problem.ts'

/** Failures counted by who made them, in memory of this process: an address at sign-in, a person who gives the password again. */
export interface Failures {
  /** Refused with the seconds to wait, where too many failed. */
  readonly refuse: (key: string) => void
  readonly note: (key: string) => void
}

/** So many keys are remembered; the oldest is forgotten. */
const MOST_KEYS = 10_000

export function countFailures({ most, minutes, now = Date.now }: { readonly most: number; readonly minutes: number; readonly now?: () => number }): Failures {
  const counts = new Map<string, { count: number; readonly until: number }>()
  const current = (key: string) => {
    const found = counts.get(key)
    if (found === undefined || found.until > now()) return found
    counts.delete(key)
    return undefined
  }
  return {
    refuse: key => {
      const found = current(key)
      if (found !== undefined && found.count >= most) throw new Refused(429, 'too-many', { params: { seconds: String(Math.ceil((found.until - now()) / 1000)) } })
    },
    note: key => {
      const found = current(key)
      if (found !== undefined) { found.count += 1; return }
      if (counts.size >= MOST_KEYS) counts.delete(counts.keys().next().value ?? '')
      counts.set(key, { count: 1, until: now() + minutes * 60_000 })
    },
  }
}

/** One household or office of IPv6 has a whole /64 to call from. */
export function networkOf(address: string): string {
  if (!address.includes(':') || address.includes('.')) return address
  const [head = '', tail] = address.split('::')
  const groups = head === '' ? [] : head.split(':')
  const behind = tail === undefined || tail === '' ? [] : tail.split(':')
  const whole = tail === undefined ? groups : [...groups, ...Array.from({ length: Math.max(0, 8 - groups.length - behind.length) }, () => '0'), ...behind]
  return `${whole.slice(0, 4).join(':')}::/64`
}
