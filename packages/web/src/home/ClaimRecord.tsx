import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { wordsOf } from '../api/problem.ts'
import { useAct } from '../api/useAnswer.ts'
import { Entry } from '../ui/Entry.tsx'
import { EvidenceEntry } from '../ui/EvidenceEntry.tsx'
import { fieldOf, Refusal } from '../ui/Refusal.tsx'
import { useDraft } from '../ui/useDraft.ts'

const EMPTY = { code: '', representative: '', statement: '', evidence: '' }

/** An owner says which record is theirs, and on what ground; an office decides. */
export function ClaimRecord({ open }: { readonly open: boolean }) {
  const { t } = useTranslation()
  const [asked, setAsked] = useState(false)
  const { draft, set, clear } = useDraft('claim-record', EMPTY)
  const { act, acting, problem } = useAct('claimRecord', ['listOwnRecordClaims'])
  const field = fieldOf(problem)
  const wrong = (name: string) => (field === name ? wordsOf(problem) : undefined)
  const send = async () => {
    if (await act({ body: { code: draft.code.trim().toUpperCase(), representative: draft.representative, statement: draft.statement, ...(draft.evidence === '' ? {} : { evidence: draft.evidence }) } }) === undefined) return
    clear()
    setAsked(true)
  }
  return (
    <details className="claim-record" open={open}>
      <summary className="act">{t('claim-record.title')}</summary>
      {asked && <p className="said" role="status">{t('claim-record.sent')}</p>}
      <form className="form" onSubmit={event => { event.preventDefault(); void send() }}>
        <p className="second small">{t('claim-record.text')}</p>
        <Entry label={t('registry.code')} hint={t('registry.code hint')} value={draft.code} onChange={code => set({ code })} problem={wrong('code')} required />
        <Entry label={t('claim-record.representative')} hint={t('claim-record.representative hint')} value={draft.representative} onChange={representative => set({ representative })} problem={wrong('representative')} required />
        <Entry label={t('claim-record.statement')} value={draft.statement} onChange={statement => set({ statement })} rows={3} problem={wrong('statement')} required />
        <EvidenceEntry value={draft.evidence} onChange={evidence => set({ evidence })} />
        {(field === undefined || !['code', 'representative', 'statement'].includes(field)) && <Refusal problem={problem} />}
        <div className="form-acts"><button type="submit" className="button-main" disabled={acting}>{t('claim-record.send')}</button></div>
      </form>
    </details>
  )
}
