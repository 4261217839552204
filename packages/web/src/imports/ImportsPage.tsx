import { use, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import { useAct, usePages } from '../api/useAnswer.ts'
import { useTitle } from '../app/title.ts'
import { mainKind } from '../calculator/sheet/useSheet.ts'
import { loadProgram } from '../pack/load.ts'
import { namesOf } from '../pack/names.ts'
import { timeOf } from '../record/slot.ts'
import { may, type Me } from '../session/me.ts'
import { Entry } from '../ui/Entry.tsx'
import { ListTable } from '../ui/ListTable.tsx'
import { Refusal } from '../ui/Refusal.tsx'
import './imports.css'

/** Sheets that were read in, or are about to be; and a place to drop another. */
export default function ImportsPage({ me }: { readonly me: Me }) {
  const { t } = useTranslation()
  const { program } = use(loadProgram())
  const names = namesOf(program)
  const { items, error, more, onMore, again } = usePages('listImports', {})
  useTitle(t('menu./imports'))
  return (
    <div className="page">
      <div className="page-head"><h1>{t('menu./imports')}</h1>{me.tenant.demo && <span className="demo">{t('demo')}</span>}</div>
      {may(me, 'uploadSheet') && <Drop kinds={program.kinds.filter(kind => kind.party || program.kinds.some(owner => owner.party && owner.name === kind.of[0])).map(kind => ({ value: kind.name, name: names.kind(kind.name) }))} first={mainKind(program)} />}
      <Refusal problem={error} again={again} />
      <ListTable
        name={t('menu./imports')} rows={items} rowKey={row => row.id} href={row => `/imports/${row.id}`} paged more={more} onMore={onMore} empty={t('imports.none')}
        columns={[
          { key: 'name', title: t('imports.file'), value: row => row.name },
          { key: 'kind', short: true, title: t('registry.kind'), value: row => names.kind(row.kind), from: 'sm' },
          { key: 'state', short: true, title: t('imports.state'), value: row => t(`import.state.${row.state}`), show: row => <span className={row.state === 'done' ? 'state state-eligible' : 'second'}>{t(`import.state.${row.state}`)}</span> },
          { key: 'rows', title: t('imports.rows'), value: row => row.counts?.rows ?? '', figure: true, from: 'sm' },
          { key: 'wrong', title: t('imports.wrong'), value: row => row.counts?.wrong ?? '', figure: true, from: 'sm' },
          { key: 'by', title: t('imports.by'), value: row => row.byName ?? '', from: 'md' },
          { key: 'at', title: t('imports.at'), value: row => timeOf(row.at), figure: true },
        ]}
      />
    </div>
  )
}

function Drop({ kinds, first }: { readonly kinds: readonly { readonly value: string; readonly name: string }[]; readonly first: string }) {
  const { t } = useTranslation()
  const [, navigate] = useLocation()
  const [kind, setKind] = useState(first)
  const [over, setOver] = useState(false)
  const { act, acting, problem } = useAct('uploadSheet', ['listImports'])
  const take = async (file: File | undefined) => {
    if (file === undefined) return
    const made = await act({ query: { kind, name: file.name }, body: file })
    if (made !== undefined) navigate(`/imports/${made.id}`)
  }
  return (
    <section className={over ? 'drop drop-over' : 'drop'} onDragOver={event => { event.preventDefault(); setOver(true) }} onDragLeave={() => setOver(false)} onDrop={event => { event.preventDefault(); setOver(false); void take(event.dataTransfer.files[0]) }}>
      <Entry label={t('imports.of')} value={kind} onChange={setKind} choices={kinds} />
      <p className="entry"><label>{t('imports.drop')} <input type="file" accept=".xlsx,.csv,.tsv" disabled={acting} onChange={event => { void take(event.target.files?.[0]); event.target.value = '' }} /></label></p>
      {acting && <p className="second" role="status">{t('imports.sending')}</p>}
      <Refusal problem={problem} />
    </section>
  )
}
