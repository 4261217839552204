import { BUILTINS } from '../functions/builtins.ts'
import { FORMS } from './forms.ts'

const WORDS = ['评估日期', '第几年', 'and', 'or', 'if', 'then', 'else', 'in', 'between', 'true', 'false', 'null', 'for', 'some', 'every', 'return', 'satisfies', 'function', 'instance', 'of', 'external', 'date', 'time', 'duration']

/** May a fact, definition or setting not be called so, because the language uses the name itself? */
export const isReserved = (name: string): boolean => WORDS.includes(name) || FORMS.has(name) || BUILTINS.has(name)
