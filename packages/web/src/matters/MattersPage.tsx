import { use, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { usePages } from '../api/useAnswer.ts'
import type { Matter } from '../api/types.ts'
import { go, useAddress } from '../app/address.ts'
import { useTitle } from '../app/title.ts'
import { dayOf } from '../record/slot.ts'
import { isEnterprise, may, type Me } from '../session/me.ts'
import { ListTable, type Column } from '../ui/ListTable.tsx'
import { Refusal } from '../ui/Refusal.tsx'
import { Clock, shortDay } from './Clock.tsx'
import { Ready } from './Ready.tsx'
import { instrumentName, loadRules, rough, worthOf } from './rules.ts'
import { Together, togetherable } from './Together.tsx'
import { Rough, standing } from './words.tsx'
import './matters.css'

const VIEWS = ['mine', 'due', 'waiting', 'approval', 'all'] as const

/** Applications: of an office what waits for it, is due, waits for others or for approval; of an enterprise its own, first what is put to it. */
export default function MattersPage({ me }: { readonly me: Me }) {
  const { t } = useTranslation()
  const { search } = useAddress()
  const own = isEnterprise(me)
  const view = own ? 'all' : VIEWS.find(one => one === search.get('view')) ?? 'mine'
  const title = t(own ? 'matters.own' : 'matters.title')
  useTitle(title)
  const { items, error, more, onMore, again } = usePages('listMatters', { query: { view } })
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const choosing = view === 'mine' && may(me, 'agreeMatters')
  const columns = useColumns(own)
  const choose: Column<Matter> = {
    key: 'choose', short: true, title: t('together.choose'), value: row => (chosen.has(row.id) ? '✓' : ''),
    show: row => togetherable(row) && <input type="checkbox" aria-label={`${t('together.choose')} ${row.number ?? ''} ${row.partyName}`} checked={chosen.has(row.id)} onChange={event => setChosen(new Set([...chosen].filter(one => one !== row.id).concat(event.target.checked ? [row.id] : [])))} />,
  }
  return (
    <div className="page">
      <div className="page-head">
        <h1>{title}</h1>{me.tenant.demo && <span className="demo">{t('demo')}</span>}
        <span className="page-acts">
          {may(me, 'startMatter') && <Link href="/matters/new" className="button-main matters-start">{t('matters.start')}</Link>}
          {may(me, 'listProposals') && <Link href="/proposals">{t('proposals.title')}</Link>}
          {may(me, 'listDeputies') && <Link href="/deputies">{t('deputies.title')}</Link>}
          {!own && <Link href="/calendar">{t('calendar.title')}</Link>}
          {may(me, 'recordLegalityReview') && <Link href="/legality-reviews">{t('legality.title')}</Link>}
        </span>
      </div>
      {own && <Ready />}
      {!own && (
        <nav className="tabs" aria-label={t('matters.views')}>
          {VIEWS.map(one => <button key={one} type="button" aria-pressed={view === one} onClick={() => go({ search: { view: one === 'mine' ? undefined : one } }, 'new')}>{t(`matters.view.${one}`)}</button>)}
        </nav>
      )}
      <Refusal problem={error} again={again} />
      {choosing && <Together rows={items ?? []} chosen={chosen} onChoose={setChosen} />}
      <ListTable<Matter>
        name={title} rows={error === null ? items : []} rowKey={row => row.id} href={row => `/matters/${row.id}`} paged more={more} onMore={onMore} empty={t(own ? 'matters.none own' : 'matters.none')}
        columns={choosing ? [...columns, choose] : columns}
      />
    </div>
  )
}

function useColumns(own: boolean): readonly Column<Matter>[] {
  const { t } = useTranslation()
  const program = use(loadRules())
  const stands = (row: Matter) => `${standing(row, t)}${row.changed ? ` · ${t('matter.changed')}` : ''}`
  // A narrow screen has where it stands under the first column.
  const first = (row: Matter, shown: ReactNode) => <>{shown}<span className="matters-narrow second small">{[...own ? [row.number ?? ''] : [], stands(row)].filter(one => one !== '').join(' · ')}</span></>
  const name = (row: Matter) => <>{instrumentName(program, row.instrument)}{row.subjectName !== null && <span className="second"> · {row.subjectName}</span>}</>
  const number: Column<Matter> = { key: 'number', short: true, title: t('matters.number'), value: row => row.number ?? t('matter.state.draft'), show: row => (own ? row.number ?? t('matters.unnumbered') : first(row, row.number ?? t('matters.unnumbered'))), ...own ? { from: 'sm' } : {} }
  const instrument: Column<Matter> = { key: 'instrument', title: t('matters.instrument'), value: row => instrumentName(program, row.instrument), show: row => (own ? first(row, name(row)) : name(row)), ...own ? {} : { from: 'sm' } }
  const submitted = (row: Matter) => (row.submittedAt === null ? '' : dayOf(row.submittedAt))
  return [
    ...own ? [instrument, number] : [number, { key: 'party', title: t('matters.party'), value: (row: Matter) => row.partyName }, instrument],
    { key: 'amount', title: t('matters.amount'), value: row => { const worth = worthOf(row); return worth === undefined ? '' : `${worth.upTo ? '≤ ' : ''}${rough(worth.fen)}` }, show: row => <Rough matter={row} />, figure: true },
    { key: 'stands', short: true, title: t('matters.stands'), value: stands, show: row => <>{standing(row, t)}{row.changed && <span className="now"> · {t('matter.changed')}</span>}</>, from: 'sm' },
    { key: 'clock', short: true, title: t('matters.clock'), value: row => (row.stopped ? t('clock.stopped') : row.dueOn ?? ''), show: row => <Clock due={row} />, figure: true, from: 'sm' },
    { key: 'submitted', short: true, title: t('matters.submitted'), value: submitted, show: row => (row.submittedAt === null ? '' : shortDay(submitted(row))), figure: true, from: 'lg' },
  ]
}
