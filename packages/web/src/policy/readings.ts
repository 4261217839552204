import type { Reading } from '@lizhu/policy'
import { choicesOf } from './rule/choose.ts'

/** The readings anywhere in a block, each once. */
export const readingsOf = (block: object): readonly Reading[] => choicesOf(block).map(({ reading }) => reading)
