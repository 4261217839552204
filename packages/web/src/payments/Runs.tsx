import { useTranslation } from 'react-i18next'
import { usePages } from '../api/useAnswer.ts'
import type { PaymentRun } from '../api/types.ts'
import { dayOf } from '../record/slot.ts'
import { figure } from '../ui/fen.ts'
import { ListTable } from '../ui/ListTable.tsx'
import { Refusal } from '../ui/Refusal.tsx'

/** Runs, the latest first: who made and who released each, and how much of it arrived. */
export function Runs() {
  const { t } = useTranslation()
  const { items, error, more, onMore, again } = usePages('listRuns', {})
  const state = (row: PaymentRun) => t(row.state === 'released' && row.open === 0 ? (row.paid === row.total ? 'pay.settled' : 'pay.partly') : `pay.run.${row.state}`)
  return (
    <>
      <Refusal problem={error} again={again} />
      <ListTable<PaymentRun>
        name={t('pay.tab.runs')} rows={error === null ? items : []} rowKey={row => row.id} href={row => `/payments/${row.id}`} paged more={more} onMore={onMore} empty={t('pay.no runs')}
        columns={[
          { key: 'number', short: true, title: t('pay.number'), value: row => row.number },
          { key: 'title', title: t('pay.title of run'), value: row => row.title, from: 'md' },
          { key: 'state', short: true, title: t('pay.state'), value: state, show: row => <span className={row.state === 'made' || (row.state === 'released' && row.open === 0 && row.paid !== row.total) ? 'now' : row.state === 'dropped' ? 'second' : ''}>{state(row)}</span> },
          { key: 'lines', short: true, title: t('pay.lines'), value: row => row.lines, figure: true, from: 'sm' },
          { key: 'total', title: t('pay.total'), value: row => figure(row.total), figure: true },
          { key: 'paid', title: t('pay.arrived'), value: row => figure(row.paid), figure: true, from: 'sm' },
          { key: 'made', short: true, title: t('pay.made by'), value: row => `${row.madeBy ?? ''} ${dayOf(row.madeAt)}`, from: 'lg' },
          { key: 'released', short: true, title: t('pay.released by'), value: row => (row.releasedAt === null ? '' : `${row.releasedBy ?? ''} ${dayOf(row.releasedAt)}`), from: 'lg' },
        ]}
      />
    </>
  )
}
