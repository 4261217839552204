import { TOLD, type Results, type Rows } from '@lizhu/feel/kernel'

/** The six rules (flat/policy.md) as somebody would write them out over typed arrays: status, amount, failing conditions, missing facts. */
export interface ByHand { readonly amount: Float64Array; readonly status: Uint8Array; readonly failing: Uint8Array; readonly missing: Uint8Array }
export const handResults = (count: number): ByHand => ({ amount: new Float64Array(count), status: new Uint8Array(count), failing: new Uint8Array(count), missing: new Uint8Array(count) })

interface Read<Values> { readonly values: Values; readonly states: Uint8Array }
function figures({ cells }: Rows, name: string): Read<Float64Array> {
  const found = cells.get(`企业.${name}`)
  if (!(found?.values instanceof Float64Array)) throw new Error(name)
  return { values: found.values, states: found.states }
}
/** 1 where a text is among those, looked up by its place. */
function among({ cells }: Rows, name: string, texts: readonly string[]): Read<Uint16Array> & { readonly hit: Uint8Array } {
  const found = cells.get(`企业.${name}`)
  if (!(found?.values instanceof Uint16Array)) throw new Error(name)
  return { values: found.values, states: found.states, hit: Uint8Array.from(found.texts ?? [], text => Number(texts.includes(text))) }
}

const [NO, YES, UNKNOWN] = [0, 1, 2]
type Rule = (out: ByHand) => void

export function byHand(rows: Rows): ReadonlyMap<string, Rule> {
  const benchmark = rows.cells.get('企业.应用标杆')
  if (!(benchmark?.values instanceof Uint8Array)) throw new Error('应用标杆')
  const flag = { values: Uint16Array.from(benchmark.values), states: benchmark.states, hit: Uint8Array.of(0, 1) }
  return new Map([
    ['title', fixed(rows, among(rows, '称号', ['省级智能制造示范试点企业']), 100_000_000)],
    ['robots', rated(rows, among(rows, '设备类别', ['工业机器人整机', '工业机器人成套设备']), figures(rows, '采购额'), 10, 100_000_000)],
    ['match', rated(rows, flag, figures(rows, '省级专项资金'), 10, 100_000_000)],
    ['design', rated(rows, among(rows, '服务内容', ['工业设计']), figures(rows, '实际发生额'), 2, 20_000_000)],
    ['managers', managers(rows)], ['guarantee', guarantee(rows)],
  ])
}

function fixed({ count }: Rows, { values, states, hit }: ReturnType<typeof among>, given: number): Rule {
  return ({ amount, status, failing, missing }) => {
    for (let i = 0; i < count; i++) {
      const told = states[i] === TOLD
      const holds = told && hit[values[i] ?? 0] === 1
      status[i] = holds ? YES : told ? NO : UNKNOWN
      failing[i] = told && !holds ? 1 : 0
      missing[i] = told ? 0 : 1
      amount[i] = holds ? given : 0
    }
  }
}

/** A condition on a text, and one part in so many of a base up to a cap. */
function rated({ count }: Rows, { values, states, hit }: ReturnType<typeof among>, base: Read<Float64Array>, divisor: number, cap: number): Rule {
  return ({ amount, status, failing, missing }) => {
    for (let i = 0; i < count; i++) {
      const told = states[i] === TOLD
      const holds = told && hit[values[i] ?? 0] === 1
      if (told && !holds) { status[i] = NO; failing[i] = 1; missing[i] = 0; amount[i] = 0; continue }
      failing[i] = 0
      const unknown = base.states[i] !== TOLD
      if (!told || unknown) { status[i] = UNKNOWN; missing[i] = (told ? 0 : 1) | (unknown ? 2 : 0); amount[i] = 0; continue }
      const given = Math.max(0, Math.floor((base.values[i] ?? 0) / divisor))
      status[i] = YES; missing[i] = 0; amount[i] = given < cap ? given : cap
    }
  }
}

/** 产值 of two years, or investment and its growth; a post; half of the tax. */
function managers(rows: Rows): Rule {
  const [before, last, invested, investedBefore, tax] = [figures(rows, '产值@2023'), figures(rows, '产值@2024'), figures(rows, '工业投资@2024'), figures(rows, '工业投资@2023'), figures(rows, '地方留成@2025')]
  const post = among(rows, '职务', ['董事长', '总经理', '总会计师'])
  return ({ amount, status, failing, missing }) => {
    for (let i = 0; i < rows.count; i++) {
      const [noBefore, noLast, noNow, noThen, noPost, noTax] = [before.states[i] !== TOLD, last.states[i] !== TOLD, invested.states[i] !== TOLD, investedBefore.states[i] !== TOLD, post.states[i] !== TOLD, tax.states[i] !== TOLD]
      const now = invested.values[i] ?? 0
      const then = investedBefore.values[i] ?? 0
      // Kleene: yes, no, or not known.
      const outputFails = (!noBefore && (before.values[i] ?? 0) < 1e10) || (!noLast && (last.values[i] ?? 0) < 1e10)
      const outputHolds = !outputFails && !noBefore && !noLast
      // Growth on nothing is not known.
      const growthKnown = !noNow && !noThen && then !== 0
      const growthHolds = growthKnown && (then > 0 ? now * 100 >= then * 115 : now * 100 <= then * 115)
      const investFails = (!noNow && now < 5e9) || (growthKnown && !growthHolds)
      const investHolds = !investFails && !noNow && growthHolds
      const eitherHolds = outputHolds || investHolds
      const eitherFails = outputFails && investFails
      const postFails = !noPost && post.hit[post.values[i] ?? 0] !== 1
      failing[i] = (eitherFails ? 1 : 0) | (postFails ? 2 : 0)
      amount[i] = 0
      if (eitherFails || postFails) { status[i] = NO; missing[i] = 0; continue }
      if (eitherHolds && !noPost && !noTax) {
        const given = Math.max(0, Math.floor((tax.values[i] ?? 0) / 2))
        status[i] = YES; missing[i] = 0; amount[i] = given < 10_000_000 ? given : 10_000_000
        continue
      }
      status[i] = UNKNOWN
      const output = eitherHolds || outputFails ? 0 : (noBefore ? 1 : 0) | (noLast ? 2 : 0)
      const invest = eitherHolds || investFails ? 0 : (noNow ? 4 : 0) | (noThen ? 8 : 0)
      missing[i] = output | invest | (noPost ? 16 : 0) | (noTax ? 32 : 0)
    }
  }
}

/** A balance above 5亿, grown by a fifth; 10万 for each whole 1亿 of growth. */
function guarantee(rows: Rows): Rule {
  const [now, before] = [figures(rows, '担保余额@2025'), figures(rows, '担保余额@2024')]
  return ({ amount, status, failing, missing }) => {
    for (let i = 0; i < rows.count; i++) {
      const [noNow, noBefore] = [now.states[i] !== TOLD, before.states[i] !== TOLD]
      const [balance, last] = [now.values[i] ?? 0, before.values[i] ?? 0]
      const low = !noNow && balance <= 5e10
      const grownKnown = !noNow && !noBefore && last !== 0
      const grown = grownKnown && (last > 0 ? balance * 100 >= last * 120 : balance * 100 <= last * 120)
      const fails = grownKnown && !grown
      failing[i] = (low ? 1 : 0) | (fails ? 2 : 0)
      amount[i] = 0
      if (low || fails) { status[i] = NO; missing[i] = 0; continue }
      if (grown) { status[i] = YES; missing[i] = 0; amount[i] = Math.max(0, Math.floor((balance - last) / 1e10)) * 1e7; continue }
      status[i] = UNKNOWN
      missing[i] = (noNow ? 1 : 0) | (noBefore ? 2 : 0)
    }
  }
}

/** Rows in which a kernel and the hand-written loops differ: status, failing conditions, missing facts, and the amount of what is eligible. */
export function differences({ figures: kernel, bytes }: Results, hand: ByHand): number {
  const [amount, status, failing, missing] = [kernel.get('amount'), bytes.get('status'), bytes.get('failing 0'), bytes.get('missing 0')]
  let found = 0
  for (let i = 0; i < hand.status.length; i++) {
    const same = hand.status[i] === ((status?.[i] ?? 0) & 7) && hand.failing[i] === failing?.[i] && hand.missing[i] === missing?.[i] && (hand.status[i] !== YES || hand.amount[i] === amount?.[i])
    if (!same) found++
  }
  return found
}
