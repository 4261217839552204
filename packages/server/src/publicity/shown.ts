import { isPerson, maskedName } from '../papers/index.ts'

/** A party's name as the public may read it. */
export const publicName = (kind: string, name: string): string => (isPerson(kind) ? maskedName(name) : name)
