import { useTranslation } from 'react-i18next'
import type { Cost } from '@lizhu/policy/simulate'
import { ordinalOf } from '../../policy/ordinal.ts'
import type { Sandbox } from '../context.ts'
import { costWithin } from '../city/scope.ts'
import { count, exact, percentOf, signed, unit, wan } from '../figures.ts'
import { Bars } from './Bars.tsx'

/** What it costs, before and after, against the money there is; it moves while the hand moves. */
export function Strip({ sandbox: { program, setting, scope, change, compared, progress } }: { readonly sandbox: Sandbox }) {
  const { t } = useTranslation()
  const article = program.articles.find(one => one.number === setting.article)
  const costs = compared === undefined ? undefined : costWithin(compared.comparison, scope, compared.trial.assumptions)
  return (
    <section className="strip" aria-label={t('sandbox.cost')} data-ready={costs !== undefined}>
      <div className="strip-bars">
        <div className="strip-caption small second">
          <select className="strip-scope" aria-label={t('sandbox.scope')} value={setting.whole ? 'all' : 'article'} onChange={event => change({ whole: event.target.value === 'all' })}>
            <option value="article">{t('sandbox.scope.article', { article: article === undefined ? '' : ordinalOf(article) })}</option>
            <option value="all">{t('sandbox.scope.all')}</option>
          </select> · {unit()} <span className="demo">{t('demo')}</span>
          <span className="strip-basis"><span title={t('sandbox.low why')}>{t('sandbox.low')} <span className="third">{t('sandbox.low short')}</span></span> <span title={t('sandbox.likely why')}>{t('sandbox.likely')} <span className="third">{t('sandbox.likely short')}</span></span> <span title={t('sandbox.high why')}>{t('sandbox.high')} <span className="third">{t('sandbox.high short')}</span></span></span>
        </div>
        {costs === undefined ? <div className="bars" /> : <Bars costs={costs} budget={setting.budget} />}
      </div>
      {compared !== undefined && costs !== undefined && <Figures costs={costs} budget={setting.budget} winners={compared.comparison.winners} losers={compared.comparison.losers} left={compared.left} progress={progress} />}
    </section>
  )
}

function Figures({ costs: [before, after], budget, winners, losers, left, progress }: { readonly costs: readonly [Cost, Cost]; readonly budget: bigint | undefined; readonly winners: number; readonly losers: number; readonly left: number; readonly progress: Sandbox['progress'] }) {
  const { t } = useTranslation()
  const beyond = budget === undefined ? undefined : after.high - budget
  return (
    <div>
      <dl className="strip-figures">
        <div title={t('sandbox.likely why')}><dt>{t('sandbox.likely cost')}</dt><dd title={exact(after.likely)}><b data-figure="likely">{wan(after.likely)}</b> {unit()}</dd></div>
        <div><dt>{t('sandbox.difference')}</dt><dd title={exact(after.likely - before.likely)}><b data-figure="difference">{signed(after.likely - before.likely)}</b> {unit()}</dd></div>
        <div title={t('sandbox.won lost why')}><dt>{t('sandbox.won lost firms')}</dt><dd><b data-figure="parties">{count(winners)} / {count(losers)}</b> {t('sandbox.firms')}</dd></div>
        {beyond !== undefined && <div className={beyond > 0n ? 'strip-beyond' : undefined}><dt>{t(beyond > 0n ? 'sandbox.beyond' : 'sandbox.room')}</dt><dd title={exact(beyond > 0n ? beyond : -beyond)}><b>{wan(beyond > 0n ? beyond : -beyond)}</b> {unit()}</dd></div>}
      </dl>
      <p className="strip-notes small second">
        {progress !== undefined && <span role="status">{t('sandbox.served.at', { percent: percentOf(progress) })}</span>}
        {left > 0 && <span role="status">{t('sandbox.settling', { count: left })}</span>}
        {after.unbounded > 0 && <span>{t('sandbox.unbounded', { count: after.unbounded })}</span>}
        {after.undecided > 0 && <span>{t('sandbox.undecided', { count: after.undecided })}</span>}
      </p>
    </div>
  )
}
