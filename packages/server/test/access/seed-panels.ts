import { randomBytes } from 'node:crypto'
import { v7 as uuid } from 'uuid'

type Put = (table: string, row: Readonly<Record<string, unknown>>) => Promise<void>
interface About { readonly name: string; readonly person: string; readonly other: string; readonly matter: string; readonly opinion: string; readonly assessment: string }

export const PANEL_TABLES = ['expert', 'panel', 'panel_place', 'recusal_request'] as const

/** A panel of one that has scored, and a request of the enterprise’s. What triggers would say is another test’s: they are off meanwhile. */
export async function seedPanel(put: Put, { name, person, other, matter, opinion, assessment }: About): Promise<{ readonly place: string; readonly recusal: string }> {
  const [panel, place, recusal] = [uuid(), uuid(), uuid()]
  await put('expert', { person, fields: [name], employer: name, title: name, kept_by: other })
  await put('panel', { id: panel, instrument: 'I13-1', organisation: '局', experts: 1, sheet: JSON.stringify([{ criterion: name, most: 10 }]), seed: randomBytes(32), pool: '[]', drawn_by: other })
  await put('panel_matter', { panel, matter, opinion, assessment })
  await put('panel_place', { id: place, panel, matter, number: 1, expert: person, state: 'scored', scored_at: new Date(), comment: name })
  await put('panel_score', { place, criterion: 0, points: 1, comment: name })
  await put('recusal_request', { id: recusal, panel, matter, whom: name, reason: name, by_party: true, raised_by: person })
  return { place, recusal }
}
