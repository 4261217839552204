import type { Problem } from '../problem.ts'
import type { Tree } from '../tree.ts'

export function verdicts(_tree: Tree): readonly Problem[] {
  return []
}
