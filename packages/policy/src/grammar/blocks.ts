import { z } from 'zod'
import { amount, cap, tableRow } from './amount.ts'
import { allocate, balance, keep, part, pay, setting, stacking } from './around.ts'
import { condition, conditions } from './condition.ts'
import { every, names, node, one, optionalWords, quote, text, value, words } from './leaf.ts'

const bound = { ...words, ...node, en: text.optional() }
const around = { once: text.optional(), pay: pay.optional(), keep: z.array(keep).min(1).optional(), allocate: allocate.optional(), stacking: z.array(stacking).min(1).optional(), settings: z.array(setting).min(1).optional(), /** A review on record that must come before any payment, as 公平竞争审查. */ review: text.optional() }

/** 免申即享 · 快申快享 · 申报: the screen proposes; prefilled and confirmed; applied for while a call is open. */
export const WAYS = ['proposed', 'prefilled', 'call'] as const
/** 受理 · 形式审查 · 县区初审 · 部门联审 · 专家评审 · 现场核查 · 公示 · 审批 */
export const STEPS = ['acceptance', 'formal review', 'county review', 'joint review', 'experts', 'inspection', 'publicity', 'approval'] as const

/** The first block: which document this is. */
export const pack = z.strictObject({
  id: text, title: text, 'in force': value, until: value.optional(), en: text.optional(), number: text.optional(), issuer: text.optional(), language: text.optional(),
  replaces: text.optional(), completes: text.optional(), hash: value.optional(),
  /** What 以上 以下 超 … mean here, as the document's own last clause says: `以下: "<"`. */
  boundaries: z.object({ words: quote.optional() }).catchall(value).optional(),
  ...optionalWords, ...node,
})
export const instrument = z.strictObject({
  id: text, name: text, ...bound, for: text, every: every.optional(), when: conditions.optional(), ...around,
  amount: amount.optional(), balance: balance.optional(), measure: quote.optional(), outside: text.optional(),
})
/** 分别: several instruments in one sentence; what differs stands in the rows. */
export const several = z.strictObject({
  ...bound, for: text, every: every.optional(), when: conditions.optional(), ...around, amount,
  respectively: z.array(z.strictObject({ id: text, name: text, en: text.optional(), words: quote, test: value.optional(), give: value.optional(), 'up to': value.optional(), once: text.optional(), ...node })).min(2),
})
export const general = z.strictObject({ id: text, ...bound, 'applies to': names.optional(), exclude: z.array(condition).min(1).optional(), 'at most': z.array(cap).min(1).optional(), stacking: z.array(stacking).min(1).optional(), pay: pay.optional(), keep: z.array(keep).min(1).optional(), allocate: allocate.optional() })
export const definition = z.strictObject({ id: text, ...optionalWords, ...node, en: text.optional(), takes: z.array(text).min(1).optional(), every: every.optional(), value: value.optional(), list: text.optional() })
export const target = z.strictObject({
  id: text, name: text.optional(), ...bound, indicator: text, reach: value.optional(), exceed: value.optional(), between: value.optional(), 'at most': value.optional(), is: value.optional(),
  from: value.optional(), by: value.optional(), within: text.optional(), every: every.optional(), 'same as': text.optional(), settings: z.array(setting).min(1).optional(),
})
export const roster = z.strictObject({ id: text, name: text, ...bound, of: text, enter: conditions.optional(), every: every.optional(), settings: z.array(setting).min(1).optional() })
export const duty = z.strictObject({ id: text, name: text, ...bound, every: text.optional(), by: names.optional(), count: value.optional(), settings: z.array(setting).min(1).optional() })
export const programme = z.strictObject({ id: text, name: text, ...bound })
export const fund = z.strictObject({ id: text, name: text, ...bound, year: value, amount: value })
export const link = z.strictObject({ id: text, ...bound, document: text })
export const declaratory = z.strictObject({ ...words, because: text, ...node })
/** What experts score: a criterion with the most points that it can have. */
const criterion = z.strictObject({ ...words, criterion: text, en: text.optional(), most: value })
/** How an application goes: who looks at it one after the other, and for how many working days. Absent `applies to`: whatever no other procedure names. */
export const procedure = z.strictObject({
  id: text, name: text, ...bound, way: one(...WAYS), 'applies to': names.optional(),
  steps: z.array(z.strictObject({ ...words, step: one(...STEPS), 'working days': value.optional(), sample: value.optional(), 'all from': value.optional(), experts: value.optional(), sheet: z.array(criterion).min(1).optional(), pass: value.optional(), ...node })).min(1),
  /** 绩效: how long after the money is paid somebody looks what came of it. */
  evaluation: z.strictObject({ ...words, after: value, ...node }).optional(),
})
/** In a pack that `completes` another: fixes a setting, or adds to an instrument. */
export const completes = z.strictObject({
  instrument: text, ...words, ...node, when: conditions.optional(), set: text.optional(), give: value.optional(), 'up to': value.optional(),
  table: z.array(tableRow).min(1).optional(), pay: z.union([pay, z.array(part)]).optional(), parts: z.array(part).min(1).optional(), allocate: allocate.optional(),
})

export const BLOCKS = { pack, instrument, several, general, definition, target, roster, duty, programme, fund, procedure, link, declaratory, completes } as const
export type Kind = keyof typeof BLOCKS
export type Raw<K extends Kind> = z.infer<(typeof BLOCKS)[K]>
export type RawBlock = { [K in Kind]: { readonly kind: K; readonly data: Raw<K> } }[Kind]
