import type { Instrument, Program, StepName } from '@lizhu/policy'
import type { Db } from '../database/pool.ts'
import { notify, type Kind, type ParamsOf, type Recipient } from '../notices/index.ts'
import type { MatterRow } from './matter.ts'
import type { Seat } from './seats.ts'

/** Steps as people call them. */
export const STEP_WORDS: Readonly<Record<StepName, { readonly zh: string; readonly en: string }>> = {
  acceptance: { zh: '受理', en: 'acceptance' }, 'formal review': { zh: '形式审查', en: 'formal review' }, 'county review': { zh: '县区初审', en: 'county review' }, 'joint review': { zh: '部门联审', en: 'joint review' },
  experts: { zh: '专家评审', en: 'expert review' }, inspection: { zh: '现场核查', en: 'inspection' }, publicity: { zh: '公示', en: 'publicity' }, approval: { zh: '审批', en: 'approval' },
}
export const stepWords = (step: string): { readonly zh: string; readonly en: string } => Object.entries(STEP_WORDS).find(([name]) => name === step)?.[1] ?? { zh: step, en: step }

export const nameOf = ({ name, en }: Pick<Instrument, 'name' | 'en'>): { readonly zh: string; readonly en: string } => ({ zh: name, en: en ?? name })
export function instrumentName({ instruments }: Program, id: string): { readonly zh: string; readonly en: string } {
  const found = instruments.find(one => one.id === id)
  return found === undefined ? { zh: id, en: id } : nameOf(found)
}

/** Everybody who sits for a unit or a county. */
export const sitters = ({ organisation, area }: Seat): Recipient => (area === null ? { organisation } : { area, roles: ['clerk'] })

/** Tells people of a matter. */
export async function tellOf<K extends Kind>(db: Db, matter: Pick<MatterRow, 'id' | 'number'>, kind: K, params: ParamsOf<K>, to: readonly Recipient[]): Promise<void> {
  if (to.length > 0) await notify(db, { kind, matter: matter.id, number: matter.number, params, to })
}
export const party = ({ party }: Pick<MatterRow, 'party'>): Recipient => ({ party })
