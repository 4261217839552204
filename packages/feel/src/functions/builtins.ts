import type { Builtin } from './builtin.ts'
import { dates, parts } from './dates.ts'
import { lists } from './lists.ts'
import { numbers } from './numbers.ts'
import { texts } from './texts.ts'

/** Every function there is but the special forms of check/forms.ts. */
export const BUILTINS: ReadonlyMap<string, Builtin> = new Map(
  [numbers, texts, dates, parts, lists].flatMap(table => Object.entries(table)),
)
