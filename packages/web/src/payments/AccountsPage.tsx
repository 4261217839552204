import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAnswer } from '../api/useAnswer.ts'
import { useTitle } from '../app/title.ts'
import { may, type Me } from '../session/me.ts'
import { partiesOf, type OwnParty } from '../session/pages.ts'
import { dayOf } from '../record/slot.ts'
import { Refusal } from '../ui/Refusal.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { AccountForm } from './AccountForm.tsx'
import { Standing } from './AccountsToCheck.tsx'
import './payments.css'
import '../matters/matters.css'

/** An enterprise tells where it is to be paid, and sees what became of that. */
export default function AccountsPage({ me }: { readonly me: Me }) {
  const { t } = useTranslation()
  useTitle(t('accounts.title'))
  return (
    <div className="page own-matter">
      <div className="page-head"><h1>{t('accounts.title')}</h1>{me.tenant.demo && <span className="demo">{t('demo')}</span>}</div>
      {partiesOf(me).map(one => <Own key={one.id} me={me} party={one} />)}
    </div>
  )
}

function Own({ me, party }: { readonly me: Me; readonly party: OwnParty }) {
  const { t } = useTranslation()
  const [changing, setChanging] = useState(false)
  const { answer, error, again } = useAnswer('listAccounts', { query: { party: party.id } })
  const waiting = answer?.items.some(one => one.state === 'proposed') === true
  const has = answer?.items.some(one => one.state === 'confirmed') === true
  return (
    <section>
      <h2><span lang="zh-CN">{party.name}</span></h2>
      <Refusal problem={error} again={again} />
      {answer === undefined && error === null && <Skeleton />}
      {answer !== undefined && <p className="second">{t('accounts.how')} {t('accounts.cooling', { count: answer.coolingDays })}</p>}
      {answer?.items.map(one => (
        <dl key={one.id} className="pairs">
          <div><dt>{t('accounts.state')}</dt><dd><Standing account={one} /> <span className="third small">{dayOf(one.decidedAt ?? one.proposedAt)}</span></dd></div>
          <div><dt>{t('accounts.number')}</dt><dd lang="zh-CN">{one.holder} · {one.bank} {one.branch} · <span className="nowrap">{one.account}</span></dd></div>
        </dl>
      ))}
      {answer !== undefined && waiting && <p className="second">{t('accounts.waiting')}</p>}
      {answer !== undefined && !waiting && may(me, 'proposeAccount') && (!has || changing
        ? <AccountForm party={party.id} name={party.name} onDone={() => setChanging(false)} />
        : <div className="form-acts"><button type="button" className="button-plain" onClick={() => setChanging(true)}>{t('accounts.change')}</button></div>)}
    </section>
  )
}
