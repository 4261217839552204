import { use } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useLocation } from 'wouter'
import { useAct, usePages } from '../api/useAnswer.ts'
import type { Proposal } from '../api/types.ts'
import { useTitle } from '../app/title.ts'
import { instrumentName, loadRules, payingOf, wayOf } from '../matters/rules.ts'
import { nameOf } from '../pack/names.ts'
import { timeOf } from '../record/slot.ts'
import { may, type Me } from '../session/me.ts'
import { Entry } from '../ui/Entry.tsx'
import { ListTable } from '../ui/ListTable.tsx'
import { Refusal } from '../ui/Refusal.tsx'
import { useDraft } from '../ui/useDraft.ts'

/** 免申即享: each look through the city, whom it found, and what they said to it. */
export default function ProposalsPage({ me }: { readonly me: Me }) {
  const { t } = useTranslation()
  const program = use(loadRules())
  const { items, error, more, onMore, again } = usePages('listProposals', {})
  useTitle(t('proposals.title'))
  return (
    <div className="page">
      <p className="small screen"><Link href="/matters">{t('matters.title')}</Link></p>
      <div className="page-head"><h1>{t('proposals.title')}</h1>{me.tenant.demo && <span className="demo">{t('demo')}</span>}</div>
      <p className="second">{t('proposals.text')}</p>
      {may(me, 'proposeMatters') && <Look />}
      <Refusal problem={error} again={again} />
      <ListTable<Proposal>
        name={t('proposals.title')} rows={error === null ? items : []} rowKey={row => row.id} href={row => `/proposals/${row.id}`} paged more={more} onMore={onMore} empty={t('proposals.none')}
        columns={[
          { key: 'instrument', title: t('matters.instrument'), value: row => instrumentName(program, row.instrument) },
          { key: 'at', short: true, title: t('proposals.at'), value: row => timeOf(row.at), figure: true, from: 'sm' },
          { key: 'by', short: true, title: t('proposals.by'), value: row => row.by, from: 'lg' },
          { key: 'looked', title: t('proposals.looked'), value: row => row.looked, show: row => (row.problem === null ? row.looked.toLocaleString('en-US') : <span className="now">{row.looked.toLocaleString('en-US')} · {t('proposals.stopped')}</span>), figure: true, from: 'md' },
          { key: 'made', title: t('proposals.made'), value: row => row.made, figure: true },
          { key: 'confirmed', title: t('proposals.confirmed'), value: row => row.confirmed, figure: true },
          { key: 'waiting', title: t('proposals.waiting'), value: row => row.waiting, figure: true, from: 'sm' },
          { key: 'declined', title: t('proposals.declined'), value: row => row.declined, figure: true, from: 'sm' },
          { key: 'before', title: t('proposals.before'), value: row => row.askedBefore, figure: true, from: 'md' },
          { key: 'aside', title: t('proposals.aside'), value: row => row.setAside, show: row => (row.setAside === 0 ? 0 : <span className="now">{row.setAside}</span>), figure: true, from: 'sm' },
        ]}
      />
    </div>
  )
}

const EMPTY = { instrument: '' }
function Look() {
  const { t } = useTranslation()
  const program = use(loadRules())
  const [, navigate] = useLocation()
  const { draft, set, clear } = useDraft('proposal', EMPTY)
  const { act, acting, problem } = useAct('proposeMatters', ['listProposals'])
  const choices = payingOf(program).filter(one => wayOf(program, one.id) === 'proposed')
  const send = async () => {
    const made = await act({ body: { instrument: draft.instrument } })
    if (made === undefined) return
    clear()
    navigate(`/proposals/${made.id}?job=${made.job}`)
  }
  return (
    <form className="form" onSubmit={event => { event.preventDefault(); void send() }}>
      <Entry label={t('proposals.which')} hint={t('proposals.hint')} value={draft.instrument} onChange={instrument => set({ instrument })} required
        choices={[{ value: '', name: t('registry.choose') }, ...choices.map(one => ({ value: one.id, name: `${t('results.article', { number: one.article })} ${nameOf(one)}` }))]} />
      <Refusal problem={problem} />
      <div className="form-acts"><button type="submit" className="button-main" disabled={acting || draft.instrument === ''}>{t('proposals.look')}</button></div>
    </form>
  )
}
