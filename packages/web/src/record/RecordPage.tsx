import { use, useEffect, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Claim } from '../api/types.ts'
import { useAll, useAnswer } from '../api/useAnswer.ts'
import { go, useAddress } from '../app/address.ts'
import { useTitle } from '../app/title.ts'
import { loadPlaces, loadProgram } from '../pack/load.ts'
import { nameOf, namesOf } from '../pack/names.ts'
import { may, type Me } from '../session/me.ts'
import { partiesOf } from '../session/pages.ts'
import { DateInput } from '../ui/DateInput.tsx'
import { Refusal } from '../ui/Refusal.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { Consents } from './Consents.tsx'
import type { Recorded } from './context.ts'
import { Delegations } from './Delegations.tsx'
import { FactPanel } from './FactPanel.tsx'
import { Facts } from './Facts.tsx'
import { Lookups } from './Lookups.tsx'
import { Registered } from './Registered.tsx'
import { allSlots, knownOn, todayInChina, wholeOf, type Whole } from './slot.ts'
import './record.css'

const TABS = ['facts', 'registered', 'consents', 'lookups', 'people'] as const

/** What is known of an enterprise: each value with its source, its check and its history, as of any day. */
export default function RecordPage({ me, party: id }: { readonly me: Me; readonly party: string }) {
  const { t, i18n } = useTranslation()
  const { program } = use(loadProgram())
  const places = use(loadPlaces())
  const { search } = useAddress()
  const on = search.get('on') ?? undefined
  const { answer: party, error } = useAnswer('readParty', { params: { party: id } })
  const claims = useAll('listClaims', { params: { party: id } })
  const facts = useAll('listFacts', { params: { party: id }, query: { history: 'true', ...(on === undefined ? {} : { asKnownOn: on }) } })
  const whole = useMemo(() => party === undefined || claims.items === undefined || facts.items === undefined ? undefined : wholeOf(program, party, claims.items, knownOn(facts.items, on)), [program, party, claims.items, facts.items, on])
  usePicked(whole, claims.items)
  const names = useMemo(() => namesOf(program), [program, i18n.language])
  useTitle(party?.name ?? t('record.title'))
  if (error !== null || facts.error !== null) return <div className="page"><Refusal problem={error ?? facts.error} again={facts.again} /></div>
  if (party === undefined) return <Skeleton />
  const own = partiesOf(me).some(one => one.id === id)
  const shown = TABS.filter(tab => tab === 'facts' || tab === 'registered' || (tab === 'consents' && may(me, 'listConsents')) || (tab === 'lookups' && may(me, 'listLookups')) || (tab === 'people' && own && may(me, 'listDelegations')))
  const tab = shown.find(one => one === search.get('tab')) ?? 'facts'
  const place = places.find(one => one.code === party.area)
  const picked = whole === undefined ? undefined : allSlots(whole).find(slot => slot.told.some(one => one.id === search.get('fact')))
  const recorded: Recorded = { me, party, program, names, own, ...(on === undefined ? {} : { on }) }
  return (
    <div className={picked === undefined || tab !== 'facts' ? 'page record' : 'page record record-beside'}>
      <div className="record-main">
        <div className="page-head">
          <h1 lang="zh-CN">{party.name}</h1>
          {me.tenant.demo && <span className="demo">{t('demo')}</span>}
          <span className="second">{[names.kind(party.kind), party.code, place === undefined ? party.area : nameOf(place)].filter(part => part !== null).join(' · ')}</span>
          <span className="page-acts screen">{own && <a href={`/calculator?record=${id}`}>{t('record.calculate')}</a>}<button type="button" className="act" onClick={() => print()}>{t('head.print')}</button></span>
        </div>
        <nav className="tabs screen" aria-label={t('record.tabs')}>
          {shown.map(one => <button key={one} type="button" aria-pressed={tab === one} onClick={() => go({ search: { tab: one === 'facts' ? undefined : one, fact: undefined } }, 'new')}>{t(`record.tab.${one}`)}</button>)}
        </nav>
        {tab === 'facts' && <KnownOn on={on} />}
        {tab === 'facts' && (whole === undefined ? <Skeleton /> : <Facts recorded={recorded} whole={whole} />)}
        {tab === 'registered' && <Registered recorded={recorded} places={places} />}
        {tab === 'consents' && <Consents recorded={recorded} />}
        {tab === 'lookups' && <Lookups recorded={recorded} />}
        {tab === 'people' && <Delegations recorded={recorded} />}
      </div>
      {picked !== undefined && tab === 'facts' && <FactPanel key={`${picked.claim ?? ''}${picked.name}${picked.period}`} recorded={recorded} slot={picked} claims={claims.items ?? []} />}
    </div>
  )
}

/** A fact that another page names by what it is rather than by its id: the address then says which. */
function usePicked(whole: Whole | undefined, claims: readonly Claim[] | undefined) {
  const { search } = useAddress()
  const [name, period, key] = [search.get('name'), search.get('period') ?? '', search.get('claim') ?? '']
  useEffect(() => {
    if (name === null || whole === undefined) return
    const claim = key === '' ? null : claims?.find(one => one.key === key)?.id
    const slot = allSlots(whole).find(one => one.name === name && one.period === period && one.claim === claim)
    go({ search: { name: undefined, period: undefined, claim: undefined, fact: slot?.current?.id } })
  }, [name, period, key, whole, claims])
}

/** The day whose knowledge the page shows; today, unless it is asked otherwise. */
function KnownOn({ on }: { readonly on: string | undefined }) {
  const { t } = useTranslation()
  return (
    <p className="known-on small second">
      <label>{t('record.known on')} <DateInput value={on ?? todayInChina()} onChange={day => { if (day !== '') go({ search: { on: day >= todayInChina() ? undefined : day } }) }} /></label>
      {on !== undefined && <><b className="now">{t('record.past')}</b> <button type="button" className="act" onClick={() => go({ search: { on: undefined } })}>{t('record.today')}</button></>}
    </p>
  )
}
