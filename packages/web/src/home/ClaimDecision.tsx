import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { useAct, useAll, type Item } from '../api/useAnswer.ts'
import { timeOf } from '../record/slot.ts'
import { Entry } from '../ui/Entry.tsx'
import { Refusal } from '../ui/Refusal.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { useDraft } from '../ui/useDraft.ts'

const EMPTY = { reason: '' }

/** Whether somebody is who they say to a record; a refusal says why. */
export function ClaimDecision({ id }: { readonly id: string }) {
  const { t } = useTranslation()
  const { items, error } = useAll('listRecordClaims', {})
  const { draft, set, clear } = useDraft(`claim-decision.${id}`, EMPTY)
  const { act, acting, problem } = useAct('decideRecordClaim', ['listRecordClaims'])
  const [needed, setNeeded] = useState(false)
  const [decided, setDecided] = useState<Item<'listRecordClaims'>>()
  const claim = decided ?? items?.find(one => one.id === id)
  if (error !== null) return <Refusal problem={error} />
  if (items === undefined) return <Skeleton />
  if (claim === undefined) return <p className="list-empty">{t('claim-record.gone')} <Link href="/home">{t('home.back')}</Link></p>
  const decide = async (outcome: 'granted' | 'refused') => {
    const reason = draft.reason.trim()
    setNeeded(outcome === 'refused' && reason === '')
    if (outcome === 'refused' && reason === '') return
    const done = await act({ params: { claim: id }, body: outcome === 'refused' ? { outcome, reason } : { outcome, reason: reason === '' ? null : reason } })
    if (done === undefined) return
    setDecided(done)
    clear()
  }
  return (
    <section className="form">
      <p><Link href="/home">{t('home.back')}</Link></p>
      <dl className="pairs">
        <div><dt>{t('home.party')}</dt><dd><Link href={`/parties/${claim.party}`} lang="zh-CN">{claim.partyName ?? claim.code}</Link> <span className="second">{claim.code}</span></dd></div>
        <div><dt>{t('claim-record.claimant')}</dt><dd>{claim.claimant.name} <span className="second">{claim.claimant.login}</span></dd></div>
        <div><dt>{t('claim-record.representative')}</dt><dd>{claim.representative}</dd></div>
        <div><dt>{t('claim-record.statement')}</dt><dd lang="zh-CN">{claim.statement}</dd></div>
        <div><dt>{t('panel.evidence')}</dt><dd>{claim.evidence === null ? <span className="lack">{t('field.missing')}</span> : <a href={`/api/files/${claim.evidence}`}>{t('evidence.open')}</a>}</dd></div>
        <div><dt>{t('home.since')}</dt><dd>{timeOf(claim.at)}</dd></div>
      </dl>
      {claim.hasOwner === true && <p className="now">{t('claim-record.has owner')}</p>}
      {claim.outcome !== null ? <p className="said" role="status">{t(`claim-record.${claim.outcome}`)}{claim.reason !== null && `：${claim.reason}`}</p> : (
        <form onSubmit={event => event.preventDefault()}>
          <Entry label={t('claim-record.reason')} value={draft.reason} onChange={reason => set({ reason })} rows={2} problem={needed ? t('check.needed') : undefined} />
          <Refusal problem={problem} />
          <div className="form-acts">
            <button type="button" className="button-main" disabled={acting} onClick={() => { void decide('granted') }}>{t('claim-record.grant')}</button>
            <button type="button" className="button-plain" disabled={acting} onClick={() => { void decide('refused') }}>{t('claim-record.refuse')}</button>
          </div>
        </form>
      )}
    </section>
  )
}
