import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { usePages } from '../api/useAnswer.ts'
import type { Recovery } from '../api/types.ts'
import { go, useAddress } from '../app/address.ts'
import { Clock } from '../matters/Clock.tsx'
import type { Me } from '../session/me.ts'
import { figure } from '../ui/fen.ts'
import { ListTable } from '../ui/ListTable.tsx'
import { Refusal } from '../ui/Refusal.tsx'
import { RecoveryWhole } from './RecoveryWhole.tsx'

/** Money asked back: what is still awaited, until when, and how it comes in or is given up. */
export function Recoveries({ me }: { readonly me: Me }) {
  const { t } = useTranslation()
  const { search } = useAddress()
  const all = search.get('all') !== null
  const { items, error, more, onMore, again } = usePages('listRecoveries', { query: all ? {} : { open: 'true' } })
  return (
    <>
      <Refusal problem={error} again={again} />
      <ListTable<Recovery>
        name={t('pay.tab.recoveries')} rows={error === null ? items : []} rowKey={row => row.id} paged more={more} onMore={onMore} empty={t(all ? 'recovery.none' : 'recovery.none open')} opened={row => <RecoveryWhole me={me} recovery={row} />}
        columns={[
          { key: 'party', title: t('matters.party'), value: row => row.partyName },
          { key: 'number', short: true, title: t('matters.number'), value: row => row.number ?? '', show: row => <Link href={`/matters/${row.matter}`}>{row.number}</Link>, from: 'sm' },
          { key: 'amount', title: t('recovery.asked'), value: row => figure(row.amount), figure: true, from: 'sm' },
          { key: 'received', title: t('recovery.received'), value: row => figure(row.received), figure: true, from: 'md' },
          { key: 'written', title: t('recovery.written off'), value: row => figure(row.writtenOff), figure: true, from: 'md' },
          { key: 'outstanding', title: t('recovery.outstanding'), value: row => figure(row.outstanding), show: row => <span className={row.outstanding === '0' ? 'second' : 'now'}>{figure(row.outstanding)}</span>, figure: true },
          { key: 'due', short: true, title: t('matters.clock'), value: row => row.dueOn ?? '', show: row => (row.outstanding === '0' ? <span className="second">{t('recovery.settled')}</span> : <Clock due={{ dueOn: row.dueOn, provisional: row.provisional, stopped: false }} />), figure: true, from: 'sm' },
        ]}>
        <label><input type="checkbox" checked={all} onChange={event => go({ search: { all: event.target.checked ? '1' : undefined } })} /> {t('recovery.all')}</label>
      </ListTable>
    </>
  )
}
