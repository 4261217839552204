import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import type { Objection } from '../api/types.ts'
import { useAct, usePages } from '../api/useAnswer.ts'
import { go, useAddress } from '../app/address.ts'
import { dayOf, timeOf } from '../record/slot.ts'
import { may, type Me } from '../session/me.ts'
import { Entry } from '../ui/Entry.tsx'
import { figure } from '../ui/fen.ts'
import { ListTable } from '../ui/ListTable.tsx'
import { Refusal } from '../ui/Refusal.tsx'
import { useDraft } from '../ui/useDraft.ts'
import { AfterUpheld } from './AfterUpheld.tsx'

/** What anybody said against what is published: those not answered, or all of them. */
export function Objections({ me }: { readonly me: Me }) {
  const { t } = useTranslation()
  const { search } = useAddress()
  const publicity = search.get('publicity') ?? undefined
  const only = search.get('answered') !== 'too' && publicity === undefined
  const { items, error, more, onMore, again } = usePages('listObjections', { query: { ...only ? { open: 'true' } : {}, ...publicity === undefined ? {} : { publicity } } })
  const outcome = (row: Objection) => t(`objection.${row.outcome ?? 'open'}`)
  return (
    <>
      <Refusal problem={error} again={again} />
      <ListTable<Objection>
        name={t('publicity.tab.objections')} rows={error === null ? items : []} rowKey={row => row.id} paged more={more} onMore={onMore} empty={t(only ? 'objection.none open' : 'objection.none')} opened={row => <Opened me={me} objection={row} />}
        columns={[
          { key: 'party', title: t('matters.party'), value: row => row.partyName, show: row => <span lang="zh-CN">{row.partyName}</span> },
          { key: 'number', short: true, title: t('matters.number'), value: row => row.number ?? '', from: 'sm' },
          { key: 'publicity', title: t('publicity.title'), value: row => row.title, from: 'md' },
          { key: 'words', title: t('objection.words'), value: row => row.words, show: row => <span className="second objection-line">{row.words}</span>, from: 'sm' },
          { key: 'at', short: true, title: t('objection.at'), value: row => dayOf(row.raisedAt), figure: true },
          { key: 'outcome', short: true, title: t('objection.outcome'), value: outcome, show: row => <span className={row.outcome === null ? 'now' : ''}>{outcome(row)}</span> },
        ]}
      >
        <label><input type="checkbox" checked={only} onChange={event => go({ search: { answered: event.target.checked ? undefined : 'too', publicity: undefined } })} /> {t('objection.only open')}</label>
      </ListTable>
    </>
  )
}

function Opened({ me, objection }: { readonly me: Me; readonly objection: Objection }) {
  const { t } = useTranslation()
  const { outcome, answer, answeredBy, answeredAt } = objection
  return (
    <div className="objection">
      <dl className="pairs">
        <div><dt>{t('objection.matter')}</dt><dd><Link href={`/matters/${objection.matter}`}>{objection.number}</Link> <span lang="zh-CN">{objection.partyName}</span> · {t('publicity.amounts')} <span className="figure">{figure(objection.amount)}</span></dd></div>
        <div><dt>{t('objection.who')}</dt><dd>{objection.name} · {objection.contact} <span className="second small nowrap">{timeOf(objection.raisedAt)}</span></dd></div>
        <div><dt>{t('objection.words')}</dt><dd className="objection-words">{objection.words}</dd></div>
        {answer !== null && <div><dt>{t('objection.answer')}</dt><dd className="objection-words"><b>{t(`objection.${outcome ?? 'open'}`)}</b> {answer} <span className="second small">{answeredBy} <span className="nowrap">{timeOf(answeredAt ?? '')}</span></span></dd></div>}
      </dl>
      {outcome === null && may(me, 'answerObjection') && (objection.mine ? <AnswerForm objection={objection.id} /> : <p className="second small">{t('objection.by others')}</p>)}
      {outcome === 'upheld' && objection.mine && may(me, 'seeChange') && <AfterUpheld me={me} objection={objection} />}
    </div>
  )
}

const EMPTY = { answer: '' }
function AnswerForm({ objection }: { readonly objection: string }) {
  const { t } = useTranslation()
  const { draft, set, clear } = useDraft(`objection.${objection}`, EMPTY)
  const { act, acting, problem } = useAct('answerObjection', ['listObjections', 'listPublished', 'readPublished', 'listToPublish', 'readMatter'])
  const send = async (outcome: 'upheld' | 'dismissed') => {
    const done = await act({ params: { objection }, body: { outcome, answer: draft.answer } })
    if (done === undefined) return
    // What was answered stays in sight: what follows from it is next.
    go({ search: { answered: 'too', open: objection } })
    clear()
  }
  const lacking = acting || draft.answer.trim() === ''
  return (
    <form className="form" onSubmit={event => event.preventDefault()}>
      <Entry label={t('objection.answer')} hint={t('objection.answer hint')} value={draft.answer} onChange={answer => set({ answer })} rows={3} required />
      <Refusal problem={problem} />
      <div className="form-acts"><button type="button" className="button-plain" disabled={lacking} onClick={() => { void send('dismissed') }}>{t('objection.dismiss')}</button><button type="button" className="button-plain" disabled={lacking} onClick={() => { void send('upheld') }}>{t('objection.uphold')}</button></div>
    </form>
  )
}
