import { useTranslation } from 'react-i18next'
import type { Comparison } from '@lizhu/policy/simulate'
import { count, unit } from '../figures.ts'

const FEN_PER_WAN = 1_000_000

/** How many enterprises are granted how much altogether; today's number as a line across. */
export function Distribution({ steps }: { readonly steps: Comparison['distribution'] }) {
  const { t } = useTranslation()
  const most = Math.max(1, ...steps.flatMap(one => one.parties))
  const height = (n: number): string => `${(100 * n) / most}%`
  const name = (i: number): string => { const { upTo } = steps[i] ?? { upTo: 0 }; return upTo === Infinity ? `>${(steps[i - 1]?.upTo ?? 0) / FEN_PER_WAN}` : `${i === 0 ? '≤' : '–'}${upTo / FEN_PER_WAN}` }
  return (
    <figure className="distribution">
      <figcaption><b>{t('sandbox.distribution', { unit: unit() })}</b> <span className="small second">{t('sandbox.distribution text')}</span> <span className="demo">{t('demo')}</span></figcaption>
      <ul>
        {steps.map(({ upTo, parties: [before, after] }, i) => (
          <li key={upTo} title={t('sandbox.step', { step: name(i), before: count(before), after: count(after) })}>
            <span className="distribution-column"><i style={{ height: height(after) }} /><u style={{ bottom: height(before) }} /><span style={{ bottom: height(Math.max(before, after)) }}>{count(after)}</span></span>
            <span className="distribution-name">{name(i)}</span>
          </li>
        ))}
      </ul>
    </figure>
  )
}
