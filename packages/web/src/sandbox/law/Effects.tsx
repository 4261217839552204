import { useTranslation } from 'react-i18next'
import type { Cost } from '@lizhu/policy/simulate'
import type { Sandbox } from '../context.ts'
import { costWithin } from '../city/scope.ts'
import { count, exact, signed, unit } from '../figures.ts'
import { labelOf, partLabel, written } from './words.ts'

/** Each changed number alone, and what their meeting adds. */
export function Effects({ sandbox: { program, parameters, setting, scope, compared, effects, parts } }: { readonly sandbox: Sandbox }) {
  const { t } = useTranslation()
  const changed = parameters.filter(one => setting.reform.has(one.id))
  const rules = [...setting.texts]
  if (changed.length + rules.length === 0 || compared === undefined) return null
  const { comparison, trial } = compared
  const together = difference(costWithin(comparison, scope, trial.assumptions))
  const all = [...changed.map(one => ({ id: one.id, label: labelOf(program, parameters, one), before: one.written, after: written(one, setting.reform.get(one.id) ?? one.value) })), ...rules.map(([id]) => ({ id, label: partLabel(program, parts, id), before: '', after: '' }))]
  // One change alone needs no second run.
  const rows = all.map(row => {
    const one = effects?.effects.find(effect => effect.parameter === row.id)
    return { ...row, alone: all.length === 1 ? { by: together, winners: comparison.winners, losers: comparison.losers } : one === undefined ? undefined : { by: difference(one.cost), winners: one.winners, losers: one.losers } }
  })
  const sum = rows.every(one => one.alone !== undefined) ? rows.reduce((all, { alone }) => all + (alone?.by ?? 0n), 0n) : undefined
  return (
    <section className="effects" tabIndex={0} role="region" aria-label={t('sandbox.effects')}>
      <table>
        <caption className="hidden">{t('sandbox.effects')}</caption>
        <thead><tr><th scope="col">{t('sandbox.effects')} <span className="demo">{t('demo')}</span></th><th scope="col" className="figure">{t('sandbox.today')}</th><th scope="col" className="figure">{t('sandbox.after')}</th><th scope="col" className="figure">{t('sandbox.likely')} · {unit()}</th><th scope="col" className="figure">{t('sandbox.won lost')}</th></tr></thead>
        <tbody>
          {rows.map(({ id, label, before, after, alone }) => (
            <tr key={id}>
              <th scope="row">{label}</th>
              {before === '' ? <td colSpan={2} className="figure second">{t('sandbox.rule.anew')}</td> : <><td className="figure second" lang="zh-CN">{before}</td><td className="figure" lang="zh-CN">{after}</td></>}
              <td className="figure" title={alone === undefined ? undefined : exact(alone.by)}>{alone === undefined ? '…' : signed(alone.by)}</td>
              <td className="figure">{alone === undefined ? '…' : `${count(alone.winners)} / ${count(alone.losers)}`}</td>
            </tr>
          ))}
          {rows.length > 1 && <tr><th scope="row">{t('sandbox.meeting')}</th><td /><td /><td className="figure">{sum === undefined ? '…' : signed(together - sum)}</td><td className="figure second">{t('sandbox.altogether')} {count(comparison.winners)} / {count(comparison.losers)}</td></tr>}
        </tbody>
      </table>
      {effects !== undefined && effects.left > 0 && rows.length > 1 && <p className="small second" role="status">{t('sandbox.effects settling')}</p>}
    </section>
  )
}

const difference = ([before, after]: readonly [Cost, Cost]): bigint => after.likely - before.likely
