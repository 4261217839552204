import { Suspense, lazy, use } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { useAnswer } from '../api/useAnswer.ts'
import { instrumentName, loadRules } from '../matters/rules.ts'
import { figure } from '../ui/fen.ts'
import { Refusal } from '../ui/Refusal.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'

const MonthsChart = lazy(() => import('./MonthsChart.tsx'))

/** Month by month and instrument by instrument; each figure leads to its movements. */
export function Shares({ budget }: { readonly budget: string }) {
  return <div className="funds-columns"><Months budget={budget} /><Instruments budget={budget} /></div>
}

function Months({ budget }: { readonly budget: string }) {
  const { t } = useTranslation()
  const { answer, error, again } = useAnswer('commitmentsByMonth', { params: { budget } })
  const journal = (month: string, text: string) => (text === '0' ? <span className="third">{figure(text)}</span> : <Link href={`/funds/${budget}?tab=journal&month=${month}`}>{figure(text)}</Link>)
  return (
    <section>
      <h2>{t('funds.by month')} <span className="third small">{t('funds.in yuan')}</span></h2>
      <Refusal problem={error} again={again} />
      {answer === undefined && error === null && <Skeleton />}
      {answer?.items.length === 0 && <p className="second">{t('funds.nothing yet')}</p>}
      {answer !== undefined && answer.items.length > 0 && (
        <>
          <Suspense fallback={<div className="months-chart" />}><MonthsChart months={answer.items.flatMap(one => (one.month === null ? [] : [{ ...one, month: one.month }]))} /></Suspense>
          <div className="scroll" tabIndex={0} role="region" aria-label={t('funds.by month')}>
            <table className="plain">
              <thead><tr><th scope="col">{t('funds.month')}</th><th scope="col" className="figure">{t('stage.committed')}</th><th scope="col" className="figure">{t('stage.paid')}</th><th scope="col" className="figure">{t('stage.recovered')}</th><th scope="col" className="figure">{t('funds.due')}</th><th scope="col" className="figure">{t('funds.left')}</th></tr></thead>
              <tbody>
                {answer.items.map(({ month, committed, paid, recovered, due, available }) => (
                  <tr key={month ?? ''}>
                    <th scope="row" className="nowrap">{month ?? t('funds.no month')}</th>
                    {month === null ? <td colSpan={3} /> : <><td className="figure">{journal(month, committed)}</td><td className="figure">{journal(month, paid)}</td><td className="figure">{journal(month, recovered)}</td></>}
                    <td className="figure">{due === '0' ? <span className="third">{figure(due)}</span> : <Link href={`/payments?budget=${budget}`}>{figure(due)}</Link>}</td><td className="figure">{available === null ? '' : figure(available)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </>
      )}
    </section>
  )
}

function Instruments({ budget }: { readonly budget: string }) {
  const { t } = useTranslation()
  const program = use(loadRules())
  const { answer, error, again } = useAnswer('commitmentsByInstrument', { params: { budget } })
  const journal = (instrument: string, stage: string, text: string) => (text === '0' ? <span className="third">{figure(text)}</span> : <Link href={`/funds/${budget}?tab=journal&instrument=${encodeURIComponent(instrument)}&stage=${stage}`}>{figure(text)}</Link>)
  return (
    <section>
      <h2>{t('funds.by instrument')} <span className="third small">{t('funds.in yuan')}</span></h2>
      <Refusal problem={error} again={again} />
      {answer === undefined && error === null && <Skeleton />}
      {answer?.items.length === 0 && <p className="second">{t('funds.nothing granted')}</p>}
      {answer !== undefined && answer.items.length > 0 && (
        <div className="scroll" tabIndex={0} role="region" aria-label={t('funds.by instrument')}>
          <table className="plain">
            <thead><tr><th scope="col">{t('matters.instrument')}</th><th scope="col" className="figure">{t('funds.awards')}</th><th scope="col" className="figure">{t('funds.granted')}</th><th scope="col" className="figure">{t('stage.committed')}</th><th scope="col" className="figure">{t('stage.paid')}</th><th scope="col" className="figure">{t('stage.receivable')}</th><th scope="col" className="figure">{t('stage.recovered')}</th></tr></thead>
            <tbody>
              {answer.items.map(one => (
                <tr key={one.instrument}>
                  <th scope="row">{instrumentName(program, one.instrument)}</th><td className="figure">{one.awards}</td><td className="figure">{figure(one.granted)}</td>
                  {(['committed', 'paid', 'receivable', 'recovered'] as const).map(stage => <td key={stage} className="figure">{journal(one.instrument, stage, one[stage])}</td>)}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  )
}
