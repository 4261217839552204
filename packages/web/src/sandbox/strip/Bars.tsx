import { useTranslation } from 'react-i18next'
import type { Cost } from '@lizhu/policy/simulate'
import { exact, wan } from '../figures.ts'

/** Low to high as a bar, likely as its mark, before and after on one axis with the fund's line. */
export function Bars({ costs: [before, after], budget }: { readonly costs: readonly [Cost, Cost]; readonly budget: bigint | undefined }) {
  const { t } = useTranslation()
  const most = [before.high, after.high, budget ?? 0n].reduce((a, b) => (a > b ? a : b), 1n)
  const at = (fen: bigint): string => `${(100 * Number(fen)) / Number(most)}%`
  const bar = (cost: Cost, name: 'after' | 'today') => (
    <div className={`bar-row bar-${name}`}>
      <span className="bar-name">{t(`sandbox.${name}`)}</span>
      <div className="bar-track" role="img" aria-label={t('sandbox.bar', { which: t(`sandbox.${name}`), low: wan(cost.low), likely: wan(cost.likely), high: wan(cost.high) })}>
        <i className="bar-range" style={{ left: at(cost.low), width: at(cost.high - cost.low) }} />
        <i className="bar-likely" style={{ left: at(cost.likely) }} />
        <span className="bar-low" style={{ right: `calc(100% - ${at(cost.low)})` }} title={exact(cost.low)}>{wan(cost.low)}</span>
        <span className="bar-high" style={{ left: at(cost.high) }} title={exact(cost.high)}>{cost.unbounded > 0 ? '≥ ' : ''}{wan(cost.high)}</span>
      </div>
    </div>
  )
  return (
    <div className="bars">
      {bar(after, 'after')}
      {bar(before, 'today')}
      {budget !== undefined && <div className={after.high > budget ? 'bar-fund bar-fund-beyond' : 'bar-fund'} aria-hidden="true"><i style={{ left: at(budget) }}><span className={Number(budget) / Number(most) > 0.6 ? 'bar-fund-left' : undefined}>{t('sandbox.fund')} {wan(budget)}</span></i></div>}
    </div>
  )
}
