import { useTranslation } from 'react-i18next'
import { usePages, type Item } from '../api/useAnswer.ts'
import { timeOf } from '../record/slot.ts'
import { may, type Me } from '../session/me.ts'
import { ListTable } from '../ui/ListTable.tsx'
import { Refusal } from '../ui/Refusal.tsx'
import { Receipt } from './Receipt.tsx'
import { UploadReceipt } from './UploadReceipt.tsx'

/** Receipts of the bank, the latest first; those with lines that wait for a person are seen at once. */
export function Receipts({ me }: { readonly me: Me }) {
  const { t } = useTranslation()
  const { items, error, more, onMore, again } = usePages('listReceipts', {})
  return (
    <>
      {may(me, 'uploadReceipt') && <div className="pay-acts"><UploadReceipt /></div>}
      <Refusal problem={error} again={again} />
      <ListTable<Item<'listReceipts'>>
        name={t('pay.tab.receipts')} rows={error === null ? items : []} rowKey={row => row.id} paged more={more} onMore={onMore} empty={t('pay.no receipts')} opened={row => <Receipt receipt={row.id} />}
        columns={[
          { key: 'name', title: t('imports.file'), value: row => row.name },
          { key: 'lines', short: true, title: t('pay.lines'), value: row => row.lines, figure: true },
          { key: 'paid', short: true, title: t('outcome.paid'), value: row => row.paid, figure: true, from: 'sm' },
          { key: 'failed', short: true, title: t('line.failed'), value: row => row.failed, show: row => <span className={row.failed > 0 ? 'now' : ''}>{row.failed}</span>, figure: true, from: 'sm' },
          { key: 'aside', short: true, title: t('outcome.aside'), value: row => row.aside, show: row => <span className={row.aside > 0 ? 'now' : ''}>{row.aside}</span>, figure: true },
          { key: 'by', short: true, title: t('funds.by'), value: row => row.uploadedBy ?? '', from: 'md' },
          { key: 'at', short: true, title: t('funds.at'), value: row => timeOf(row.uploadedAt), figure: true, from: 'sm' },
        ]}
      />
    </>
  )
}
