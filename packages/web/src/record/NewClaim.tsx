import { useTranslation } from 'react-i18next'
import type { Kind } from '@lizhu/policy'
import { wordsOf } from '../api/problem.ts'
import { useAct } from '../api/useAnswer.ts'
import { Entry } from '../ui/Entry.tsx'
import { fieldOf, Refusal } from '../ui/Refusal.tsx'
import { useDraft } from '../ui/useDraft.ts'
import type { Recorded } from './context.ts'

const EMPTY = { kind: '', key: '', name: '' }

/** Registers what hangs off a party or a claim: a project, a purchase, a title. */
export function NewClaim({ recorded: { party, names }, kinds, parent, onDone }: { readonly recorded: Recorded; readonly kinds: readonly Kind[]; readonly parent: string | null; readonly onDone: () => void }) {
  const { t } = useTranslation()
  const { draft, set, clear } = useDraft(`claim.${party.id}.${parent ?? ''}`, EMPTY)
  const { act, acting, problem } = useAct('createClaim', ['listClaims', 'readDossier'])
  const kind = draft.kind === '' ? kinds[0]?.name ?? '' : draft.kind
  const field = fieldOf(problem)
  const send = async () => {
    if (await act({ params: { party: party.id }, body: { kind, key: draft.key, name: draft.name.trim() === '' ? null : draft.name, parent } }) === undefined) return
    clear()
    onDone()
  }
  return (
    <form className="form" onSubmit={event => { event.preventDefault(); void send() }}>
      <Entry label={t('claim.kind')} value={kind} onChange={kind => set({ kind })} choices={kinds.map(one => ({ value: one.name, name: names.kind(one.name) }))} />
      <Entry label={t('claim.key')} hint={t('claim.key hint')} value={draft.key} onChange={key => set({ key })} problem={field === 'key' ? wordsOf(problem) : undefined} required autoFocus />
      <Entry label={t('claim.name')} value={draft.name} onChange={name => set({ name })} />
      {field !== 'key' && <Refusal problem={problem} />}
      <div className="form-acts"><button type="submit" className="button-main" disabled={acting}>{t('registry.register')}</button><button type="button" className="act" onClick={onDone}>{t('form.cancel')}</button></div>
    </form>
  )
}
