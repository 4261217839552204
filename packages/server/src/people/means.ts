import { openPasswords, type Passwords } from './argon2.ts'
import { countFailures, type Failures } from './failures.ts'
import { openSecrets, type Secrets } from './secrets.ts'

/** What sign-in works with. Opened, it has done nothing yet: the threads begin with the first password. */
export interface Means {
  readonly secrets: Secrets
  readonly passwords: Passwords
  /** By network address: sign-ins, codes, registrations. */
  readonly visits: Failures
  readonly registrations: Failures
  /** By person: passwords given again while signed in. */
  readonly again: Failures
  /** The address people reach this server by, `https://lizhu.example.gov.cn`. */
  readonly origin: string
}

/** @param key of the installation, 32 bytes */
export function openMeans({ key, origin }: { readonly key: Buffer; readonly origin: string }): Means {
  return {
    secrets: openSecrets(key), passwords: openPasswords(), origin,
    // A whole bureau may come from one address: only what fails is counted.
    visits: countFailures({ most: 50, minutes: 10 }), registrations: countFailures({ most: 20, minutes: 60 }), again: countFailures({ most: 5, minutes: 15 }),
  }
}
