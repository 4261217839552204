import { z } from '@hono/zod-openapi'
import { calendar, describe } from '@lizhu/feel'
import { operation } from '../api/operation.ts'
import { dayText, shortText } from './pack.ts'
import { rulesOn, type Rules } from './program.ts'
import { questionsOf, type Question } from './questions.ts'
import { today } from '../today.ts'

const questionSchema = z.strictObject({
  kind: z.enum(['setting', 'reading']), id: z.string(), article: z.int().nullable(), words: z.string().nullable(),
  /** Of a setting: what its value is, in words; a schedule is written by a completing pack. */
  type: z.strictObject({ zh: z.string(), en: z.string() }).nullable(),
  /** Of a reading: as it is read until somebody decides, `null` where it is not read at all; and all ways to read it. */
  readAs: z.string().nullable(), options: z.array(z.string()),
  entitled: z.array(z.string()), instruments: z.array(z.strictObject({ id: z.string(), name: z.string() })),
  open: z.boolean(),
  /** Who says so now: a decision, or another pack. */
  decided: z.strictObject({ by: z.string(), chosen: z.string().nullable(), decision: z.string().nullable() }).nullable(),
}).openapi('PolicyQuestion')

/** Settings without a value and readings nobody has decided: whose they are, what can be chosen, what rests on them. */
export const listOpenQuestions = operation({
  name: 'listOpenQuestions', method: 'get', path: '/policy/questions', tag: 'packs', refuses: [409],
  summary: { zh: '待定项和未决定的读法', en: 'Settings and readings left open' },
  query: z.strictObject({ pack: shortText(100).optional(), asOf: dayText.optional(), which: z.enum(['open', 'all']).default('open') }),
  answer: z.strictObject({
    pack: z.string(), asOf: z.string(), items: z.array(questionSchema),
    /** Decisions that this version of the words has no place for. */
    unfit: z.array(z.strictObject({ decision: z.string(), kind: z.enum(['setting', 'reading']), id: z.string(), chosen: z.string() })),
  }),
  run: async ({ db, actor, query: { pack, asOf = today(), which } }) => {
    const rules = await rulesOn(db, actor.tenant, asOf, pack)
    const items = shown(rules, calendar.parseDate(asOf) ?? 0).filter(one => which === 'all' || one.open)
    return { body: { pack: rules.program.pack.id, asOf, items, unfit: rules.unfit.map(({ id, kind, question, chosen }) => ({ decision: id, kind, id: question, chosen })) } }
  },
})

function shown({ written, program, decisions, unfit }: Rules, asOf: number): z.infer<typeof questionSchema>[] {
  const names = new Map(program.instruments.map(one => [one.id, one.name]))
  const now = new Map(questionsOf(program).map(one => [`${one.kind} ${one.id}`, one]))
  return questionsOf(written).map(asked => {
    const taken = decisions.find(one => one.kind === asked.kind && one.question === asked.id && !unfit.includes(one))
    const current = now.get(`${asked.kind} ${asked.id}`)
    const by = asked.kind === 'setting' ? setBy(current, asOf) : current?.decidedBy
    const { kind, id, article = null, words = null, readAs, setting } = asked
    return {
      kind, id, article, words, readAs, options: [...asked.options], entitled: [...asked.entitled],
      type: setting === undefined ? null : setting.type === 'schedule' ? { zh: '分期办法', en: 'schedule' } : { zh: describe(setting.type, 'zh'), en: describe(setting.type, 'en') },
      instruments: asked.instruments.map(one => ({ id: one, name: names.get(one) ?? one })),
      // What is asked only where another reading is chosen falls away with it.
      open: current !== undefined && by === undefined,
      decided: by === undefined ? null : { by, chosen: taken?.chosen ?? null, decision: taken?.id ?? null },
    }
  })
}

function setBy(question: Question | undefined, asOf: number): string | undefined {
  const set = question?.setting?.set
  return set === undefined || set.from > asOf ? undefined : set.pack
}
