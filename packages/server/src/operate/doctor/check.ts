import type pg from 'pg'
import type { Settings } from '../settings.ts'

export interface Words { readonly zh: string; readonly en: string }
/** What is wrong, and what to do about it. `error`: data or people are at risk, or it does not work; `warning`: it may come to that. */
export interface Trouble extends Words { readonly level: 'error' | 'warning' }

export interface Looked {
  readonly settings: Settings
  /** Look at every evidence file, not at some. */
  readonly all: boolean
}
export interface LookedInside extends Looked {
  readonly pool: pg.Pool
  /** Address of the app's login, where it is known. */
  readonly app: string | undefined
}

interface Named extends Words { readonly name: string }
/** One thing that is looked at; nothing found: it is well. */
export type Check = Named & (
  | { readonly of: 'machine'; readonly look: (looked: Looked) => Promise<readonly Trouble[]> | readonly Trouble[] }
  | { readonly of: 'database'; readonly look: (looked: LookedInside) => Promise<readonly Trouble[]> })

export const error = (zh: string, en: string): Trouble => ({ level: 'error', zh, en })
export const warning = (zh: string, en: string): Trouble => ({ level: 'warning', zh, en })
