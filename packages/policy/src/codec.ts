import { NONE, UNKNOWN } from '@lizhu/feel'
import type { Program } from './program.ts'

const FORMAT = 'lizhu-program/1'

/** A program as JSON text: whole numbers without end, unknown and none get a tag; all else is itself. */
export function encodeProgram(program: Program): string {
  return JSON.stringify({ format: FORMAT, program }, (_key, value: unknown) => {
    if (typeof value === 'bigint') return { $big: value.toString() }
    if (value === UNKNOWN) return { $is: 'unknown' }
    if (value === NONE) return { $is: 'none' }
    return value
  })
}

/**
 * A program from the JSON text of `encodeProgram`. The text is our own build's, not a user's: only its format is looked at.
 * For text from elsewhere, load the pack's source instead.
 */
export function decodeProgram(text: string): Program {
  const made: unknown = JSON.parse(text, (_key, value: unknown) => {
    if (value === null || typeof value !== 'object') return value
    if ('$big' in value && typeof value.$big === 'string') return BigInt(value.$big)
    if ('$is' in value) return value.$is === 'none' ? NONE : UNKNOWN
    return value
  })
  if (!isProgram(made)) throw new TypeError(`not a compiled program (${FORMAT})`)
  return made.program
}
function isProgram(made: unknown): made is { program: Program } {
  return typeof made === 'object' && made !== null && 'format' in made && made.format === FORMAT && 'program' in made
}
