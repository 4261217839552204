import type { Operation } from '../api/operation.ts'
import { endPublicity } from './end-publicity.ts'
import { answerObjection, listObjections } from './objections.ts'
import { openPublicity } from './open-publicity.ts'
import { downloadPublicAwards, listPublicAwards } from './public-awards.ts'
import { downloadThreeSixty } from './public-grants.ts'
import { followObjection, listPublicities, objectTo, readPublicity } from './public-pages.ts'
import { listMatterPublicities, listPublished, listToPublish, readPublished } from './work.ts'

export { publicityMigrations } from './migrations.ts'
export type { PublicityTables } from './tables.ts'

/** What is published of matters and of awards, and what anybody says against it. */
export function publicityOperations(): readonly Operation[] {
  return [
    listToPublish, openPublicity, listPublished, readPublished, endPublicity, listMatterPublicities, listObjections, answerObjection, listPublicities, readPublicity, objectTo(), followObjection, listPublicAwards, downloadPublicAwards, downloadThreeSixty,
  ]
}
