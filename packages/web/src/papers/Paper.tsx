import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import type { Item } from '../api/useAnswer.ts'
import { useAct } from '../api/useAnswer.ts'
import { dayOf } from '../record/slot.ts'
import { may, type Me } from '../session/me.ts'
import { Entry } from '../ui/Entry.tsx'
import { Refusal } from '../ui/Refusal.tsx'

export type PaperItem = Item<'listPapers'>

/** A paper's files, what verifies it, and its withdrawal. */
export function Paper({ me, paper }: { readonly me: Me; readonly paper: PaperItem }) {
  const { t } = useTranslation()
  const [reason, setReason] = useState('')
  const { act, acting, problem } = useAct('withdrawPaper', ['listPapers'])
  const own = me.roles.some(one => one.organisation?.id === paper.organisation)
  return (
    <div>
      {paper.withdrawn !== null && <p className="now">{t('papers.withdrawn', { day: dayOf(paper.withdrawn.at), reason: paper.withdrawn.reason })}</p>}
      <p>
        <a href={`/api/papers/${paper.id}/pdf`}>PDF</a> · <a href={`/api/papers/${paper.id}/docx`}>docx</a> · <Link href={`/verify/${paper.verification}`}>{t('papers.verify')}</Link>
        {paper.matter !== null && <> · <Link href={`/matters/${paper.matter}`}>{t('papers.matter')}</Link></>}
      </p>
      {paper.withdrawn === null && own && may(me, 'withdrawPaper') && (
        <details>
          <summary className="act">{t('papers.withdraw')}…</summary>
          <form className="form" onSubmit={event => { event.preventDefault(); void act({ params: { paper: paper.id }, body: { reason } }) }}>
            <Entry label={t('papers.reason')} value={reason} onChange={setReason} required />
            <Refusal problem={problem} />
            <div className="form-acts"><button type="submit" className="button-plain" disabled={acting || reason.trim() === ''}>{t('papers.withdraw')}</button></div>
          </form>
        </details>
      )}
    </div>
  )
}
