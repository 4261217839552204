import { z } from '@hono/zod-openapi'
import { calendar } from '@lizhu/feel'
import { settingTree, type Decision } from '@lizhu/policy'
import type { Alone, Told } from '@lizhu/policy/simulate'
import { operation } from '../api/operation.ts'
import { Refused } from '../api/problem.ts'
import type { City } from '../city/index.ts'
import { dayText, shortText } from './pack.ts'
import { rulesOn } from './program.ts'
import { questionsOf, type Question } from './questions.ts'
import { today } from '../today.ts'

/** Whole fen, as text: past what a JSON number holds. */
const fen = z.string()
const costSchema = z.strictObject({ low: fen, likely: fen, high: fen, unbounded: z.int(), undecided: z.int() })
const MOST = 8
/** Of what may be claimed all is, and ceilings are granted in full. */
const ASSUMED = { takeUp: 100, share: 100 }

/** What each way to decide a question would cost the city that lies on the server; without one it says so. */
export const costOfChoices = (city: City | undefined) => operation({
  name: 'costOfChoices', method: 'get', path: '/policy/costs', tag: 'packs', refuses: [409],
  summary: { zh: '一个待定项或读法的各种选择各花多少', en: 'What each choice of a setting or a reading would cost' },
  query: z.strictObject({
    pack: shortText(100).optional(), kind: z.enum(['setting', 'reading']), id: shortText(200), asOf: dayText.optional(),
    /** Of a setting: the values to try, with `;` between. */
    values: shortText(1000).optional(),
  }),
  answer: z.strictObject({
    /** `null`: no city lies on the server, or one under another version of the policy (`why`). */
    city: z.strictObject({ name: z.string(), enterprises: z.int(), synthetic: z.boolean(), asOf: z.string() }).nullable(),
    why: z.strictObject({ zh: z.string(), en: z.string() }).nullable(),
    before: costSchema.nullable(),
    choices: z.array(z.strictObject({ chosen: z.string(), cost: costSchema.nullable(), winners: z.int().nullable(), losers: z.int().nullable() })),
  }).openapi('CostOfChoices'),
  run: async ({ db, actor, query }) => {
    const { written } = await rulesOn(db, actor.tenant, today(), query.pack)
    const question = questionsOf(written).find(one => one.kind === query.kind && one.id === query.id)
    if (question === undefined) throw new Refused(422, 'no-such-question', { params: { pack: written.pack.id, id: query.id }, field: 'query.id' })
    const asOf = query.asOf ?? city?.about.asOf ?? today()
    const choices = choicesOf(question, query.values, calendar.parseDate(asOf) ?? 0)
    const why = whyNot(city, written.pack.hash)
    if (city === undefined || why !== null) return { body: { city: null, why, before: null, choices: choices.map(({ chosen }) => ({ chosen, cost: null, winners: null, losers: null })) } }
    const { name, enterprises, synthetic } = city.about
    const alone = await tried(city, { pack: written.pack.hash, asOf, set: '', rule: '', ...ASSUMED, choices: choices.map(one => one.decision) })
    const before = alone[0]?.cost[0]
    return {
      body: {
        city: { name, enterprises, synthetic, asOf }, why: null, before: before === undefined ? null : shown(before),
        choices: choices.map(({ chosen }, i) => { const one = alone[i]; return { chosen, cost: one === undefined ? null : shown(one.cost[1]), winners: one?.winners ?? null, losers: one?.losers ?? null } }),
      },
    }
  },
})

interface Choice { readonly chosen: string; readonly decision: Decision }
function choicesOf({ id, words = '', setting, options }: Question, values: string | undefined, from: number): readonly Choice[] {
  if (setting === undefined) return options.map(readAs => ({ chosen: readAs, decision: { reading: id, question: words, readAs, document: '' } }))
  const given = (values ?? '').split(/[;；]/).map(one => one.trim()).filter(one => one !== '')
  const wrong = given.find(one => { const read = settingTree(setting, one); return read === 'schedule' || !('tree' in read) })
  if (given.length === 0 || given.length > MOST || wrong !== undefined) throw new Refused(422, 'invalid', { params: wrong === undefined ? { zh: `要写 1 到 ${MOST} 个值`, en: `write 1 to ${MOST} values` } : { zh: `“${wrong}”不是这里能写的值`, en: `“${wrong}” is no value of it` }, field: 'query.values' })
  return given.map(value => ({ chosen: value, decision: { setting: id, value, from, document: '' } }))
}

function whyNot(city: City | undefined, hash: string): { readonly zh: string; readonly en: string } | null {
  if (city === undefined) return { zh: '服务器上没有城市，算不出花费；启动时以 LIZHU_CITY 指定。', en: 'No city lies on the server, so costs cannot be worked out; name one with LIZHU_CITY when it is started.' }
  return city.about.pack === hash ? null : { zh: '服务器上的城市用的是另一版政策，算不出这一版的花费。', en: 'The city on the server is under another version of the policy.' }
}

async function tried(city: City, asked: Parameters<City['simulate']>[0]): Promise<readonly Alone[]> {
  const work = city.simulate(asked, AbortSignal.timeout(100_000))
  if (work === undefined) throw new Refused(429, 'too-many', { params: { seconds: '10' } })
  const heard: Told[] = []
  await work(told => { if (!('done' in told)) heard.push(told) })
  const [told] = heard
  if (told === undefined || !('result' in told)) throw new Refused(409, 'no-cost', { params: told !== undefined && 'problem' in told ? { zh: told.problem.zh, en: told.problem.en } : { zh: '推演超时。', en: 'The simulation took too long.' } })
  return told.result.alone
}

const shown = ({ low, likely, high, unbounded, undecided }: Alone['cost'][0]): z.infer<typeof costSchema> => ({ low: String(low), likely: String(likely), high: String(high), unbounded, undecided })
