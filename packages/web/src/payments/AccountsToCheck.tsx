import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { addressOf } from '../api/client.ts'
import { useAct, useAnswer } from '../api/useAnswer.ts'
import type { PayeeAccount } from '../api/types.ts'
import { go, useAddress } from '../app/address.ts'
import { dayOf, todayInChina } from '../record/slot.ts'
import { may, type Me } from '../session/me.ts'
import { Entry } from '../ui/Entry.tsx'
import { ListTable } from '../ui/ListTable.tsx'
import { Refusal } from '../ui/Refusal.tsx'
import { useDraft } from '../ui/useDraft.ts'
import { AccountForm } from './AccountForm.tsx'

const ORDER: Readonly<Record<PayeeAccount['state'], number>> = { proposed: 0, confirmed: 1, refused: 2, replaced: 3 }

/** Where money goes to: what waits for its check comes first; a second person confirms or refuses. */
export function AccountsToCheck({ me }: { readonly me: Me }) {
  const { t } = useTranslation()
  const { search } = useAddress()
  const party = search.get('party') ?? undefined
  const lists = may(me, 'listAccounts')
  const { answer, error, again } = useAnswer('listAccounts', { query: party === undefined ? {} : { party } }, lists)
  const rows = answer === undefined ? undefined : [...answer.items].sort((a, b) => ORDER[a.state] - ORDER[b.state])
  return (
    <>
      {answer !== undefined && <p className="second">{t('accounts.cooling', { count: answer.coolingDays })}</p>}
      {may(me, 'setCoolingDays') && <CoolingDays />}
      <Refusal problem={error} again={again} />
      {lists && (
        <ListTable<PayeeAccount>
          name={t('pay.tab.accounts')} rows={error === null ? rows : []} rowKey={row => row.id} empty={t('accounts.none')} opened={row => <Check me={me} account={row} />}
          columns={[
            { key: 'party', title: t('matters.party'), value: row => row.partyName },
            { key: 'holder', title: t('accounts.holder'), value: row => row.holder, show: row => <span lang="zh-CN" className={row.holder === row.partyName ? 'second' : 'now'}>{row.holder}</span>, from: 'md' },
            { key: 'bank', title: t('accounts.bank'), value: row => `${row.bank} ${row.branch}`, from: 'lg' },
            { key: 'account', short: true, title: t('accounts.number'), value: row => row.account, from: 'sm' },
            { key: 'state', title: t('accounts.state'), value: row => t(`accounts.${row.state}`), show: row => <Standing account={row} /> },
            { key: 'at', short: true, title: t('accounts.proposed at'), value: row => dayOf(row.proposedAt), figure: true, from: 'md' },
          ]}>
          {party !== undefined && <button type="button" className="act" onClick={() => go({ search: { party: undefined } })}>{answer?.items[0]?.partyName ?? t('matters.party')} ×</button>}
        </ListTable>
      )}
      {party !== undefined && answer !== undefined && !answer.items.some(one => one.state === 'proposed') && may(me, 'proposeAccount') && <details className="pay-acts"><summary className="act">{t('accounts.for party')}</summary><AccountForm party={party} name={answer.items[0]?.partyName ?? ''} /></details>}
    </>
  )
}

/** How an account stands; while it cools off, from which day it is paid to. */
export function Standing({ account: { state, usableFrom, reason } }: { readonly account: Pick<PayeeAccount, 'state' | 'usableFrom' | 'reason'> }) {
  const { t } = useTranslation()
  const cools = state === 'confirmed' && usableFrom !== null && usableFrom > todayInChina()
  return <span className={state === 'proposed' || cools ? 'amber' : state === 'confirmed' ? 'green' : 'second'}>{cools ? t('accounts.cools', { day: usableFrom }) : t(`accounts.${state}`)}{reason !== null && ` · ${reason}`}</span>
}

/** The whole number beside the evidence; whoever told it does not confirm it. */
function Check({ me, account }: { readonly me: Me; readonly account: PayeeAccount }) {
  const { t } = useTranslation()
  const { answer, error } = useAnswer('readAccount', { params: { account: account.id } }, may(me, 'readAccount'))
  const { draft, set, clear } = useDraft(`account.${account.id}`, { reason: '' })
  const stale = ['listAccounts', 'readAccount', 'listPayable'] as const
  const confirm = useAct('confirmAccount', stale)
  const refuse = useAct('refuseAccount', stale)
  const params = { account: account.id }
  return (
    <>
      <dl className="pairs">
        <div><dt>{t('matters.party')}</dt><dd lang="zh-CN">{account.partyName}</dd></div>
        <div><dt>{t('accounts.holder')}</dt><dd lang="zh-CN">{account.holder}{account.holder !== account.partyName && <span className="now"> {t('accounts.other name')}</span>}</dd></div>
        {account.override !== null && <div><dt>{t('accounts.override')}</dt><dd lang="zh-CN">{account.override} {account.evidence !== null && <a href={addressOf('downloadFile', { params: { hash: account.evidence } })}>{t('accounts.evidence')}</a>}</dd></div>}
        <div><dt>{t('accounts.bank')}</dt><dd lang="zh-CN">{account.bank} {account.branch}</dd></div>
        <div><dt>{t('accounts.number')}</dt><dd className="account-number">{spaced(answer?.account ?? account.account)}</dd></div>
        <div><dt>{t('accounts.proposed by')}</dt><dd>{account.proposedBy} <span className="figure">{dayOf(account.proposedAt)}</span></dd></div>
        {account.decidedAt !== null && <div><dt>{t('accounts.decided by')}</dt><dd>{account.decidedBy} <span className="figure">{dayOf(account.decidedAt)}</span></dd></div>}
      </dl>
      <Refusal problem={error ?? confirm.problem ?? refuse.problem} />
      {account.state === 'proposed' && may(me, 'confirmAccount') && (
        <div className="form-acts">
          <button type="button" className="button-main" disabled={confirm.acting || answer === undefined} onClick={() => { void confirm.act({ params }) }}>{t('accounts.confirm')}</button>
          <details><summary className="act">{t('accounts.refuse')}…</summary>
            <form className="form" onSubmit={event => { event.preventDefault(); void refuse.act({ params, body: { reason: draft.reason } }).then(done => { if (done !== undefined) clear() }) }}>
              <Entry label={t('accounts.why refused')} value={draft.reason} onChange={reason => set({ reason })} required />
              <div className="form-acts"><button type="submit" className="button-plain" disabled={refuse.acting || draft.reason.trim() === ''}>{t('accounts.refuse')}</button></div>
            </form>
          </details>
        </div>
      )}
    </>
  )
}
/** By fours, as it stands on a card. */
const spaced = (account: string): string => account.replace(/(.{4})(?=.)/g, '$1 ')

function CoolingDays() {
  const { t } = useTranslation()
  const [done, setDone] = useState(false)
  const { draft, set, clear } = useDraft('cooling', { days: '', document: '' })
  const { act, acting, problem } = useAct('setCoolingDays', ['listAccounts'])
  const send = async () => { if (await act({ body: { days: Number(draft.days), document: draft.document } }) !== undefined) { clear(); setDone(true) } }
  return (
    <details className="pay-acts"><summary className="act">{t('accounts.set cooling')}…</summary>
      <form className="form" onSubmit={event => { event.preventDefault(); void send() }}>
        <Entry label={t('accounts.days')} hint={t('accounts.days hint')} value={draft.days} onChange={days => { setDone(false); set({ days }) }} inputMode="numeric" required />
        <Entry label={t('funds.document')} value={draft.document} onChange={document => set({ document })} required />
        <Refusal problem={problem} />{done && <p className="said" role="status">{t('accounts.cooling set')}</p>}
        <div className="form-acts"><button type="submit" className="button-plain" disabled={acting || !/^\d{1,2}$/.test(draft.days) || draft.document.trim() === ''}>{t('accounts.set cooling')}</button></div>
      </form>
    </details>
  )
}
