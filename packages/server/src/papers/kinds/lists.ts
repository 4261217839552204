import { amountInBoth, amountInFigures, amountInWords } from '../amount.ts'
import { chineseDate } from '../numerals.ts'
import { say, type Column } from '../paper.ts'
import { cited, form, publicName, total, type Draft } from './draft.ts'
import type { ApprovalForm, LedgerStatement, Office, PaymentRequest, PublicityList } from './inputs.ts'

const NUMBER: Column = { head: '序号', share: 1, align: 'centre' }
const money = (head: string, share: number): Column => ({ head, share, align: 'right' })
const words = (head: string, share: number): Column => ({ head, share, align: 'left' })

export function publicityList({ name }: Office, { instrument, law, from, until, workingDays, rows, objections }: PublicityList): Draft {
  return {
    title: `${name}关于${instrument}拟奖补名单的公示`,
    body: [
      say(`根据${cited(law)}的规定，经审核，现将${instrument}拟奖补名单予以公示。公示期自${chineseDate(from)}至${chineseDate(until)}，共${workingDays}个工作日。`),
      say(objections),
      {
        kind: 'table', headed: true, unit: '元', columns: [NUMBER, words('名称', 4), words('县（市、区）', 2), words('事项', 3), money('拟奖补金额', 3)],
        rows: [...rows.map((row, i) => [String(i + 1), publicName(row), row.area, row.project, amountInFigures(row.amount)]), ['', '合计', '', `${rows.length}项`, amountInFigures(total(rows.map(({ amount }) => amount)))]],
      },
    ],
  }
}

export function approvalForm({ name }: Office, { matter, to, instrument, law, asked, assessed, amount, opinions }: ApprovalForm): Draft {
  return {
    title: `${name}${instrument}审批表`,
    body: [form([
      ['事项编号', matter], ['申请主体', to.name], ['代码', to.code], ['政策依据', cited(law)],
      ...(asked === undefined ? [] : [['申请金额', amountInBoth(asked)] as const]),
      ...(assessed === undefined ? [] : [['按条款核算', amountInBoth(assessed)] as const]),
      ['核定金额', amountInBoth(amount)],
      ...opinions.map(one => [one.organisation, `${one.opinion}\n${one.by}，${chineseDate(one.on)}`] as const),
    ])],
  }
}

export function paymentRequest({ name, letterhead }: Office, { to, fund, year, budgetCode, rows }: PaymentRequest): Draft {
  const sum = total(rows.map(({ amount }) => amount))
  return {
    letterhead, addressee: to, title: `${name}关于拨付${year}年${fund}的函`,
    body: [
      say(`经审核、公示和审批，现申请拨付${year}年${fund}共${rows.length}笔，合计${amountInBoth(sum)}，预算科目编码${budgetCode}。请按下表拨付至收款单位账户。`),
      {
        kind: 'table', headed: true, unit: '元', columns: [NUMBER, words('户名', 4), words('开户银行', 3), words('账号', 3), words('用途', 3), money('金额', 3)],
        rows: [...rows.map((row, i) => [String(i + 1), row.payee, row.bank, row.account, row.purpose, amountInFigures(row.amount)]), ['', '合计', '', '', amountInWords(sum), amountInFigures(sum)]],
      },
    ],
  }
}

export function ledgerStatement({ name }: Office, { fund, year, on, appropriated, rows }: LedgerStatement): Draft {
  const stages = ['available', 'reserved', 'committed', 'paid', 'receivable', 'recovered'] as const
  return {
    title: `${name}${year}年${fund}资金台账`,
    body: [
      say(`截至${chineseDate(on)}，${year}年${fund}预算${amountInBoth(appropriated)}，各项余额如下。`),
      {
        kind: 'table', headed: true, unit: '元', columns: [words('项目', 3), money('可用', 3), money('已预留', 3), money('已承诺', 3), money('已拨付', 3), money('应追回', 3), money('已追回', 3)],
        rows: [...rows.map(row => [row.line, ...stages.map(stage => amountInFigures(row[stage]))]), ['合计', ...stages.map(stage => amountInFigures(total(rows.map(row => row[stage]))))]],
      },
    ],
  }
}
