import { use, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { useAct } from '../../api/useAnswer.ts'
import type { MatterRead } from '../../api/types.ts'
import { Evaluation } from '../../evaluations/Evaluation.tsx'
import { Inspection } from '../../inspections/Inspection.tsx'
import { Outcome } from '../../panels/Outcome.tsx'
import { PanelBlock } from '../../panels/PanelBlock.tsx'
import { MatterPapers } from '../../papers/MatterPapers.tsx'
import { MatterMoney } from '../../payments/MatterMoney.tsx'
import { may, type Me } from '../../session/me.ts'
import { Refusal } from '../../ui/Refusal.tsx'
import { Clock } from '../Clock.tsx'
import { instrumentName, loadRules } from '../rules.ts'
import { Trail } from '../Trail.tsx'
import { Exact, standing } from '../words.tsx'
import { Bar } from './Bar.tsx'
import { Change } from './Change.tsx'
import { Focus } from './Focus.tsx'
import { Grounds } from './Grounds.tsx'
import { Opinions } from './Opinions.tsx'
import { Phrases } from './Phrases.tsx'
import './review.css'

/** The review: the law’s phrases with the machine’s verdict, what the phrase in focus rests on, and what the units say. */
export function ReviewMatter({ me, matter }: { readonly me: Me; readonly matter: MatterRead }) {
  const { t } = useTranslation()
  const program = use(loadRules())
  const [focus, setFocus] = useState(0)
  const { act, acting, problem } = useAct('assessAnew', ['readMatter', 'listMatters'])
  const { assessment } = matter
  const phrase = assessment?.phrases[focus]
  const live = matter.state === 'in review' || matter.state === 'supplement'
  // What the step is about comes first while it is taken.
  const judging = matter.step === 'experts'
  const panel = may(me, 'listPanels') ? <PanelBlock me={me} matter={matter} /> : <Outcome me={me} matter={matter} />
  return (
    <div className="review">
      <div className="review-head">
        <h1><span lang="zh-CN">{matter.partyName}</span>{matter.subjectName !== null && <> · {matter.subjectName}</>}</h1>
        {me.tenant.demo && <span className="demo">{t('demo')}</span>}
        <span className="second">{instrumentName(program, matter.instrument)}{t('results.article', { number: matter.article })} · <span className="nowrap">{matter.number ?? t('matters.unnumbered')}</span> · {standing(matter, t)}</span>
        <span className="review-end"><Exact matter={matter} /> <Clock due={matter} /></span>
      </div>
      {matter.changed && (live || matter.state === 'approved') && <Change key={assessment?.id} me={me} matter={matter} />}
      <MatterMoney me={me} matter={matter} />
      <Evaluation me={me} matter={matter} />
      <div className="review-columns">
        <section className="review-law" aria-label={t('review.phrases')}>
          {assessment === null ? <p className="lack">{t('matter.no amount')}</p> : <Phrases matter={matter} assessment={assessment} focus={focus} onFocus={setFocus} me={me} />}
        </section>
        <section className="review-focus" aria-label={t('review.evidence')}>
          {judging && panel}
          <Focus me={me} matter={matter} phrase={phrase} />
          {!judging && panel}
          <Inspection me={me} matter={matter} />
        </section>
        <section className="review-units" aria-label={t('review.units')}>
          <Opinions me={me} matter={matter} />
          {live && <Grounds me={me} matter={matter} />}
          <MatterPapers me={me} matter={matter} />
          <Trail matter={matter} />
          <p className="small screen"><Link href="/matters">{t('matters.title')}</Link>{live && may(me, 'assessAnew') && <> · <button type="button" className="act" disabled={acting} onClick={() => { void act({ params: { matter: matter.id } }) }}>{t('review.assess anew')}</button></>}</p>
          <Refusal problem={problem} />
        </section>
      </div>
      {live && <Bar me={me} matter={matter} />}
    </div>
  )
}
