import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import { ordinalOf } from '../../policy/ordinal.ts'
import { nameOf } from '../../pack/names.ts'
import { Mark } from '../../ui/Mark.tsx'
import { Kept } from '../../ui/Kept.tsx'
import type { Filling } from '../context.ts'
import { Trace } from './Trace.tsx'
import { exactFigure, lineAmount } from './amounts.ts'
import { STATES, type Line } from './lines.ts'
import { either, reasonOf } from './words.ts'

interface Props { readonly line: Line; readonly filling: Filling; readonly open: boolean; readonly onOpen: (on: boolean) => void }

/** One instrument in one line: its state, its name, the deciding reason, the figure. */
export const LineRow = memo(function LineRow({ line, filling, open, onOpen }: Props) {
  const { t } = useTranslation()
  const { program, names } = filling
  const article = program.articles.find(one => one.number === line.instrument.article)
  return (
    <>
      <div className={open ? 'line line-on' : 'line'} role="row" data-instrument={line.instrument.id}>
        <span role="cell" className="line-states">
          {STATES.filter(state => line.counts.has(state)).map(state => (
            <span key={state} className={`state state-${state}`} title={t(`status.${state}`)}><Mark name={state} />{line.counts.size > 1 ? `${t(`short.${state}`)} ${line.counts.get(state) ?? 0}` : t(`status.${state}`)}</span>
          ))}
        </span>
        <span role="cell" className="line-name">
          <button type="button" aria-expanded={open} onClick={() => onOpen(!open)}>{nameOf(line.instrument)}<span className="third"> {article === undefined ? '' : either(ordinalOf(article), t('results.article', { number: article.number }))}</span></button>
        </span>
        <span role="cell" className="line-reason"><Kept text={reasonOf(line, names)} /></span>
        <span role="cell" className={line.sum.money && (line.state === 'eligible' || line.state === 'ceiling') ? 'line-amount' : 'line-amount second'} title={exactFigure(line)}>{lineAmount(line)} <Mark name={open ? 'up' : 'down'} /></span>
      </div>
      {open && <div role="row" className="line-trace"><div role="cell"><Trace line={line} filling={filling} /></div></div>}
    </>
  )
})
