import { amountInBoth, amountInFigures } from '../amount.ts'
import { chineseDate } from '../numerals.ts'
import { heading, say, type Block } from '../paper.ts'
import { cited, publicName, type Draft } from './draft.ts'
import type { AwardNotice, Office, RecoveryDecision, RejectionNotice, Reminder } from './inputs.ts'

export function awardNotice({ name, letterhead }: Office, { to, instrument, law, amount, instalments, requirements }: AwardNotice): Draft {
  const paid: Block[] = instalments.length === 0 ? [] : [heading(1, '拨付安排'), {
    kind: 'table', headed: true, unit: '元',
    columns: [{ head: '期次', share: 2, align: 'centre' }, { head: '金额', share: 2, align: 'right' }, { head: '条件', share: 4, align: 'left' }],
    rows: instalments.map(one => [one.name, amountInFigures(one.amount), one.condition]),
  }]
  return {
    letterhead, addressee: to.name, title: `${name}关于给予${publicName(to)}${instrument}的通知`,
    body: [
      say(`根据${cited(law)}的规定，经审核、公示，决定给予你方${instrument}。现将有关事项通知如下。`),
      heading(1, '核定金额'), say(`核定金额为${amountInBoth(amount)}。`), ...paid,
      ...(requirements.length === 0 ? [] : [heading(1, '有关要求'), ...requirements.map(one => say(one))]),
    ],
  }
}

export function rejectionNotice({ name, letterhead }: Office, { to, instrument, law, reasons, remedy }: RejectionNotice): Draft {
  return {
    letterhead, addressee: to.name, title: `${name}关于${publicName(to)}申请${instrument}不予通过的通知`,
    body: [
      say(`你方申请的${instrument}，根据${cited(law)}的规定审核，不符合条件，不予通过。现将理由和救济途径告知如下。`),
      heading(1, '不符合的条件'), ...reasons.map(({ words, finding }) => heading(2, `“${words}”：${finding}`)),
      heading(1, '救济途径'), say(remedy),
    ],
  }
}

export function reminder({ name, letterhead }: Office, { to, matter, duty, due, overdue, until, law }: Reminder): Draft {
  const rest = law === undefined ? '' : `根据${cited(law)}的规定，`
  return {
    letterhead, addressee: to, // Whoever has the code reads the title: what is urged, and not whose it is.
    title: `${name}关于催办“${duty}”的函`,
    body: [
      say(`${rest}你单位办理${matter}的“${duty}”应于${chineseDate(due)}前完成，至今已逾期${overdue}日。`),
      say(`请于${chineseDate(until)}前办结；确有困难的，请在此之前书面说明原因和预计完成时间。`),
    ],
  }
}

export function recoveryDecision({ name, letterhead }: Office, { to, instrument, law, awarded, reason, amount, until, payTo, remedy }: RecoveryDecision): Draft {
  return {
    letterhead, addressee: to.name, title: `${name}关于追回${publicName(to)}${instrument}的决定`,
    body: [
      heading(1, '事实'), say(`${chineseDate(awarded.on)}，${awarded.number}文给予你方${instrument}，已拨付${amountInBoth(awarded.paid)}。${reason}`),
      heading(1, '依据'), say(`${cited(law)}。`),
      heading(1, '决定'), say(`追回${amountInBoth(amount)}。请于${chineseDate(until)}前缴入下列账户，并注明本文文号。`),
      { kind: 'table', headed: false, columns: [{ head: '', share: 1, align: 'centre' }, { head: '', share: 3, align: 'left' }], rows: [['户名', payTo.name], ['开户银行', payTo.bank], ['账号', payTo.account]] },
      heading(1, '救济途径'), say(remedy),
    ],
  }
}
