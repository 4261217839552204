import { use, useDeferredValue, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { usePages } from '../api/useAnswer.ts'
import { go, useAddress } from '../app/address.ts'
import { useTitle } from '../app/title.ts'
import { mainKind } from '../calculator/sheet/useSheet.ts'
import { loadPlaces, loadProgram } from '../pack/load.ts'
import { nameOf, namesOf } from '../pack/names.ts'
import { may, type Me } from '../session/me.ts'
import { ListTable } from '../ui/ListTable.tsx'
import { Refusal } from '../ui/Refusal.tsx'
import { ExportParties } from './ExportParties.tsx'
import { NewParty } from './NewParty.tsx'

/** The register: who there is, found by name, by the initials of its pinyin, or by code; within what the reader may see. */
export default function RegistryPage({ me }: { readonly me: Me }) {
  const { t } = useTranslation()
  const { program } = use(loadProgram())
  const places = use(loadPlaces())
  const names = namesOf(program)
  const { search } = useAddress()
  const kind = search.get('kind') ?? mainKind(program)
  const area = search.get('area') ?? ''
  const [typed, setTyped] = useState(search.get('q') ?? '')
  const q = useDeferredValue(typed)
  useEffect(() => { go({ search: { q } }) }, [q])
  const { items, error, more, onMore, again } = usePages('listParties', { query: { kind, ...(q.trim() === '' ? {} : { q: q.trim() }), ...(area === '' ? {} : { area }), limit: 50 } })
  const [doing, setDoing] = useState<'new' | 'export'>()
  const exported = program.kinds.find(one => one.name === kind)
  const toggle = (what: 'new' | 'export') => setDoing(doing === what ? undefined : what)
  const placeName = (code: string | null): string => { const place = places.find(one => one.code === code); return place === undefined ? code ?? '' : nameOf(place) }
  useTitle(t('menu./parties'))
  return (
    <div className="page">
      <div className="page-head">
        <h1>{t('menu./parties')}</h1>
        {me.tenant.demo && <span className="demo">{t('demo')}</span>}
        <span className="page-acts">
          {may(me, 'createParty') && <button type="button" className="act" aria-expanded={doing === 'new'} onClick={() => toggle('new')}>{t('registry.new')}</button>}
          {may(me, 'exportParties') && <button type="button" className="act" aria-expanded={doing === 'export'} onClick={() => toggle('export')}>{t('registry.export')}</button>}
        </span>
      </div>
      {doing === 'new' && <NewParty kind={kind} places={places} onDone={() => setDoing(undefined)} />}
      {doing === 'export' && exported !== undefined && <ExportParties kind={exported} q={q.trim()} area={area} onDone={() => setDoing(undefined)} />}
      <Refusal problem={error} again={again} />
      <ListTable
        name={t('menu./parties')} rows={items} rowKey={row => row.id} href={row => `/parties/${row.id}`} paged more={more} onMore={onMore} empty={t(q === '' ? 'registry.empty' : 'registry.none')}
        columns={[
          { key: 'name', title: t('registry.name'), value: row => row.name },
          { key: 'code', title: t('registry.code'), value: row => row.code ?? '', show: row => row.code === null ? <span className="lack">{t('field.missing')}</span> : <span className="nowrap">{row.code}{row.codeOverride !== null && <span className="third small"> {t('registry.override')}</span>}</span>, from: 'sm' },
          { key: 'area', title: t('registry.area'), value: row => placeName(row.area), show: row => row.area === null ? <span className="lack">{t('field.missing')}</span> : placeName(row.area) },
        ]}
      >
        <input type="search" autoFocus aria-label={t('registry.find')} placeholder={t('registry.find')} value={typed} onChange={event => setTyped(event.target.value)} />
        <select aria-label={t('registry.kind')} value={kind} onChange={event => go({ search: { kind: event.target.value } })}>
          {program.kinds.filter(one => one.party).map(one => <option key={one.name} value={one.name}>{names.kind(one.name)}</option>)}
        </select>
        <select aria-label={t('registry.area')} value={area} onChange={event => go({ search: { area: event.target.value } })}>
          <option value="">{t('registry.all areas')}</option>
          {places.filter(one => one.kind !== 'city').map(one => <option key={one.code} value={one.code}>{nameOf(one)}</option>)}
        </select>
      </ListTable>
    </div>
  )
}
