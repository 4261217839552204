import type { Program } from '../program.ts'
import type { ScreenOptions } from './outside.ts'
import { planScreen, type Refused, type ScreenPlan } from './plan.ts'
import { planPools, type PoolPlan } from './pools/plan.ts'

/** How an instrument is screened: in columns, or by the closure and why. */
export interface Explained { readonly instrument: string; readonly kind: string; readonly how: 'kernel' | 'closure'; readonly zh: string; readonly en: string; /** How its pool is divided, or why it is not. */ readonly pool?: { readonly zh: string; readonly en: string } }

const WHY: Readonly<Record<string, readonly [zh: string, en: string]>> = {
  'list-fact': ['“{name}”的值是一组', 'the fact {name} holds a list'],
  'award-fact': ['读取已奖励额', 'it reads an award'],
  'line-number': ['读取第几年', 'it reads the number of a line'],
  'text-order': ['比较文字先后', 'texts are put in order'],
  'texts-compared': ['两个文字事实相比，或文字由计算得出', 'two texts of the row are compared, or a text is computed'],
  'lists-compared': ['比较两组值', 'two lists are compared'],
  'joined-texts': ['拼接文字', 'texts are joined'],
  'chosen-text': ['按条件取一组值', 'a list is chosen by a condition'],
  'duration-times': ['时长乘除', 'a duration is multiplied or divided'],
  'broken-date': ['日期由分数得出', 'a date is made of a fraction'],
  'power': ['乘方', 'a power is taken'],
  'negative': ['负的非数值', 'something that is no figure is negated'],
  'function': ['函数 {name} 没有列算法', 'the function {name} has no form in columns'],
  'period-by-row': ['所读期间因行而异（于）', 'it reads a period that differs from row to row (于)'],
  'many-periods': ['合计的期间超过60个', 'it sums over more than 60 periods'],
  'setting-table': ['“{name}”由分档表确定', 'the setting {name} is fixed by a table'],
  'unread': ['金额中有未定的读法', 'a part of the amount has not been read'],
  'second-owner': ['除外情形涉及“{name}”，不是每行都有', 'an exclusion speaks of {name}, which not every row has'],
  'lines': ['按“{lines}”逐项合计', 'it sums over lines ({lines})'],
  'lines-group': ['逐项合计时按组的限额不是写明的整数，或跨年、计入其他', 'a limit on groups of its lines is not a written whole figure, or runs over years, or counts others in'],
  'balance': ['余额逐年结转', 'a balance is carried from year to year'],
  'no-amount': ['不是金额', 'it is no amount'],
  'nothing-given': ['没有给付标准', 'nothing is given'],
  'step-by-row': ['每档数额因行而异', 'its step differs from row to row'],
  'mixed-table': ['分档表中兼有确定数和上限', 'its table gives both amounts and ceilings'],
  'band-at-zero': ['分档从0起，未知时由界限决定', 'a band begins at 0, where bounds decide what is unknown'],
  'group': ['限额或一次性按“{name}”归组，跨主体', 'a limit or 一次性 is per {name}, across parties'],
  'shared-including': ['共用限额并计其他资金', 'a shared limit counts other money in'],
  'shared-of-others': ['限额属于其他政策', 'the limit is that of other instruments'],
  'shared-limit': ['共用限额不是写明的整数', 'a shared limit is not a written whole figure'],
  'after-award': ['以先获其他奖励为前提', 'it comes after another award'],
  'use-once': ['同一凭证只用一次', 'a voucher supports one award'],
  'not-a-figure': ['金额不是数值', 'the amount is no figure'],
  'pool-of-row': ['资金池规模因行而异', 'the size of its pool differs from row to row'],
  'pool-every': ['资金池按期（{every}）另计，而排队的日期可在不同期', 'its pool is a new one each {every}, and places in the queue are days that may lie in several'],
  'pool-not-figure': ['资金池规模不是数值', 'the size of its pool is no figure'],
  'place-not-figure': ['排队先后不由日期或数值确定', 'places in the queue are no dates or figures'],
  'place-broken': ['排队先后以行内除数为分母', 'places in the queue have a divisor that differs from row to row'],
  'broken-amount': ['金额以行内除数为分母', 'the amount has a divisor that differs from row to row'],
}

const inserted = (text: string, params: Readonly<Record<string, string>>): string => text.replace(/\{(\w+)\}/g, (_, name: string) => params[name] ?? '')

export function whyNot({ code, params }: Pick<Refused, 'code' | 'params'>): Pick<Explained, 'zh' | 'en'> {
  const [zh, en] = WHY[code] ?? [code, code]
  return { zh: inserted(zh, params), en: inserted(en, params) }
}

/** `lizhu check --explain-kernel`. What the closure does comes to the same answer, only slower. */
export function explainKernel(program: Program, options: ScreenOptions): readonly Explained[] {
  const plan = planScreen(program, options)
  const { kernels, refused } = plan
  const pools = poolsIn(plan)
  const all: Explained[] = [
    ...kernels.map(({ instrument, kind, guarded }): Explained => ({
      instrument, kind, how: 'kernel',
      zh: guarded === 0 ? '按列计算' : `按列计算；有${guarded}处数值范围不能事先证明，超出的行逐户计算`,
      en: guarded === 0 ? 'in columns' : `in columns; ${guarded} ranges are not proved, and rows beyond them are done one at a time`,
    })),
    ...refused.map(({ instrument, kind, code, params }): Explained => ({ instrument, kind, how: 'closure', ...whyNot({ code, params }) })),
  ]
  const order = new Map(program.instruments.map(({ id }, i) => [id, i]))
  return all.sort((a, b) => (order.get(a.instrument) ?? 0) - (order.get(b.instrument) ?? 0)).map(one => { const pool = pools.get(one.instrument); return pool === undefined ? one : { ...one, pool } })
}

const SHORT: Readonly<Record<PoolPlan['whenShort'], readonly [zh: string, en: string]>> = {
  'close and queue': ['额满即止，其余排队', 'until it is used up, the rest wait'], 'queue': ['依次排队，放得下的先行', 'in turn, those that fit go on'], 'part': ['依次给付，最后一个给余额', 'in turn, the last in part'],
  'pro rata': ['不足时按比例', 'pro rata when short'], 'decide': ['不足时由人决定', 'decided by a person when short'],
}
function poolsIn(plan: ScreenPlan): ReadonlyMap<string, NonNullable<Explained['pool']>> {
  const { pools, refused } = planPools(plan)
  return new Map<string, NonNullable<Explained['pool']>>([
    ...pools.map(({ instrument, whenShort: short, ordered }) => [instrument, { zh: `资金池：${SHORT[short][0]}${ordered ? '' : '（按登记先后）'}`, en: `pool: ${SHORT[short][1]}${ordered ? '' : ' (as registered)'}` }] as const),
    ...refused.map(one => { const { zh, en } = whyNot(one); return [one.instrument, { zh: `资金池不分配：${zh}`, en: `pool not divided: ${en}` }] as const }),
  ])
}
