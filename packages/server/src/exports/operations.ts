import type { Operation } from '../api/operation.ts'
import type { Vocabulary } from '../registry/index.ts'
import { exportParties } from './export-parties.ts'

/** What is seen, as a sheet. */
export function exportOperations(vocabulary: Vocabulary): readonly Operation[] {
  return [exportParties(vocabulary)]
}
