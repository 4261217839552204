import { useTranslation } from 'react-i18next'
import type { Cost } from '@lizhu/policy/simulate'
import type { Sandbox } from '../context.ts'
import { costWithin } from '../city/scope.ts'
import { count, exact, signed, unit } from '../figures.ts'
import { labelOf, written } from './words.ts'

/** Each changed number alone, and what their meeting adds. */
export function Effects({ sandbox: { program, parameters, setting, scope, compared, effects } }: { readonly sandbox: Sandbox }) {
  const { t } = useTranslation()
  const changed = parameters.filter(one => setting.reform.has(one.id))
  if (changed.length === 0 || compared === undefined) return null
  const { comparison, trial } = compared
  const together = difference(costWithin(comparison, scope, trial.assumptions))
  // One number alone needs no second run.
  const rows = changed.map(parameter => {
    const one = effects?.find(effect => effect.parameter === parameter.id)
    const alone = changed.length === 1 ? { by: together, winners: comparison.winners, losers: comparison.losers } : one === undefined ? undefined : { by: difference(one.cost), winners: one.winners, losers: one.losers }
    return { parameter, alone }
  })
  const sum = rows.every(one => one.alone !== undefined) ? rows.reduce((all, { alone }) => all + (alone?.by ?? 0n), 0n) : undefined
  return (
    <section className="effects" tabIndex={0} role="region" aria-label={t('sandbox.effects')}>
      <table>
        <caption className="hidden">{t('sandbox.effects')}</caption>
        <thead><tr><th scope="col">{t('sandbox.effects')} <span className="demo">{t('demo')}</span></th><th scope="col" className="figure">{t('sandbox.today')}</th><th scope="col" className="figure">{t('sandbox.after')}</th><th scope="col" className="figure">{t('sandbox.likely')} · {unit()}</th><th scope="col" className="figure">{t('sandbox.won lost')}</th></tr></thead>
        <tbody>
          {rows.map(({ parameter, alone }) => (
            <tr key={parameter.id}>
              <th scope="row">{labelOf(program, parameters, parameter)}</th>
              <td className="figure second" lang="zh-CN">{parameter.written}</td>
              <td className="figure" lang="zh-CN">{written(parameter, setting.reform.get(parameter.id) ?? parameter.value)}</td>
              <td className="figure" title={alone === undefined ? undefined : exact(alone.by)}>{alone === undefined ? '…' : signed(alone.by)}</td>
              <td className="figure">{alone === undefined ? '…' : `${count(alone.winners)} / ${count(alone.losers)}`}</td>
            </tr>
          ))}
          {rows.length > 1 && <tr><th scope="row">{t('sandbox.meeting')}</th><td /><td /><td className="figure">{sum === undefined ? '…' : signed(together - sum)}</td><td className="figure second">{t('sandbox.altogether')} {count(comparison.winners)} / {count(comparison.losers)}</td></tr>}
        </tbody>
      </table>
    </section>
  )
}

const difference = ([before, after]: readonly [Cost, Cost]): bigint => after.likely - before.likely
