import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useLocation } from 'wouter'
import { useAnswer } from '../../api/useAnswer.ts'
import { dayOf } from '../../record/slot.ts'
import { Entry } from '../../ui/Entry.tsx'
import { Refusal } from '../../ui/Refusal.tsx'
import { PublicPage } from './PublicPage.tsx'

/** What became of an objection, for whoever holds its number. */
export default function FollowObjection({ tenant, objection }: { readonly tenant: string; readonly objection: string | undefined }) {
  const { t } = useTranslation()
  const [, navigate] = useLocation()
  const [typed, setTyped] = useState(objection ?? '')
  const { answer, error } = useAnswer('followObjection', { params: { tenant, objection: objection ?? '' } }, objection !== undefined)
  const look = () => { if (typed.trim() !== '') navigate(`/public/${tenant}/objections/${encodeURIComponent(typed.trim())}`) }
  return (
    <PublicPage tenant={tenant} tab="objections">{() => (
      <>
        <form className="form" onSubmit={event => { event.preventDefault(); look() }}>
          <Entry label={t('public.your number')} value={typed} onChange={setTyped} required />
          <div className="form-acts"><button type="submit" className="button-main">{t('public.look')}</button></div>
        </form>
        <Refusal problem={error} />
        {answer !== undefined && (
          <section role="status">
            <p><b className={answer.outcome === 'upheld' ? 'now' : ''}>{t(`public.${answer.outcome ?? 'waiting'}`)}</b></p>
            {answer.answer !== null && <p className="objection-words" lang="zh-CN">{answer.answer}</p>}
            <dl className="pairs">
              <div><dt>{t('public.of')}</dt><dd><Link href={`/public/${tenant}/publicities/${answer.publicity}`} lang="zh-CN">{answer.title}</Link></dd></div>
              <div><dt>{t('public.raised')}</dt><dd className="nowrap">{dayOf(answer.raisedAt)}</dd></div>
              {answer.answeredAt !== null && <div><dt>{t('public.answered')}</dt><dd className="nowrap">{dayOf(answer.answeredAt)}</dd></div>}
            </dl>
          </section>
        )}
      </>
    )}</PublicPage>
  )
}
