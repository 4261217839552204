import { use } from 'react'
import { useTranslation } from 'react-i18next'
import { useAct, useAnswer } from '../api/useAnswer.ts'
import type { Answer } from '../api/client.ts'
import { useTitle } from '../app/title.ts'
import { instrumentName, loadRules } from '../matters/rules.ts'
import { namesOf } from '../pack/names.ts'
import { dayOf } from '../record/slot.ts'
import { may, type Me } from '../session/me.ts'
import { Entry } from '../ui/Entry.tsx'
import { EvidenceEntry } from '../ui/EvidenceEntry.tsx'
import { ListTable } from '../ui/ListTable.tsx'
import { Refusal } from '../ui/Refusal.tsx'
import { useDraft } from '../ui/useDraft.ts'

type Review = Answer<'listLegalityReviews'>['items'][number]

/** Instruments that need a legality review before anything is paid, and what was concluded last. */
export default function LegalityPage({ me }: { readonly me: Me }) {
  const { t } = useTranslation()
  const program = use(loadRules())
  const names = namesOf(program)
  const { answer, error, again } = useAnswer('listLegalityReviews', {})
  const outcome = ({ passed }: Review) => t(passed === null ? 'legality.none yet' : passed ? 'legality.passed' : 'legality.failed')
  useTitle(t('legality.title'))
  return (
    <div className="page">
      <div className="page-head"><h1>{t('legality.title')}</h1>{me.tenant.demo && <span className="demo">{t('demo')}</span>}</div>
      <p className="second">{t('legality.text')}</p>
      <Refusal problem={error} again={again} />
      <ListTable<Review>
        name={t('legality.title')} rows={error === null ? answer?.items : []} rowKey={row => `${row.instrument} ${row.review}`} empty={t('legality.none')}
        opened={row => (may(me, 'recordLegalityReview') ? <Conclude review={row} /> : <p className="second">{outcome(row)}</p>)}
        columns={[
          { key: 'instrument', title: t('matters.instrument'), value: row => instrumentName(program, row.instrument) },
          { key: 'review', short: true, title: t('legality.review'), value: row => row.review },
          { key: 'outcome', short: true, title: t('legality.outcome'), value: outcome, show: row => <span className={row.passed === true ? 'green' : 'now'}>{outcome(row)}</span> },
          { key: 'document', title: t('decision.document'), value: row => row.document ?? '', from: 'md' },
          { key: 'organisation', title: t('legality.by'), value: row => (row.organisation === null ? '' : names.unit(row.organisation)), from: 'md' },
          { key: 'at', short: true, title: t('legality.at'), value: row => (row.at === null ? '' : dayOf(row.at)), figure: true, from: 'sm' },
        ]}
      />
    </div>
  )
}

const EMPTY = { document: '', evidence: '' }
function Conclude({ review: { instrument } }: { readonly review: Review }) {
  const { t } = useTranslation()
  const { draft, set, clear } = useDraft(`legality.${instrument}`, EMPTY)
  const { act, acting, problem } = useAct('recordLegalityReview', ['listLegalityReviews'])
  const send = async (passed: boolean) => {
    if (await act({ body: { instrument, passed, document: draft.document, evidence: draft.evidence === '' ? null : draft.evidence } }) !== undefined) clear()
  }
  const lacking = acting || draft.document.trim() === ''
  return (
    <form className="form" onSubmit={event => event.preventDefault()}>
      <Entry label={t('legality.document')} value={draft.document} onChange={document => set({ document })} required />
      <EvidenceEntry value={draft.evidence} onChange={evidence => set({ evidence })} />
      <Refusal problem={problem} />
      <div className="form-acts"><button type="button" className="button-main" disabled={lacking} onClick={() => { void send(true) }}>{t('legality.passed')}</button><button type="button" className="button-plain" disabled={lacking} onClick={() => { void send(false) }}>{t('legality.failed')}</button></div>
    </form>
  )
}
