import { createContext } from 'react'
import type { Fact } from '@lizhu/policy'

/** What the reader is at: said in one place, so that no field moves when the next one is used. `wrong`: where a fact of a record is disputed. */
export interface Said { readonly fact: Fact; readonly label: string; readonly settles: readonly string[]; readonly wrong?: string | undefined }
export const Hint = createContext<(said: Said) => void>(() => undefined)
