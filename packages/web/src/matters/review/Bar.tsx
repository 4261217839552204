import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { useAct } from '../../api/useAnswer.ts'
import type { MatterRead } from '../../api/types.ts'
import { useInspectionLacks } from '../../inspections/Inspection.tsx'
import { AgreeBelow } from '../../panels/AgreeBelow.tsx'
import { usePanelLacks } from '../../panels/usePanels.ts'
import { may, type Me } from '../../session/me.ts'
import { Refusal } from '../../ui/Refusal.tsx'
import { lackingName } from '../words.tsx'
import { Amount } from './Amount.tsx'
import { Approve } from './Approve.tsx'
import { AskSupplement } from './AskSupplement.tsx'
import { Against } from './Against.tsx'

type Doing = 'against' | 'supplement' | 'approve' | 'below'
/** Carried out on a page of its own. */
const ELSEWHERE: ReadonlySet<string> = new Set(['publicity'])
/** What keeps a unit from giving its opinion: the rest keeps the matter from being approved. */
const UNSEEN: ReadonlySet<string> = new Set(['change-unseen', 'supplement'])

/** What can be done now, and what is wanting for it. */
export function Bar({ me, matter }: { readonly me: Me; readonly matter: MatterRead }) {
  const { t } = useTranslation()
  const [doing, setDoing] = useState<Doing>()
  const { act, acting, problem } = useAct('giveOpinion', ['readMatter', 'listMatters'])
  const { assessment, lacking, step } = matter
  const found = matter.opinions.find(one => one.mine)
  const seat = found !== undefined && !ELSEWHERE.has(found.kind) && may(me, 'giveOpinion') ? found : undefined
  const approves = step === 'approval' && may(me, 'approveMatter')
  const unsigned = seat === undefined || assessment === null ? 0 : assessment.phrases.filter(phrase => !seat.ticks.some(one => one.phrase === phrase.id && !one.before)).length
  const inspection = useInspectionLacks(me, matter)
  const panel = usePanelLacks(me, matter)
  const wanting = [...lacking.filter(one => approves || UNSEEN.has(one)).map(lackingName), ...seat?.kind === 'inspection' ? inspection : [], ...seat?.kind === 'experts' ? panel.wanting : [], ...unsigned > 0 ? [t('bar.unsigned', { count: unsigned })] : []]
  const later = approves ? [] : lacking.filter(one => !UNSEEN.has(one) && one !== 'opinions')
  const toggle = (what: Doing) => setDoing(doing === what ? undefined : what)
  const done = () => setDoing(undefined)
  const agree = async () => {
    if (seat !== undefined && assessment !== null) await act({ params: { opinion: seat.id }, body: { verdict: 'agreed', assessment: assessment.id } })
  }
  return (
    <div className="review-bar">
      {doing === 'against' && <Against me={me} matter={matter} seat={seat} onDone={done} />}
      {doing === 'supplement' && seat !== undefined && <AskSupplement opinion={seat.id} onDone={done} />}
      {doing === 'below' && seat !== undefined && assessment !== null && <AgreeBelow opinion={seat.id} assessment={assessment.id} onDone={done} />}
      {doing === 'approve' && <Approve matter={matter} onDone={done} />}
      <div className="review-acts">
        {may(me, 'decideAmount') && <Amount matter={matter} />}
        <span className="review-wanting small">
          {wanting.length > 0 && <>{t('bar.wanting')} <b className="now">{wanting.join(' · ')}</b></>}
          {later.length > 0 && <span className="second"> {t('bar.later')} {later.map(lackingName).join(' · ')}</span>}
          {found !== undefined && seat === undefined && <Link href="/publicities">{t('bar.elsewhere')}</Link>}
          <Refusal problem={problem} />
        </span>
        {seat !== undefined && may(me, 'askSupplement') && <button type="button" className="button-plain" aria-expanded={doing === 'supplement'} onClick={() => toggle('supplement')}>{t('bar.supplement')}</button>}
        {(seat !== undefined || may(me, 'rejectMatter')) && <button type="button" className="button-plain" aria-expanded={doing === 'against'} onClick={() => toggle('against')}>{t('bar.against')}</button>}
        {seat !== undefined && <button type="button" className="button-main" disabled={acting || wanting.length > 0} onClick={() => { if (panel.below) toggle('below'); else void agree() }}>{t('bar.agree')}</button>}
        {approves && <button type="button" className="button-main" disabled={wanting.length > 0} aria-expanded={doing === 'approve'} onClick={() => toggle('approve')}>{t('bar.approve')}</button>}
      </div>
    </div>
  )
}
