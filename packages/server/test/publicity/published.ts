import { z } from 'zod'
import { within } from '../../src/access/within.ts'
import { completeStep } from '../../src/matters/index.ts'
import { matterReadSchema } from '../../src/matters/schemas.ts'
import { idOf, type MatterCity } from '../matters/city.ts'
import type { Acting } from '../world.ts'

const REQUEST = '01890000-0000-7000-8000-000000000000'
export const LEAD = '市科技局'

/** A research bonus of 11.4万元 of a party, applied for by its owner. @returns the matter */
export async function begun(city: MatterCity, party: string, owner: Acting): Promise<string> {
  const [last, before] = [new Date().getUTCFullYear() - 1, new Date().getUTCFullYear() - 2]
  await city.fact('研发费用', String(before), '498万元', '498000000', null, party)
  await city.fact('研发费用', String(last), '612万元', '612000000', null, party)
  const drafted = await city.call(owner, 'POST', `/parties/${party}/matters`, { instrument: 'I14-2' })
  if (drafted.status !== 201) throw new Error(drafted.text)
  const matter = idOf(drafted.body)
  const sent = await city.call(owner, 'POST', `/matters/${matter}/submission`, { pledged: true })
  if (sent.status !== 201) throw new Error(sent.text)
  return matter
}

/** Every unit agrees, up to its publicity. */
export async function reviewed(city: MatterCity, matter: string): Promise<void> {
  for (let turn = 0; turn < 20; turn++) {
    const { step, opinions, stepNumber, assessment } = matterReadSchema.parse((await city.call(await city.officer(LEAD), 'GET', `/matters/${matter}`)).body)
    if (step === 'publicity') return
    for (const { id, organisation, state } of opinions.filter(one => one.step === stepNumber)) {
      if (state !== 'open') continue
      const who = organisation === null ? await city.clerk() : await city.officer(organisation)
      const given = await city.call(who, 'POST', `/opinions/${id}/given`, { verdict: 'agreed', assessment: assessment?.id })
      if (given.status !== 201) throw new Error(given.text)
    }
  }
  throw new Error('it does not come to its publicity')
}

export async function toPublicity(city: MatterCity, party = city.party, owner = city.owner): Promise<string> {
  const matter = await begun(city, party, owner)
  await reviewed(city, matter)
  return matter
}

export async function publish(city: MatterCity, matters: readonly string[]): Promise<string> {
  const { status, body, text } = await city.call(await city.officer(LEAD), 'POST', '/publicities', { title: '研发奖补公示', matters })
  if (status !== 201) throw new Error(text)
  return idOf(body)
}

/** Its days go by: the clocks of what was published end the day before yesterday. */
export async function daysGoBy(city: MatterCity, publicity: string): Promise<void> {
  await city.all.database.own.query(`update clock c set due_on = lizhu.today() - 2, provisional = false from publicity_item i where i.tenant = c.tenant and i.clock = c.id and i.publicity = $1`, [publicity])
}

/** The seat agrees, as `completeStep` has it, past the page of publicity. */
export async function complete(city: MatterCity, matter: string): Promise<boolean> {
  const officer = await city.officer(LEAD)
  return within(city.all.database.db, 'giveOpinion', { tenant: city.place.tenant, person: officer.person }, REQUEST, 'write', (db, actor) => completeStep(db, actor, matter, 'publicity'))
}

/** What the readings of ours rest on is taken as decided: deciding it is another test's matter. */
export async function decided(city: MatterCity, matter: string): Promise<void> {
  await city.all.database.own.query(`update assessment set grounds = '[]' where id = (select assessed from matter where id = $1)`, [matter])
}
export const stateOf = (error: unknown): string => z.object({ code: z.string() }).catch({ code: String(error) }).parse(error).code
/** What a refusal says, in English. */
export const saidOf = (body: unknown): string => z.object({ code: z.literal('conflict'), detail: z.object({ en: z.string() }) }).parse(body).detail.en
