import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { go, useAddress } from '../../app/address.ts'
import { Mark } from '../../ui/Mark.tsx'
import type { Filling } from '../context.ts'
import { LineRow } from './LineRow.tsx'
import { STATES, type Line, type LineState } from './lines.ts'
import './result.css'

/** How many of a state are shown before one asks for the rest. */
const FEW: Readonly<Record<LineState, number>> = { eligible: 99, ceiling: 99, undecided: 8, unknown: 8, ineligible: 5, outside: 0 }

/** Instruments by state; each opens into its phrases. */
export function Results({ filling, lines }: { readonly filling: Filling; readonly lines: readonly Line[] }) {
  const { t } = useTranslation()
  const { search } = useAddress()
  const open = search.get('open')
  const [all, setAll] = useState<ReadonlySet<LineState>>(new Set())
  return (
    <div className="results" role="table" aria-label={t('results.title')}>
      <div className="results-head" role="row">
        <span role="columnheader">{t('results.state')}</span><span role="columnheader">{t('results.policy')}</span><span role="columnheader">{t('results.reason')}</span><span role="columnheader" className="figure">{t('results.amount')}</span>
      </div>
      {STATES.map(state => {
        const here = lines.filter(line => line.state === state)
        if (here.length === 0) return null
        const shown = all.has(state) ? here : here.filter((line, i) => i < FEW[state] || line.instrument.id === open)
        const rest = here.length - shown.length
        return (
          <div key={state} role="rowgroup" className={`group group-${state}`} aria-label={t(`status.${state}`)}>
            {shown.map(line => (
              <LineRow key={line.instrument.id} line={line} filling={filling} open={open === line.instrument.id} onOpen={on => go({ search: { open: on ? line.instrument.id : undefined } })} />
            ))}
            {rest > 0 && <div role="row" className="group-rest"><span role="cell" className={`state state-${state}`}><Mark name={state} />{t(`status.${state}`)}</span><span role="cell"><button type="button" className="act" onClick={() => setAll(new Set([...all, state]))}>{t(shown.length === 0 ? 'results.show all' : 'results.more', { count: rest })}</button></span></div>}
          </div>
        )
      })}
    </div>
  )
}
