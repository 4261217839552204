import { useTranslation } from 'react-i18next'
import { SIZES } from '../setting.ts'
import type { Sandbox } from '../context.ts'
import { count, unit } from '../figures.ts'

/** What is supposed: how many claim, what is granted of a ceiling, the money there is, and which city. */
export function Assumed({ sandbox: { setting, change } }: { readonly sandbox: Sandbox }) {
  const { t } = useTranslation()
  const { assumptions, budget, city } = setting
  const figure = (label: string, value: number | undefined, most: number, after: string, set: (n: number) => void, least = 0) => (
    <label>{label} <input type="number" min={least} max={most} value={value ?? ''} onChange={event => { const n = event.target.valueAsNumber; if (Number.isInteger(n) && n >= least && n <= most) set(n) }} /> {after}</label>
  )
  return (
    <section className="assumed small second" aria-label={t('sandbox.assumed')}>
      {figure(t('sandbox.take-up'), assumptions.takeUp, 100, '%', takeUp => change({ assumptions: { ...assumptions, takeUp } }))}
      {figure(t('sandbox.share'), assumptions.share, 100, '%', share => change({ assumptions: { ...assumptions, share } }))}
      {figure(t('sandbox.fund'), budget === undefined ? undefined : Number(budget / 1_000_000n), 10_000_000, unit(), wan => change({ budget: BigInt(wan) * 1_000_000n }))}
      <label>{t('sandbox.size')} <select value={city.size} onChange={event => change({ city: { ...city, size: Number(event.target.value) } })}>{[...new Set([...SIZES, city.size])].sort((a, b) => a - b).map(size => <option key={size} value={size}>{count(size)}</option>)}</select> {t('sandbox.firms')}</label>
      {figure(t('sandbox.seed'), city.seed, 2 ** 31 - 1, '', seed => change({ city: { ...city, seed } }), 1)}
    </section>
  )
}
