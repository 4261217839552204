import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import { useAct } from '../api/useAnswer.ts'
import type { Place } from '../pack/load.ts'
import { useDraft } from '../ui/useDraft.ts'
import { bodyOf, PartyFields } from './PartyFields.tsx'

const EMPTY = { name: '', code: '', override: '', area: '' }

/** Registers a party. */
export function NewParty({ kind, places, onDone }: { readonly kind: string; readonly places: readonly Place[]; readonly onDone: () => void }) {
  const { t } = useTranslation()
  const [, navigate] = useLocation()
  const { draft, set, clear } = useDraft(`party.${kind}`, EMPTY)
  const { act, acting, problem } = useAct('createParty', ['listParties'])
  const send = async () => {
    const made = await act({ body: { kind, ...bodyOf(draft) } })
    if (made === undefined) return
    clear()
    navigate(`/parties/${made.id}`)
  }
  return (
    <PartyFields draft={draft} set={set} problem={problem} places={places} onSend={() => { void send() }}>
      <button type="submit" className="button-main" disabled={acting}>{t('registry.register')}</button><button type="button" className="act" onClick={onDone}>{t('form.cancel')}</button>
    </PartyFields>
  )
}
