import { randomBytes, randomInt } from 'node:crypto'
import { v7 as uuid } from 'uuid'

type Put = (table: string, row: Readonly<Record<string, unknown>>) => Promise<void>
export interface About { readonly name: string; readonly person: string; readonly other: string; readonly matter: string; readonly opinion: string; readonly assessment: string; readonly photo: string; readonly award: string; readonly report: string }

export const INSPECTION_TABLES = ['inspection_item', 'inspection_addition', 'inspection_visit', 'inspection_inspector', 'inspection_record', 'inspection_photo', 'inspection_confirmation', 'evaluation'] as const

/** A draw, a visit and its record, an evaluation: one row in each table. Photograph and report are seen through nothing else. */
export async function seedInspection(put: Put, { name, person, other, matter, opinion, assessment, photo, award, report }: About): Promise<{ readonly draw: string; readonly visit: string; readonly record: string }> {
  const [draw, visit, record] = [uuid(), uuid(), uuid()]
  await put('inspection_draw', { id: draw, number: randomInt(1, 1_000_000_000), instrument: 'I13-1', organisation: '局', seed: randomBytes(32), sample: '0.3', drawn_by: other })
  await put('inspection_item', { draw, matter, opinion, amount: 10, place: 1, hash: name, why: 'sample' })
  await put('inspection_addition', { id: uuid(), matter, opinion, reason: name, added_by: other })
  await put('inspection_visit', { id: visit, matter, opinion, planned_on: '2026-01-02', place: name, planned_by: other })
  await put('inspection_inspector', { visit, person: other, name })
  await put('inspection_record', { id: record, matter, opinion, visit, assessment, visited_on: '2026-01-02', findings: JSON.stringify([{ phrase: name, words: name, found: 'as found', note: null }]), statement: name, outcome: 'as told', written_by: other })
  await put('file', { hash: photo, size: 1, type: 'png', name, uploaded_by: person })
  await put('inspection_photo', { record, number: 1, file: photo })
  await put('inspection_confirmation', { record, confirmed_by: person })
  await put('file', { hash: report, size: 1, type: 'pdf', name, uploaded_by: person })
  await put('evaluation', { id: uuid(), matter, award, outcome: 'reached', figures: name, evidence: report, evaluated_by: other })
  return { draw, visit, record }
}
