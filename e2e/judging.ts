import type { Page } from 'playwright-core'
import { z } from 'zod'
import { anything, ask } from './by-people.ts'

type Of = (login: string) => Promise<Page>
const panelsSchema = z.object({ items: z.array(z.object({ sheet: z.array(z.object({ most: z.int() })), places: z.array(z.object({ id: z.string(), name: z.string(), state: z.string() })) })) })

/** The login of an expert of the demonstration, by their name. */
export const expertOf = (name: string): string => `expert${['', ...Array.from({ length: 7 }, (_, i) => String(i + 2))]['甲乙丙丁戊己庚辛'.indexOf(name.slice(-1))] ?? ''}`

/** Who was drawn for a matter last, and what they score. */
export async function panelOf(of: Of, matter: string) {
  const { items: [panel] } = await ask(await of('officer'), panelsSchema, 'GET', `/matters/${matter}/panels`)
  if (panel === undefined) throw new Error('no panel is drawn')
  return { ...panel, places: panel.places.filter(one => one.state !== 'recused') }
}

/** Experts are drawn for a matter, declare no interest and give all the points there are. */
export async function judged(of: Of, matter: string): Promise<void> {
  await ask(await of('officer'), anything, 'POST', '/panels', { matters: [matter] })
  const { sheet, places } = await panelOf(of, matter)
  for (const { id, name } of places) {
    const expert = await of(expertOf(name))
    await ask(expert, anything, 'POST', `/panel-places/${id}/declaration`, { declared: true })
    await ask(expert, anything, 'POST', `/panel-places/${id}/scores`, { scores: sheet.map(({ most }, criterion) => ({ criterion, points: most })), comment: '同意立项。' })
  }
}
