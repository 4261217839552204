import { use, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAct, usePages, type Item } from '../api/useAnswer.ts'
import { loadPlaces, loadProgram } from '../pack/load.ts'
import { namesOf } from '../pack/names.ts'
import { whoOf } from '../record/recorder.ts'
import { dayOf, knownFact, valueOf } from '../record/slot.ts'
import { may, type Me } from '../session/me.ts'
import { ListTable } from '../ui/ListTable.tsx'
import { Refusal } from '../ui/Refusal.tsx'

type Waiting = Item<'listFactsToCheck'>

/** Facts that nobody checked yet, the longest waiting first: opened one by one in their record, or the chosen confirmed at once. */
export function FactsToCheck({ me }: { readonly me: Me }) {
  const { t } = useTranslation()
  const { program } = use(loadProgram())
  const places = use(loadPlaces())
  const names = namesOf(program)
  const { items, error, more, onMore, again } = usePages('listFactsToCheck', {})
  const { act, acting, problem } = useAct('checkFacts', ['listFactsToCheck', 'listFacts'])
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const shown = items ?? []
  // What left the list meanwhile is not checked unseen.
  const here = shown.filter(one => chosen.has(one.id)).slice(0, MOST)
  const choose = (id: string, on: boolean) => setChosen(new Set([...chosen].filter(one => one !== id).concat(on ? [id] : [])))
  const confirm = async () => {
    const [first, ...others] = here.map(one => one.id)
    if (first !== undefined && await act({ body: { facts: [first, ...others] } }) !== undefined) setChosen(new Set())
  }
  const nameOf = ({ kind, name, period, claimKey }: Waiting): string => [claimKey ?? '', names.fact(kind, name), period].filter(part => part !== '').join(' ')
  const written = ({ kind, name, written }: Waiting): string => valueOf(knownFact(program.kinds.find(one => one.name === kind), name), written)
  return (
    <>
      <Refusal problem={error ?? problem} again={again} />
      <ListTable<Waiting>
        name={t('home.tab.check')} rows={error === null ? items : []} rowKey={row => row.id} href={row => `/parties/${row.party}?fact=${row.id}`} paged more={more} onMore={onMore} empty={t('home.nothing')}
        columns={[
          { key: 'what', title: t('home.what'), value: nameOf },
          { key: 'value', short: true, title: t('home.value'), value: written, figure: true },
          { key: 'party', short: true, title: t('home.party'), value: row => row.partyName },
          { key: 'source', title: t('fact.source'), value: row => row.source, show: row => <span className="second" lang="zh-CN">{row.source}</span>, from: 'md' },
          { key: 'by', title: t('home.by'), value: row => whoOf(row, t, names, places), show: row => <span className="second">{whoOf(row, t, names, places)}</span>, from: 'sm' },
          { key: 'since', short: true, title: t('home.since'), value: row => dayOf(row.recordedAt), figure: true, from: 'sm' },
          ...may(me, 'checkFacts') ? [{ key: 'choose', short: true, title: t('home.choose'), value: (row: Waiting) => (chosen.has(row.id) ? '✓' : ''), show: (row: Waiting) => <input type="checkbox" aria-label={`${t('home.choose')} ${row.partyName} ${nameOf(row)}`} checked={chosen.has(row.id)} onChange={event => choose(row.id, event.target.checked)} /> }] : [],
        ]}
      >
        {may(me, 'checkFacts') && (
          <>
            <button type="button" className="act" disabled={shown.length === 0} onClick={() => setChosen(here.length === shown.length ? new Set() : new Set(shown.map(one => one.id)))}>{t(here.length > 0 && here.length === shown.length ? 'imports.choose none' : 'home.choose all')}</button>
            <button type="button" className="button-plain" disabled={acting || here.length === 0} onClick={() => { void confirm() }}>{t('home.confirm', { count: here.length })}</button>
          </>
        )}
      </ListTable>
    </>
  )
}
/** As many as one request takes. */
const MOST = 200
