import type { Operation } from '../api/operation.ts'
import type { City } from '../city/index.ts'
import { bringIntoForce } from './bring-into-force.ts'
import { checkPack } from './check-pack.ts'
import { costOfChoices } from './cost-of-choices.ts'
import { decide } from './decide.ts'
import { listDecisions } from './list-decisions.ts'
import { listOpenQuestions } from './list-open-questions.ts'
import { listPacks } from './list-packs.ts'
import { readPack } from './read-pack.ts'
import { signOffPack } from './sign-off-pack.ts'
import { submitPack } from './submit-pack.ts'

/** Packs and what is decided of them. `city`: the one that the sandbox has, for what choices cost. */
export const packOperations = (city: City | undefined): readonly Operation[] => [
  listPacks, readPack, submitPack, checkPack, signOffPack, bringIntoForce, listOpenQuestions, costOfChoices(city), decide, listDecisions,
]
