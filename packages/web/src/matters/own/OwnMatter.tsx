import { use } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import type { MatterRead } from '../../api/types.ts'
import { Evaluation } from '../../evaluations/Evaluation.tsx'
import { InspectedNote } from '../../inspections/InspectedNote.tsx'
import { Outcome } from '../../panels/Outcome.tsx'
import { MatterPapers } from '../../papers/MatterPapers.tsx'
import { MatterMoney } from '../../payments/MatterMoney.tsx'
import { PublishedNote } from '../../publicity/PublishedNote.tsx'
import { may, type Me } from '../../session/me.ts'
import { Phrases } from '../Phrases.tsx'
import { Grounds } from '../review/Grounds.tsx'
import { instrumentName, loadRules } from '../rules.ts'
import { Trail } from '../Trail.tsx'
import { Exact } from '../words.tsx'
import { Decision } from './Decision.tsx'
import { Materials } from './Materials.tsx'
import { Now } from './Now.tsx'
import { StepLine } from './StepLine.tsx'
import { Confirm, Submit } from './Submit.tsx'
import { Supplements } from './Supplements.tsx'
import { Withdraw } from './Withdraw.tsx'

const OPEN: ReadonlySet<MatterRead['state']> = new Set(['draft', 'proposed', 'supplement'])
const ENDED: ReadonlySet<MatterRead['state']> = new Set(['approved', 'rejected', 'withdrawn'])

/** An enterprise's own matter: what to do now, where it stands, the amount with its working, papers, and how it was decided. */
export function OwnMatter({ me, matter }: { readonly me: Me; readonly matter: MatterRead }) {
  const { t } = useTranslation()
  const program = use(loadRules())
  const { state, assessment } = matter
  return (
    <div className="page own-matter">
      <div className="page-head">
        <h1>{instrumentName(program, matter.instrument)}</h1>{me.tenant.demo && <span className="demo">{t('demo')}</span>}
        <span className="page-acts small"><Link href="/matters">{t('matters.own')}</Link></span>
      </div>
      <p className="second small"><span lang="zh-CN">{matter.partyName}</span>{[matter.subjectName ?? '', matter.number ?? t('matters.unnumbered')].filter(one => one !== '').map(one => ` · ${one}`).join('')}</p>
      <Now matter={matter} />
      {state === 'proposed' && may(me, 'submitMatter') && <Confirm matter={matter} />}
      <InspectedNote me={me} matter={matter} />
      <PublishedNote me={me} matter={matter} />
      <div className="own-columns">
        <div>
          <StepLine matter={matter} />
          {state === 'supplement' && <Supplements me={me} matter={matter} />}
          {ENDED.has(state) && <Decision matter={matter} />}
          <Outcome me={me} matter={matter} />
          <MatterMoney me={me} matter={matter} />
          <Evaluation me={me} matter={matter} />
          <MatterPapers me={me} matter={matter} />
        </div>
        <div>
          <section>
            <h2>{t('matter.money')}</h2>
            {state !== 'proposed' && <p className="own-amount"><Exact matter={matter} /></p>}
            {assessment !== null && <Phrases assessment={assessment} />}
            {!ENDED.has(state) && <Grounds matter={matter} />}
            {assessment !== null && assessment.missing.length > 0 && <p className="now small">{t('matter.missing')} {assessment.missing.map(one => [one.kind, one.fact ?? '', one.period].filter(part => part !== '').join(' ')).join('、')} <Link href={`/parties/${matter.party}`}>{t('matter.tell')}</Link></p>}
            <p className="small second">{t('matter.facts wrong')} <Link href={`/parties/${matter.party}`}>{t('matter.record')}</Link></p>
          </section>
          <Materials matter={matter} open={OPEN.has(state) && may(me, 'addMaterial')} />
          {state === 'draft' && may(me, 'submitMatter') && <Submit matter={matter} />}
          <Trail matter={matter} />
          {!ENDED.has(state) && may(me, 'withdrawMatter') && <Withdraw matter={matter} />}
        </div>
      </div>
    </div>
  )
}
