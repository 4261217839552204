import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { wordsOf } from '../../api/problem.ts'
import type { PublicityRead } from '../../api/types.ts'
import { useAct } from '../../api/useAnswer.ts'
import { go, useAddress } from '../../app/address.ts'
import { Entry } from '../../ui/Entry.tsx'
import { figure } from '../../ui/fen.ts'
import { fieldOf, Refusal } from '../../ui/Refusal.tsx'
import { useDraft } from '../../ui/useDraft.ts'

const EMPTY = { name: '', contact: '', words: '' }
const FIELDS: ReadonlySet<string | undefined> = new Set(['name', 'contact', 'words'])

/** Anybody’s objection to one item; what is typed stays until it is received, and then its number is shown. */
export function ObjectForm({ tenant, publicity }: { readonly tenant: string; readonly publicity: PublicityRead }) {
  const { t } = useTranslation()
  const { search } = useAddress()
  const { draft, set, clear } = useDraft(`object.${publicity.id}`, EMPTY)
  const { act, acting, problem } = useAct('objectTo', [])
  const [numbers, setNumbers] = useState<readonly string[]>([])
  const [only, ...others] = publicity.items
  const item = publicity.items.find(one => String(one.number) === search.get('item')) ?? (others.length === 0 ? only : undefined)
  const wrong = (name: string) => (fieldOf(problem) === name ? wordsOf(problem) : undefined)
  const send = async () => {
    if (item === undefined) return
    const done = await act({ params: { tenant, publicity: publicity.id }, body: { number: item.number, ...draft } })
    if (done === undefined) return
    setNumbers([...numbers, done.id])
    clear()
  }
  return (
    <div id="object" className="screen">
      {numbers.map(number => <p key={number} className="said" role="status">{t('public.sent')} <Link href={`/public/${tenant}/objections/${number}`}><span className="code">{number}</span></Link></p>)}
      <form className="form" onSubmit={event => { event.preventDefault(); void send() }}>
        <Entry label={t('public.which')} value={item === undefined ? '' : String(item.number)} onChange={next => go({ search: { item: next } })} required choices={[{ value: '', name: t('public.choose') }, ...publicity.items.map(one => ({ value: String(one.number), name: [one.number, one.name, one.subject ?? '', figure(one.amount)].filter(part => part !== '').join(' ') }))]} />
        <Entry label={t('public.your name')} value={draft.name} onChange={name => set({ name })} problem={wrong('name')} autoComplete="name" required />
        <Entry label={t('public.contact')} value={draft.contact} onChange={contact => set({ contact })} problem={wrong('contact')} required />
        <Entry label={t('public.words')} hint={t('public.words hint')} value={draft.words} onChange={words => set({ words })} problem={wrong('words')} rows={4} required />
        {!FIELDS.has(fieldOf(problem)) && <Refusal problem={problem} />}
        <div className="form-acts"><button type="submit" className="button-main" disabled={acting || item === undefined || Object.values(draft).some(one => one.trim() === '')}>{t('public.send')}</button></div>
      </form>
    </div>
  )
}
