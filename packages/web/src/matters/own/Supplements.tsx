import { use } from 'react'
import { useTranslation } from 'react-i18next'
import { useAct } from '../../api/useAnswer.ts'
import type { MatterRead, Supplement } from '../../api/types.ts'
import { loadPlaces } from '../../pack/load.ts'
import { namesOf } from '../../pack/names.ts'
import { may, type Me } from '../../session/me.ts'
import { Entry } from '../../ui/Entry.tsx'
import { Refusal } from '../../ui/Refusal.tsx'
import { useDraft } from '../../ui/useDraft.ts'
import { loadRules } from '../rules.ts'
import { seatName } from '../words.tsx'

const EMPTY = { answer: '' }

/** What is asked for, until when; papers are attached beside it, and answered here. */
export function Supplements({ me, matter }: { readonly me: Me; readonly matter: MatterRead }) {
  const { t } = useTranslation()
  const names = namesOf(use(loadRules()))
  const places = use(loadPlaces())
  return (
    <section>
      <h2>{t('supplement.title')}</h2>
      {matter.supplements.filter(one => one.answeredAt === null).map(one => (
        <div key={one.id}>
          <p>{one.what}</p>
          <p className="second small">{seatName(one.askedBy, names, places)} · {t('steps.by', { day: one.until })}</p>
          {may(me, 'answerSupplement') && <AnswerForm matter={matter.id} supplement={one} />}
        </div>
      ))}
    </section>
  )
}

function AnswerForm({ matter, supplement }: { readonly matter: string; readonly supplement: Supplement }) {
  const { t } = useTranslation()
  const { draft, set, clear } = useDraft(`supplement.${supplement.id}`, EMPTY)
  const { act, acting, problem } = useAct('answerSupplement', ['readMatter', 'listMatters'])
  const send = async () => {
    if (await act({ params: { matter, supplement: supplement.id }, body: { answer: draft.answer } }) !== undefined) clear()
  }
  return (
    <form className="form" onSubmit={event => { event.preventDefault(); void send() }}>
      <Entry label={t('supplement.answer')} hint={t('supplement.hint')} value={draft.answer} onChange={answer => set({ answer })} rows={3} required />
      <Refusal problem={problem} />
      <div className="form-acts"><button type="submit" className="button-main" disabled={acting || draft.answer.trim() === ''}>{t('supplement.send')}</button></div>
    </form>
  )
}
