import type { Operation } from '../api/operation.ts'
import { agreeMatters } from './agree-matters.ts'
import { answerLikeness } from './likeness.ts'
import { approveMatter, approveMatters, decideAmount } from './approve-matter.ts'
import { listCalls, publishCall } from './calls.ts'
import { endDeputy, listDeputies, setDeputy } from './deputies.ts'
import { listLegalityReviews, recordLegalityReview } from './legality.ts'
import { listMatters } from './list-matters.ts'
import { assessAnew, rejectMatter, seeChange, withdrawMatter } from './look.ts'
import { addMaterial, listPartyMaterials, removeMaterial } from './materials.ts'
import { askAgain, giveOpinion, tickPhrase } from './opinions.ts'
import { listProposals, listProposed } from './proposals.ts'
import { proposeMatters } from './propose-matters.ts'
import { readMatter } from './read-matter.ts'
import { startMatter } from './start-matter.ts'
import { submitMatter } from './submit-matter.ts'
import { answerSupplement, askSupplement } from './supplements.ts'

export { proposeWork } from './propose-matters.ts'
export { completeStep, requireSeat, sits } from './opinions.ts'
export { phrasesOf } from './read-matter.ts'
export { holdMatter, noteEvent, programFor, requireMatter, type MatterRow } from './matter.ts'
export { leadOf } from './seats.ts'
export { look } from './look.ts'
export { phraseSchema } from './schemas.ts'
export { matterMigrations } from './migrations.ts'
export type { KeptCriterion, MatterTables } from './tables.ts'

/** Applications, from their draft to their approval. */
export const matterOperations: readonly Operation[] = [
  listCalls, publishCall, startMatter, proposeMatters, listProposals, listProposed, submitMatter, withdrawMatter, listMatters, readMatter, addMaterial, removeMaterial, listPartyMaterials, answerSupplement,
  giveOpinion, agreeMatters, askAgain, tickPhrase, askSupplement, listDeputies, setDeputy, endDeputy, assessAnew, seeChange, answerLikeness, decideAmount, rejectMatter, approveMatter, approveMatters, recordLegalityReview, listLegalityReviews,
]
