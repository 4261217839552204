import { useTranslation } from 'react-i18next'
import type { Instrument, Program } from '@lizhu/policy'
import type { Names } from '../../pack/names.ts'
import { phrase } from '../../pack/phrase.ts'
import { language } from '../../i18n/language.ts'
import { amountFeel, amountSentence, bandWords, givenFeel } from './amount.ts'
import { chosenNode, type Chosen } from './choose.ts'

/** What is given: as a sentence, as FEEL, and each limit with its words. */
export function AmountPart({ instrument, program, chosen, names }: { readonly instrument: Instrument; readonly program: Program; readonly chosen: Chosen; readonly names: Names }) {
  const { t } = useTranslation()
  const { what } = instrument
  if (what.kind === 'outside') return <p>{t('rule.outside', { document: what.document })}</p>
  if (what.kind === 'measure') return <p>{t('rule.measure')}</p>
  if (what.kind === 'balance') return <p>{t('rule.balance')}{what.balance.limit === undefined ? '' : ` ≤ ${phrase(what.balance.limit, names)}`}{what.balance.term === undefined ? '' : ` · ${phrase(what.balance.term, names)}`}</p>
  const node = chosenNode(what.amount, chosen)
  const amount = { ...node, atMost: node.atMost.map(cap => chosenNode(cap, chosen)), adjust: node.adjust.map(one => chosenNode(one, chosen)), atLeast: node.atLeast.map(one => chosenNode(one, chosen)) }
  return (
    <>
      <p className="amount-sentence">{amountSentence(amount, program, names)}</p>
      <pre className="amount-feel" lang="zh-CN" tabIndex={0} aria-label={t('rule.as feel')}><code>{amountFeel(amount, instrument.for)}</code></pre>
      {(amount.table ?? amount.portions) !== undefined && (
        <table className="amount-table">
          <thead><tr><th scope="col">{t('rule.band')}</th><th scope="col" className="figure">{t('rule.given')}</th></tr></thead>
          <tbody>
            {amount.table?.rows.map((row, i) => <tr key={i}><td lang="zh-CN">{row.words?.quote ?? (row.band === undefined ? t('rule.rest') : bandWords(row.band))}</td><td className="figure">{givenFeel(row.given, names)}</td></tr>)}
            {amount.portions?.map((row, i) => <tr key={i}><td>{bandWords(row.band)}</td><td className="figure">{phrase(row.give, names)}</td></tr>)}
          </tbody>
        </table>
      )}
      {amount.adjust.map((one, i) => <p key={i} className="rule-test">{one.words !== undefined && <span className="song" lang="zh-CN">{one.words.quote}：</span>}{one.change === 'less' ? '−' : one.change === 'times' ? '×' : '+'} {phrase(one.by, names)}{one.test === undefined ? '' : language() === 'zh' ? `（${phrase(one.test, names)}）` : ` (${phrase(one.test, names)})`}</p>)}
    </>
  )
}
