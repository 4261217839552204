import type { Operation } from '../api/operation.ts'
import type { FileStore } from '../files/store.ts'
import { drawPanel } from './draw-panel.ts'
import { keepExpert, listExperts } from './experts.ts'
import { listPanelOutcomes, listPanels } from './panels.ts'
import { declareNoInterest, downloadPlaceMaterial, leavePlace, listPlaces, readPlace, scorePlace } from './places.ts'
import { answerRecusal, askRecusal } from './recusals.ts'
import { listPanelWork } from './work.ts'

export { panelMigrations } from './migrations.ts'
export type { PanelTables } from './tables.ts'

/** Expert review: who may be drawn, who was, and what they say. */
export function panelOperations(store: FileStore): readonly Operation[] {
  return [listExperts, keepExpert, listPanelWork, drawPanel, listPanels, listPanelOutcomes, askRecusal, answerRecusal, listPlaces, readPlace, downloadPlaceMaterial(store), declareNoInterest, leavePlace, scorePlace]
}
