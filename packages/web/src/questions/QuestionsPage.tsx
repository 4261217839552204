import { use } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { useAll, useAnswer } from '../api/useAnswer.ts'
import type { PolicyQuestion } from '../api/types.ts'
import { go, useAddress } from '../app/address.ts'
import { useTitle } from '../app/title.ts'
import { language } from '../i18n/language.ts'
import { loadProgram } from '../pack/load.ts'
import { namesOf, type Names } from '../pack/names.ts'
import { dayOf } from '../record/slot.ts'
import { may, type Me } from '../session/me.ts'
import { ListTable } from '../ui/ListTable.tsx'
import { Refusal } from '../ui/Refusal.tsx'
import { Decide } from './Decide.tsx'
import './questions.css'

export const keyOf = ({ kind, id }: Pick<PolicyQuestion, 'kind' | 'id'>): string => `${kind} ${id}`

/** What the law leaves to somebody: settings without a value, words that can be read in more than one way; whose they are and what rests on them. */
export default function QuestionsPage({ me }: { readonly me: Me }) {
  const { t, i18n } = useTranslation()
  const { program } = use(loadProgram())
  const names = namesOf(program)
  const { search } = useAddress()
  const all = search.get('which') === 'all'
  const { answer, error, again } = useAnswer('listOpenQuestions', { query: { which: all ? 'all' : 'open' } })
  const titleOf = (article: number | null) => (article === null ? '' : t('results.article', { number: article }))
  useTitle(t('menu./questions'))
  return (
    <div className="page" lang={i18n.language === 'zh' ? undefined : 'en'}>
      <div className="page-head"><h1>{t('menu./questions')}</h1><span className="second small">{t('questions.text')}</span></div>
      <nav className="tabs" aria-label={t('questions.which')}>
        <button type="button" aria-pressed={!all} onClick={() => go({ search: { which: undefined } })}>{t('questions.open')}</button>
        <button type="button" aria-pressed={all} onClick={() => go({ search: { which: 'all' } })}>{t('questions.all')}</button>
      </nav>
      <Refusal problem={error} again={again} />
      <ListTable
        name={t('menu./questions')} rows={error === null ? answer?.items : []} rowKey={keyOf} empty={t('questions.none')} opened={row => <Opened question={row} me={me} names={names} />}
        columns={[
          { key: 'words', title: t('questions.words'), value: row => row.words ?? row.id, show: row => <span lang="zh-CN" className={row.kind === 'setting' ? 'song' : undefined}>{row.kind === 'setting' ? row.words ?? row.id : row.words}</span> },
          { key: 'kind', short: true, title: t('questions.kind'), value: row => t(`questions.kind.${row.kind}`), from: 'sm' },
          { key: 'article', short: true, title: t('questions.article'), value: row => row.article ?? 0, show: row => titleOf(row.article), from: 'sm' },
          { key: 'entitled', title: t('questions.entitled'), value: row => row.entitled.map(unit => names.unit(unit)).join(t('comma')), show: row => <span className="second">{row.entitled.map(unit => names.unit(unit)).join(t('comma'))}</span>, from: 'md' },
          { key: 'rests', title: t('questions.rests'), value: row => row.instruments.length, figure: true },
          { key: 'state', short: true, title: t('questions.state'), value: row => (row.open ? t('questions.undecided') : row.decided?.chosen ?? row.decided?.by ?? ''), show: row => (row.open ? <span className="state state-undecided">{t('questions.undecided')}</span> : <span lang="zh-CN">{row.decided?.chosen ?? t('questions.by pack')}</span>) },
        ]}
      />
    </div>
  )
}

function Opened({ question, me, names }: { readonly question: PolicyQuestion; readonly me: Me; readonly names: Names }) {
  const { t } = useTranslation()
  const { kind, id, entitled, instruments, options, readAs, type, decided } = question
  return (
    <div className="question">
      <dl className="pairs">
        <div><dt>{t('questions.entitled')}</dt><dd>{entitled.map(unit => names.unit(unit)).join(t('comma'))}{kind === 'reading' && <span className="second"> · {t('questions.leader too')}</span>}</dd></div>
        {type !== null && <div><dt>{t('questions.type')}</dt><dd>{type[language()]}</dd></div>}
        {kind === 'reading' && <div><dt>{t('questions.options')}</dt><dd lang="zh-CN">{options.map(one => <p key={one}>{one}{one === readAs && <span className="second"> {t('questions.ours')}</span>}{one === decided?.chosen && <span className="said"> ✓</span>}</p>)}</dd></div>}
        <div><dt>{t('questions.rests')}</dt><dd>{instruments.length === 0 ? t('questions.rests none') : instruments.map((one, i) => <span key={one.id}>{i > 0 && t('comma')}<Link href={`/policy#${one.id}`} lang="zh-CN">{one.name}</Link></span>)}</dd></div>
      </dl>
      <Taken kind={kind} id={id} names={names} />
      {may(me, 'decide') ? <Decide question={question} me={me} /> : question.open && <p className="second small">{t('questions.until then')}</p>}
    </div>
  )
}

/** Decisions taken on it, the newest first. */
function Taken({ kind, id, names }: { readonly kind: PolicyQuestion['kind']; readonly id: string; readonly names: Names }) {
  const { t } = useTranslation()
  const { items } = useAll('listDecisions', { query: { kind, id } })
  if (items === undefined || items.length === 0) return null
  return (
    <div className="scroll" tabIndex={0} role="group" aria-label={t('questions.decisions')}>
      <table className="plain">
        <thead><tr><th scope="col">{t('questions.chosen')}</th><th scope="col">{t('decide.from')}</th><th scope="col">{t('decide.document')}</th><th scope="col">{t('questions.by')}</th></tr></thead>
        <tbody>{items.map(one => <tr key={one.decision}><td lang="zh-CN">{one.chosen}</td><td className="nowrap">{one.from}</td><td lang="zh-CN">{one.document} <span className="third nowrap">{one.documentDate}</span></td><td>{[one.organisation === null ? '' : names.unit(one.organisation), one.by ?? '', dayOf(one.at)].filter(part => part !== '').join(' · ')}</td></tr>)}</tbody>
      </table>
    </div>
  )
}
