import { useTranslation } from 'react-i18next'
import { go, useAddress } from '../app/address.ts'
import { useTitle } from '../app/title.ts'
import { may, type Me } from '../session/me.ts'
import { AccountsToCheck } from './AccountsToCheck.tsx'
import { Payable } from './Payable.tsx'
import { Receipts } from './Receipts.tsx'
import { Recoveries } from './Recoveries.tsx'
import { Runs } from './Runs.tsx'
import './payments.css'
import '../matters/matters.css'

const TABS = [
  { tab: 'payable', needs: ['listPayable'] }, { tab: 'runs', needs: ['listRuns'] }, { tab: 'accounts', needs: ['listAccounts', 'setCoolingDays'] }, { tab: 'receipts', needs: ['listReceipts'] }, { tab: 'recoveries', needs: ['listRecoveries'] },
] as const

/** 拨付: what is to be paid, the runs, where money goes to, what the bank said, and what is asked back. */
export default function PaymentsPage({ me }: { readonly me: Me }) {
  const { t } = useTranslation()
  const { search } = useAddress()
  const tabs = TABS.filter(({ needs }) => needs.some(one => may(me, one)))
  const tab = tabs.find(one => one.tab === search.get('tab'))?.tab ?? tabs[0]?.tab
  useTitle(t('pay.title'))
  return (
    <div className="page">
      <div className="page-head"><h1>{t('pay.title')}</h1>{me.tenant.demo && <span className="demo">{t('demo')}</span>}</div>
      <nav className="tabs" aria-label={t('pay.tabs')}>
        {tabs.map(one => <button key={one.tab} type="button" aria-pressed={tab === one.tab} onClick={() => go({ search: { tab: one.tab === tabs[0]?.tab ? undefined : one.tab, open: undefined, find: undefined, sort: undefined, hide: undefined } }, 'new')}>{t(`pay.tab.${one.tab}`)}</button>)}
      </nav>
      {tab === 'payable' && <Payable me={me} />}
      {tab === 'runs' && <Runs />}
      {tab === 'accounts' && <AccountsToCheck me={me} />}
      {tab === 'receipts' && <Receipts me={me} />}
      {tab === 'recoveries' && <Recoveries me={me} />}
    </div>
  )
}
