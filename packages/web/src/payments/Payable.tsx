import { use, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useLocation } from 'wouter'
import { useAct, useAll } from '../api/useAnswer.ts'
import type { Payable as Part } from '../api/types.ts'
import type { Answer } from '../api/client.ts'
import { go, useAddress } from '../app/address.ts'
import { instrumentName, loadRules } from '../matters/rules.ts'
import { todayInChina } from '../record/slot.ts'
import { may, type Me } from '../session/me.ts'
import { Entry } from '../ui/Entry.tsx'
import { figure, sum } from '../ui/fen.ts'
import { ListTable } from '../ui/ListTable.tsx'
import { Refusal } from '../ui/Refusal.tsx'
import { useDraft } from '../ui/useDraft.ts'

const keyOf = ({ award, instalment }: Pick<Part, 'award' | 'instalment'>): string => `${award}.${instalment}`
const EMPTY = { id: '', title: '' }

/** Instalments that are to be paid: those that can be now are chosen for a run; of the others, why not and what to do. */
export function Payable({ me }: { readonly me: Me }) {
  const { t } = useTranslation()
  const program = use(loadRules())
  const { search } = useAddress()
  const budget = search.get('budget') ?? undefined
  const { items, error, again } = useAll('listPayable', { query: budget === undefined ? {} : { budget } })
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set())
  const ready = (items ?? []).filter(one => one.why === null)
  const chosen = ready.filter(one => !left.has(keyOf(one)))
  const toggle = (key: string) => setLeft(new Set(left.has(key) ? [...left].filter(one => one !== key) : [...left, key]))
  const makes = may(me, 'createRun')
  const name = (row: Part) => (makes && row.why === null
    ? <label className="pick"><input type="checkbox" checked={!left.has(keyOf(row))} onChange={() => toggle(keyOf(row))} /><span lang="zh-CN">{row.partyName}</span></label>
    : <span lang="zh-CN">{row.partyName}</span>)
  return (
    <>
      {makes && items !== undefined && <Make parts={chosen} all={items} />}
      <Refusal problem={error} again={again} />
      <ListTable<Part>
        name={t('pay.tab.payable')} rows={error === null ? items : []} rowKey={keyOf} empty={t('pay.nothing')}
        columns={[
          { key: 'party', title: t('matters.party'), value: row => row.partyName, show: name },
          { key: 'number', short: true, title: t('matters.number'), value: row => row.number ?? '', show: row => <Link href={`/matters/${row.matter}`}>{row.number}</Link>, from: 'sm' },
          { key: 'instrument', title: t('matters.instrument'), value: row => instrumentName(program, row.instrument), from: 'lg' },
          { key: 'instalment', short: true, title: t('pay.instalment'), value: row => t('pay.nth', { number: row.instalment }), from: 'md' },
          { key: 'amount', title: t('funds.yuan'), value: row => Number(row.amount), show: row => figure(row.amount), figure: true },
          { key: 'why', title: t('pay.whether'), value: row => (row.why === null ? t('pay.can') : t(`why.${row.why}`)), show: row => <Why part={row} /> },
        ]}>
        {budget !== undefined && <button type="button" className="act" onClick={() => go({ search: { budget: undefined } })}>{t('pay.of budget')} ×</button>}
      </ListTable>
    </>
  )
}

/** Why an instalment is not payable now, and what is to be done about it. */
function Why({ part }: { readonly part: Part }) {
  const { t } = useTranslation()
  const { why } = part
  if (why === null) return <span className="green nowrap">{t('pay.can')}</span>
  return (
    <span>
      {t(`why.${why}`)}{why === 'due' && part.due !== null && <> <span className="nowrap">{part.due}</span></>}{why === 'condition' && <span className="second" lang="zh-CN"> {part.condition}</span>}
      <span className="second small"> {why === 'account' || why === 'cooling' ? <Link href={`/payments?tab=accounts&party=${part.party}`}>{t(`why.${why} do`)}</Link> : why === 'in run' ? <Link href="/payments?tab=runs">{t('why.in run do')}</Link> : why === 'due' ? '' : <Link href={`/matters/${part.matter}`}>{t(`why.${why} do`)}</Link>}</span>
    </span>
  )
}

type Aside = Answer<'createRun'>['aside']
/** A run of what is chosen. Each is assessed anew: what is not payable any more is said with its reason. */
function Make({ parts, all }: { readonly parts: readonly Part[]; readonly all: readonly Part[] }) {
  const { t } = useTranslation()
  const [, navigate] = useLocation()
  const { draft, set, clear } = useDraft('run', EMPTY)
  const [aside, setAside] = useState<Aside>([])
  const { act, acting, problem } = useAct('createRun', ['listPayable', 'listRuns'])
  const title = draft.title === '' ? t('pay.run title', { day: todayInChina() }) : draft.title
  const send = async () => {
    const [first, ...others] = parts.map(({ award, instalment }) => ({ award, instalment }))
    if (first === undefined) return
    const id = draft.id === '' ? crypto.randomUUID() : draft.id
    set({ id })
    const made = await act({ body: { id, title, instalments: [first, ...others] } })
    if (made === undefined) return
    clear()
    setAside(made.aside)
    if (made.run !== null && made.aside.length === 0) navigate(`/payments/${made.run}`)
  }
  return (
    <form className="pay-acts" onSubmit={event => { event.preventDefault(); void send() }}>
      <div className="form"><Entry label={t('pay.title of run')} hint={t('pay.title of run hint')} value={title} onChange={one => set({ title: one })} required /></div>
      <p>{t('pay.chosen', { count: parts.length, amount: figure(sum(parts.map(one => one.amount))) })}</p>
      {aside.length > 0 && <div className="pay-todo" role="alert"><p>{t('pay.aside', { count: aside.length })}</p><ul>{aside.map(one => <li key={keyOf(one)}>{all.find(part => keyOf(part) === keyOf(one))?.partyName} · {t(`why.${one.why}`)}</li>)}</ul></div>}
      <Refusal problem={problem} />
      <div className="form-acts"><button type="submit" className="button-main" disabled={acting || parts.length === 0 || title.trim() === ''}>{t('pay.make')}</button></div>
    </form>
  )
}
