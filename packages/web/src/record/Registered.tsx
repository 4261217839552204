import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAct } from '../api/useAnswer.ts'
import type { Place } from '../pack/load.ts'
import { nameOf } from '../pack/names.ts'
import { bodyOf, PartyFields } from '../registry/PartyFields.tsx'
import { may } from '../session/me.ts'
import type { Recorded } from './context.ts'

/** What the party is registered by; corrected by those permitted, from the version that they saw. */
export function Registered({ recorded, places }: { readonly recorded: Recorded; readonly places: readonly Place[] }) {
  const { t } = useTranslation()
  const { party, me, names } = recorded
  const [editing, setEditing] = useState(false)
  const place = places.find(one => one.code === party.area)
  if (editing) return <EditParty recorded={recorded} places={places} onDone={() => setEditing(false)} />
  return (
    <>
      <dl className="pairs">
        <div><dt>{t('registry.name')}</dt><dd lang="zh-CN">{party.name}</dd></div>
        <div><dt>{t('registry.kind')}</dt><dd>{names.kind(party.kind)}</dd></div>
        <div><dt>{t('registry.code')}</dt><dd>{party.code ?? <span className="lack">{t('field.missing')}</span>}</dd></div>
        {party.codeOverride !== null && <div><dt>{t('registry.override evidence')}</dt><dd lang="zh-CN">{party.codeOverride}</dd></div>}
        <div><dt>{t('registry.area')}</dt><dd>{party.area === null ? <span className="lack">{t('field.missing')}</span> : place === undefined ? party.area : nameOf(place)}</dd></div>
      </dl>
      {may(me, 'editParty') && <div className="form-acts screen"><button type="button" className="button-plain" onClick={() => setEditing(true)}>{t('registry.edit')}</button></div>}
    </>
  )
}

function EditParty({ recorded: { party }, places, onDone }: { readonly recorded: Recorded; readonly places: readonly Place[]; readonly onDone: () => void }) {
  const { t } = useTranslation()
  const [draft, setDraft] = useState({ name: party.name, code: party.code ?? '', override: party.codeOverride ?? '', area: party.area ?? '' })
  const { act, acting, problem } = useAct('editParty', ['readParty', 'listParties'])
  const send = async () => {
    if (await act({ params: { party: party.id }, version: party.version, body: bodyOf(draft) }) !== undefined) onDone()
  }
  return (
    <PartyFields draft={draft} set={change => setDraft(now => ({ ...now, ...change }))} problem={problem} places={places} onSend={() => { void send() }}>
      <button type="submit" className="button-main" disabled={acting}>{t('form.save')}</button><button type="button" className="act" onClick={onDone}>{t('form.cancel')}</button>
    </PartyFields>
  )
}
