import { use, useDeferredValue } from 'react'
import { useTranslation } from 'react-i18next'
import { addressOf } from '../../api/client.ts'
import type { PublicAward } from '../../api/types.ts'
import { usePages } from '../../api/useAnswer.ts'
import { go, useAddress } from '../../app/address.ts'
import { language } from '../../i18n/language.ts'
import { instrumentName, loadRules, payingOf } from '../../matters/rules.ts'
import { nameOf } from '../../pack/names.ts'
import { todayInChina } from '../../record/slot.ts'
import { figure } from '../../ui/fen.ts'
import { ListTable } from '../../ui/ListTable.tsx'
import { Refusal } from '../../ui/Refusal.tsx'
import { PublicPage } from './PublicPage.tsx'

/** The first year of which awards are looked for. */
const FIRST = 2020

/** Awards that were approved, found by name, instrument and year, and to be downloaded whole. */
export default function Awards({ tenant }: { readonly tenant: string }) {
  const { t } = useTranslation()
  const { search } = useAddress()
  const program = use(loadRules())
  const name = useDeferredValue(search.get('name') ?? '')
  const [instrument, year] = [search.get('instrument') ?? '', search.get('year') ?? '']
  const asked = { ...name.trim() === '' ? {} : { name }, ...instrument === '' ? {} : { instrument }, ...year === '' ? {} : { year: Number(year) } }
  const { items, error, more, onMore, again } = usePages('listPublicAwards', { params: { tenant }, query: asked })
  const years = Array.from({ length: Number(todayInChina().slice(0, 4)) - FIRST + 1 }, (_, i) => String(FIRST + i)).reverse()
  const named = (row: PublicAward) => (language() === 'en' ? instrumentName(program, row.instrument) : row.instrumentName)
  const all = Object.keys(asked).length === 0
  return (
    <PublicPage tenant={tenant} tab="awards">{() => (
      <>
        <Refusal problem={error} again={again} />
        <ListTable<PublicAward>
          name={t('public.awards')} rows={error === null ? items : []} rowKey={row => row.award} paged more={more} onMore={onMore} empty={t('public.no awards')}
          columns={[
            { key: 'name', title: t('public.party'), value: row => row.name, show: row => <><span lang="zh-CN">{row.name}</span><span className="public-narrow second small">{named(row)} · {row.approvedOn}</span></> },
            { key: 'instrument', title: t('matters.instrument'), value: named, from: 'sm' },
            { key: 'amount', short: true, title: t('public.granted'), value: row => figure(row.amount), figure: true },
            { key: 'paid', short: true, title: t('public.paid'), value: row => figure(row.paid), figure: true, from: 'sm' },
            { key: 'approved', short: true, title: t('public.approved'), value: row => row.approvedOn, figure: true, from: 'sm' },
          ]}
        >
          <input type="search" aria-label={t('public.find')} placeholder={t('public.find')} value={search.get('name') ?? ''} onChange={event => go({ search: { name: event.target.value } })} />
          <select aria-label={t('matters.instrument')} value={instrument} onChange={event => go({ search: { instrument: event.target.value } })}><option value="">{t('public.every instrument')}</option>{payingOf(program).map(one => <option key={one.id} value={one.id}>{nameOf(one)}</option>)}</select>
          <select aria-label={t('public.year')} value={year} onChange={event => go({ search: { year: event.target.value } })}><option value="">{t('public.every year')}</option>{years.map(one => <option key={one} value={one}>{one}</option>)}</select>
        </ListTable>
        {(items ?? []).length > 0 || !all ? <p className="small screen">{t('public.download')} <a href={addressOf('downloadPublicAwards', { params: { tenant } })} download>{t('public.xlsx')}</a> · <a href={addressOf('downloadThreeSixty', { params: { tenant } })} download>{t('public.open data')}</a></p> : null}
        <p className="third small">{t('public.masked')}</p>
      </>
    )}</PublicPage>
  )
}
