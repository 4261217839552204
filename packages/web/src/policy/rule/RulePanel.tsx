import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import type { Article, Program } from '@lizhu/policy'
import { go } from '../../app/address.ts'
import { nameOf, type Names } from '../../pack/names.ts'
import { State } from '../NoteRow.tsx'
import { stateOf } from '../notes.ts'
import { sentenceAt } from '../segments.ts'
import { InstrumentRule } from './InstrumentRule.tsx'
import { OtherRule } from './OtherRule.tsx'
import { otherOf } from './others.ts'
import './rule.css'

interface Props { readonly id: string; readonly program: Program; readonly names: Names; readonly article: Article }

/** The rule that a run of words became, opened across text and margin. */
export function RulePanel({ id, program, names, article }: Props) {
  const { t } = useTranslation()
  const instrument = program.instruments.find(one => one.id === id)
  const other = instrument === undefined ? otherOf(id, program, names) : undefined
  const words = instrument?.words ?? other?.words
  return (
    <section className="rule" id={id} aria-label={instrument === undefined ? other?.name ?? id : nameOf(instrument)}>
      <div className="rule-head">
        <h4>{instrument === undefined ? other?.name : nameOf(instrument)}</h4>
        <a className="third" href={`#${id}`}>{id}</a>
        {words !== undefined && <a className="screen" href={`#a${article.number}s${sentenceAt(article.text, words.at[0]?.[0] ?? 0)}`}>{t('rule.sentence', { number: sentenceAt(article.text, words.at[0]?.[0] ?? 0) })}</a>}
        {instrument !== undefined && <State state={stateOf(instrument, program)} />}
        {article.units.length > 0 && <span className="second rule-units">{t('rule.units')}{article.units.map(unit => names.unit(unit)).join(t('comma'))}</span>}
        {instrument !== undefined && <span className="second screen">{t('rule.used in')}<Link href={`/calculator?open=${id}`}>{t('header./calculator')}</Link></span>}
        <button type="button" className="rule-close screen" onClick={() => close(id)}><span className="act">{t('rule.close')}</span> <kbd>Esc</kbd></button>
      </div>
      {instrument !== undefined && <InstrumentRule instrument={instrument} program={program} names={names} />}
      {other !== undefined && <OtherRule other={other} />}
    </section>
  )
}

function close(id: string) {
  go({ fragment: '' })
  document.querySelector<HTMLElement>(`[data-note="${CSS.escape(id)}"]`)?.focus()
}
