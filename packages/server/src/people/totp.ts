import { Secret, TOTP } from 'otpauth'

/** Time-based one-time passwords (RFC 6238): SHA-1, six figures, thirty seconds, which is what every authenticator knows. */
const PERIOD = 30
const forSecret = (secret: string, label = '', issuer = '') => new TOTP({ secret: Secret.fromBase32(secret), algorithm: 'SHA1', digits: 6, period: PERIOD, label, issuer })

/** 160 bits, in Base32. */
export const newTotpSecret = (): string => new Secret({ size: 20 }).base32

/** What an authenticator reads from a picture. */
export const totpUri = (secret: string, login: string, issuer: string): string => forSecret(secret, login, issuer).toString()

/** The step of time that a code is of, one to either side allowed for clocks that differ; undefined: of none of them. */
export function stepOfCode(secret: string, code: string, now = Date.now()): number | undefined {
  const delta = forSecret(secret).validate({ token: code, window: 1, timestamp: now })
  return delta === null ? undefined : Math.floor(now / 1000 / PERIOD) + delta
}
