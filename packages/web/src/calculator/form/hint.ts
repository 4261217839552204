import { createContext } from 'react'
import type { Fact } from '@lizhu/policy'

/** What the reader is at: said in one place, so that no field moves when the next one is used. */
export interface Said { readonly fact: Fact; readonly label: string; readonly settles: readonly string[] }
export const Hint = createContext<(said: Said) => void>(() => undefined)
