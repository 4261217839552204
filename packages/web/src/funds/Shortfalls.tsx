import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { useAnswer } from '../api/useAnswer.ts'
import type { Budget, Shortfall } from '../api/types.ts'
import { dayOf } from '../record/slot.ts'
import { may, type Me } from '../session/me.ts'
import { figure } from '../ui/fen.ts'
import { Refusal } from '../ui/Refusal.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'

/** What was decided where more was wanted than there was: by whom, why, and what each award became. */
export function Shortfalls({ me, budget: { budget } }: { readonly me: Me; readonly budget: Budget }) {
  const { t } = useTranslation()
  const { answer, error, again } = useAnswer('listShortfalls', { params: { budget } })
  return (
    <section>
      <Refusal problem={error} again={again} />
      {answer === undefined && error === null && <Skeleton />}
      {answer?.items.length === 0 && <p className="second list-empty">{t('shortfall.none')}</p>}
      {may(me, 'decideShortfall') && <p><Link href={`/approvals?budget=${budget}`}>{t('shortfall.where')}</Link></p>}
      <ol className="decisions">{answer?.items.map(one => <li key={one.decision}><Decided shortfall={one} /></li>)}</ol>
    </section>
  )
}

/** One decision, whole. */
export function Decided({ shortfall }: { readonly shortfall: Shortfall }) {
  const { t } = useTranslation()
  return (
    <>
      <p><b>{t(`shortfall.${shortfall.choice}`)}</b> <span className="figure">{dayOf(shortfall.at)}</span> <span className="second">{shortfall.by} · <span lang="zh-CN">{shortfall.document}</span></span></p>
      <p className="second">{shortfall.reason}</p>
      <p className="small">{t('shortfall.figures', { wanted: figure(shortfall.wanted), available: figure(shortfall.available) })}</p>
      <div className="scroll" tabIndex={0} role="region" aria-label={t('shortfall.awards')}>
        <table className="plain">
          <thead><tr><th scope="col">{t('matters.party')}</th><th scope="col" className="figure">{t('shortfall.wanted')}</th><th scope="col" className="figure">{t('shortfall.becomes')}</th></tr></thead>
          <tbody>{shortfall.awards.map(one => <tr key={one.award}><td><Link href={`/matters/${one.matter}`}><span lang="zh-CN">{one.partyName}</span> <span className="nowrap">{one.number}</span></Link></td><td className="figure">{figure(one.wanted)}</td><td className="figure">{figure(one.amount)}</td></tr>)}</tbody>
        </table>
      </div>
    </>
  )
}
