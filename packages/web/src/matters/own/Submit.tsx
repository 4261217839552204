import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAct } from '../../api/useAnswer.ts'
import type { MatterRead } from '../../api/types.ts'
import { language } from '../../i18n/language.ts'
import { Refusal } from '../../ui/Refusal.tsx'
import { Exact } from '../words.tsx'

/** The pledge and the submission: one click where the record says everything. */
export function Submit({ matter }: { readonly matter: MatterRead }) {
  const { t } = useTranslation()
  const [pledged, setPledged] = useState(false)
  const { act, acting, problem } = useAct('submitMatter', ['readMatter', 'listMatters'])
  return (
    <section className="submit">
      <h2>{t('submit.title')}</h2>
      <label className="submit-pledge"><input type="checkbox" checked={pledged} onChange={event => setPledged(event.target.checked)} /> <span>{matter.pledge[language()]}</span></label>
      <Refusal problem={problem} />
      <div className="form-acts"><button type="button" className="button-main" disabled={acting || !pledged} onClick={() => { void act({ params: { matter: matter.id }, body: { pledged: true } }) }}>{t('submit.go')}</button></div>
    </section>
  )
}

/** What was found and put to the enterprise: the amount, the pledge, and one click. */
export function Confirm({ matter }: { readonly matter: MatterRead }) {
  const { t } = useTranslation()
  const { act, acting, problem } = useAct('submitMatter', ['readMatter', 'listMatters'])
  return (
    <section className="confirm" aria-label={t('submit.confirm title')}>
      <p className="own-amount"><Exact matter={matter} /></p>
      <p>{matter.pledge[language()]}</p>
      <Refusal problem={problem} />
      <div className="form-acts"><button type="button" className="button-main" disabled={acting} onClick={() => { void act({ params: { matter: matter.id }, body: { pledged: true } }) }}>{t('submit.confirm')}</button></div>
    </section>
  )
}
