import { use } from 'react'
import { useTranslation } from 'react-i18next'
import { useAct } from '../../api/useAnswer.ts'
import type { MatterRead } from '../../api/types.ts'
import { language } from '../../i18n/language.ts'
import { namesOf } from '../../pack/names.ts'
import { may, type Me } from '../../session/me.ts'
import { Entry } from '../../ui/Entry.tsx'
import { Refusal } from '../../ui/Refusal.tsx'
import { useDraft } from '../../ui/useDraft.ts'
import { loadRules, rough } from '../rules.ts'
import { stepName } from '../words.tsx'
import { changesOf } from './changes.ts'

const EMPTY = { reason: '', back: '' }

/** What changed since somebody last looked; until somebody does, with a reason, nothing goes on. */
export function Change({ me, matter }: { readonly me: Me; readonly matter: MatterRead }) {
  const { t } = useTranslation()
  const names = namesOf(use(loadRules()))
  const { assessment, before, steps, stepNumber } = matter
  const { draft, set, clear } = useDraft(`change.${matter.id}.${assessment?.id ?? ''}`, EMPTY)
  const { act, acting, problem } = useAct('seeChange', ['readMatter', 'listMatters'])
  if (assessment === null) return null
  const changes = changesOf(matter)
  const send = async () => {
    if (await act({ params: { matter: matter.id }, body: { assessment: assessment.id, reason: draft.reason, back: draft.back === '' ? null : Number(draft.back) } }) !== undefined) clear()
  }
  const most = (one: { readonly most: string | null } | null) => (one?.most === null || one === null ? t('matter.no amount') : rough(one.most))
  return (
    <div className="review-change" role="status">
      <p><b className="now">{changes.length === 0 ? t('change.decision') : t('change.title', { count: changes.length })}</b>{' '}
        {changes.map(({ key, fact, before }) => <span key={key}>{[names.fact(fact.owner, fact.name), fact.period].filter(one => one !== '').join(' ')} <s className="second">{before?.[language()] ?? t('field.missing')}</s> → <b>{fact.value[language()]}</b>{language() === 'zh' ? '；' : '; '}</span>)}
        {before?.most !== assessment.most && <span>{t('change.amount')} <s className="second">{most(before)}</s> → <b>{most(assessment)}</b></span>}
      </p>
      {may(me, 'seeChange') && (
        <details><summary className="act">{t('change.see')}</summary>
          <form className="form" onSubmit={event => { event.preventDefault(); void send() }}>
            <Entry label={t('change.reason')} value={draft.reason} onChange={reason => set({ reason })} rows={2} required />
            <Entry label={t('change.next')} value={draft.back} onChange={back => set({ back })} choices={[{ value: '', name: t('change.go on') }, ...steps.slice(0, stepNumber ?? 0).map((one, i) => ({ value: String(i), name: t('change.back to', { step: stepName(one.step) }) }))]} />
            <Refusal problem={problem} />
            <div className="form-acts"><button type="submit" className="button-main" disabled={acting || draft.reason.trim() === ''}>{t('change.seen')}</button></div>
          </form>
        </details>
      )}
    </div>
  )
}
