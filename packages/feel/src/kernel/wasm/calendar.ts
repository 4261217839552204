import type { Builder } from '../builder.ts'
import type { DateCall, Reg } from '../ir.ts'

/** A calendar call in arithmetic, so that vectors can do it. Of days as feel/calendar.ts has them: whole numbers, far below 2^51. */
export function calendarCall(builder: Builder, call: DateCall, a: Reg, b: Reg): Reg {
  const { add, sub, times, over, number, civil, months, either } = writer(builder)
  switch (call) {
    case 'year': return civil(a).year
    case 'month': return civil(a).month
    case 'day': return civil(a).day
    case 'month of': return months(a)
    case 'weekday': { const from = add(a, number(3)); return add(sub(from, times(7, over(from, 7))), number(1)) }
    case 'months between': {
      const whole = sub(months(b), months(a))
      const [one, none] = [number(1), number(0)]
      const [from, to] = [civil(a).day, civil(b).day]
      return either(builder.compare('lt', b, a), add(whole, either(builder.compare('lt', from, to), one, none)), sub(whole, either(builder.compare('lt', to, from), one, none)))
    }
    case 'add months': return moved(builder, a, b)
  }
}

/** Undefined past the calendar's end, and then 0 (dates.ts). */
function moved(builder: Builder, day: Reg, more: Reg): Reg {
  const { add, sub, times, over, number, civil, months, dayNumber, daysInMonth, either } = writer(builder)
  const all = add(months(day), more)
  const year = over(all, 12)
  const month = add(sub(all, times(12, year)), number(1))
  const there = dayNumber(year, month, builder.figures('min', civil(day).day, daysInMonth(year, month)))
  return either(builder.compare('lt', number(LAST_YEAR), builder.abs(year)), number(0), there)
}
const LAST_YEAR = 999_999_999

/**
 * The greatest whole number not above `a / by`, of whole numbers below 2^51: a vector multiplies four times as quickly as it divides.
 * Half a step above `a` the quotient is never so near to a whole number that the rounded reciprocal could tip it.
 */
export function quotient(builder: Builder, a: Reg, by: number): Reg {
  const halves = Math.log2(by) % 1 === 0
  return builder.floor(builder.figures('mul', halves ? a : builder.figures('add', a, builder.number(0.5)), builder.number(1 / by)))
}

function writer(builder: Builder) {
  const number = (value: number): Reg => builder.number(value)
  const add = (...all: readonly Reg[]): Reg => all.reduce((a, b) => builder.figures('add', a, b))
  const sub = (a: Reg, b: Reg): Reg => builder.figures('sub', a, b)
  const times = (by: number, a: Reg): Reg => builder.figures('mul', a, number(by))
  const over = (a: Reg, by: number): Reg => quotient(builder, a, by)
  const either = (when: Reg, a: Reg, b: Reg): Reg => builder.select(when, a, b)
  const civil = (day: Reg): { readonly year: Reg; readonly month: Reg; readonly day: Reg } => {
    const z = add(day, number(719_468))
    const era = over(z, 146_097)
    const dayOfEra = sub(z, times(146_097, era))
    const yearOfEra = over(sub(add(sub(dayOfEra, over(dayOfEra, 1460)), over(dayOfEra, 36_524)), over(dayOfEra, 146_096)), 365)
    const dayOfYear = sub(dayOfEra, sub(add(times(365, yearOfEra), over(yearOfEra, 4)), over(yearOfEra, 100)))
    const shifted = over(add(times(5, dayOfYear), number(2)), 153)
    const late = builder.compare('le', number(10), shifted)
    return {
      year: add(yearOfEra, times(400, era), either(late, number(1), number(0))), month: either(late, sub(shifted, number(9)), add(shifted, number(3))),
      day: add(sub(dayOfYear, over(add(times(153, shifted), number(2)), 5)), number(1)),
    }
  }
  const months = (day: Reg): Reg => { const { year, month } = civil(day); return sub(add(times(12, year), month), number(1)) }
  const dayNumber = (year: Reg, month: Reg, day: Reg): Reg => {
    const early = builder.compare('le', month, number(2))
    const y = sub(year, either(early, number(1), number(0)))
    const era = over(y, 400)
    const yearOfEra = sub(y, times(400, era))
    const dayOfYear = sub(add(over(add(times(153, add(month, either(early, number(9), number(-3)))), number(2)), 5), day), number(1))
    return sub(add(times(146_097, era), times(365, yearOfEra), sub(over(yearOfEra, 4), over(yearOfEra, 100)), dayOfYear), number(719_468))
  }
  const divides = (by: number, a: Reg): Reg => builder.compare('eq', a, times(by, over(a, by)))
  const daysInMonth = (year: Reg, month: Reg): Reg => {
    const leap = builder.or(builder.without(divides(4, year), divides(100, year)), divides(400, year))
    const isOne = (...all: readonly number[]): Reg => builder.or(...all.map(one => builder.compare('eq', month, number(one))))
    return either(isOne(2), either(leap, number(29), number(28)), either(isOne(4, 6, 9, 11), number(30), number(31)))
  }
  return { number, add, sub, times, over, either, civil, months, dayNumber, daysInMonth }
}
