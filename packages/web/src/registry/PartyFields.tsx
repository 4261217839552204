import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { wordsOf } from '../api/problem.ts'
import type { Place } from '../pack/load.ts'
import { nameOf } from '../pack/names.ts'
import { Entry } from '../ui/Entry.tsx'
import { fieldOf, Refusal } from '../ui/Refusal.tsx'

/** What is registered of a party, as somebody types it. */
export interface PartyDraft { readonly name: string; readonly code: string; readonly override: string; readonly area: string }

const orNull = (text: string) => (text.trim() === '' ? null : text)
export const bodyOf = ({ name, code, override, area }: PartyDraft) => ({ name, code: orNull(code), codeOverride: orNull(override), area: orNull(area) })

interface Props { readonly draft: PartyDraft; readonly set: (change: Partial<PartyDraft>) => void; readonly problem: unknown; readonly places: readonly Place[]; readonly onSend: () => void; readonly children: ReactNode }

/** A code that fails its check is taken in only with the evidence that it was issued so: asked for when it is. */
export function PartyFields({ draft, set, problem, places, onSend, children }: Props) {
  const { t } = useTranslation()
  const field = fieldOf(problem)
  const wrong = (name: string) => (field === name ? wordsOf(problem) : undefined)
  return (
    <form className="form" onSubmit={event => { event.preventDefault(); onSend() }}>
      <Entry label={t('registry.name')} value={draft.name} onChange={name => set({ name })} problem={wrong('name')} required autoFocus />
      <Entry label={t('registry.code')} hint={t('registry.code hint')} value={draft.code} onChange={code => set({ code })} problem={wrong('code')} />
      {(draft.override !== '' || field === 'code') && <Entry label={t('registry.override evidence')} hint={t('registry.override hint')} value={draft.override} onChange={override => set({ override })} problem={wrong('codeOverride')} />}
      <Entry label={t('registry.area')} value={draft.area} onChange={area => set({ area })} problem={wrong('area')} choices={[{ value: '', name: t('registry.choose') }, ...places.filter(one => one.kind !== 'city').map(one => ({ value: one.code, name: nameOf(one) }))]} />
      {(field === undefined || !['name', 'code', 'codeOverride', 'area'].includes(field)) && <Refusal problem={problem} />}
      <div className="form-acts">{children}</div>
    </form>
  )
}
