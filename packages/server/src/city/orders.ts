import type { Asked, Told } from '@lizhu/policy/simulate'

/** What the thread of a city is given, what it hears, and what it says. */
export interface Orders { /** A folder or a database. */ readonly source: string; /** The folder of all policies. */ readonly policies: string }
export type Heard = { readonly asked: Asked } | { readonly stop: 'this trial' | 'for good' }
export type Said = Told | { readonly ready: About } | { readonly stopped: true }

/** What anybody may know of the city. `pack`: the hash of the policy that is simulated; `asOf`: the day (ISO) that a made-up city has of its own. */
export interface About { readonly name: string; readonly enterprises: number; readonly synthetic: boolean; readonly pack: string; readonly asOf?: string }
