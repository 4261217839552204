import { useTranslation } from 'react-i18next'
import { addressOf } from '../../api/client.ts'
import { useAct, useAll } from '../../api/useAnswer.ts'
import type { MatterRead } from '../../api/types.ts'
import { dayOf } from '../../record/slot.ts'
import { Entry } from '../../ui/Entry.tsx'
import { EvidenceEntry } from '../../ui/EvidenceEntry.tsx'
import { Refusal } from '../../ui/Refusal.tsx'
import { useDraft } from '../../ui/useDraft.ts'

const EMPTY = { which: '', name: '', file: '' }
/** A paper that its call does not name. */
const OTHER = '*'

/** Papers: what its call asks for, what is there; a file from here, or one handed in before. */
export function Materials({ matter, open }: { readonly matter: MatterRead; readonly open: boolean }) {
  const { t } = useTranslation()
  const { act, acting, problem } = useAct('removeMaterial', ['readMatter', 'listPartyMaterials'])
  const lacking = matter.wanted.filter(one => !one.there)
  return (
    <section>
      <h2>{t('materials.title')} <span className="third small">{t('materials.count', { count: matter.materials.length })}</span></h2>
      {matter.materials.length === 0 && lacking.length === 0 && <p className="second">{t('materials.none')}</p>}
      <ul className="materials">
        {matter.materials.map(one => (
          <li key={one.id}><a href={addressOf('downloadFile', { params: { hash: one.file } })} lang="zh-CN">{one.name}</a><span className="figure second">{dayOf(one.addedAt)}</span>
            {open && <button type="button" className="act small" disabled={acting} aria-label={`${t('materials.remove')} ${one.name}`} onClick={() => { void act({ params: { matter: matter.id, material: one.id } }) }}>{t('materials.remove')}</button>}</li>
        ))}
        {lacking.map(one => <li key={one.name}><span lang="zh-CN">{one.name}</span><span className={one.required ? 'now small' : 'third small'}>{t(one.required ? 'materials.required' : 'materials.optional')}</span></li>)}
      </ul>
      <Refusal problem={problem} />
      {open && <Add matter={matter} wanted={lacking.map(one => one.name)} />}
    </section>
  )
}

function Add({ matter, wanted }: { readonly matter: MatterRead; readonly wanted: readonly string[] }) {
  const { t } = useTranslation()
  const { draft, set, clear } = useDraft(`material.${matter.id}`, EMPTY)
  const before = useAll('listPartyMaterials', { params: { party: matter.party } })
  const { act, acting, problem } = useAct('addMaterial', ['readMatter', 'listPartyMaterials'])
  const reusable = (before.items ?? []).filter(one => !matter.materials.some(mine => mine.file === one.file))
  // A call asks for papers by name: what is attached under another is not the one it waits for.
  const which = wanted.includes(draft.which) || draft.which === OTHER ? draft.which : wanted[0] ?? OTHER
  const name = which === OTHER ? draft.name : which
  const send = async () => {
    if (await act({ params: { matter: matter.id }, body: { name, file: draft.file } }) !== undefined) clear()
  }
  return (
    <details className="materials-add" open={draft.name !== '' || draft.file !== '' || wanted.length > 0}>
      <summary className="act">{t('materials.add')}</summary>
      <form className="form" onSubmit={event => { event.preventDefault(); void send() }}>
        {reusable.length > 0 && <Entry label={t('materials.reuse')} value={reusable.some(one => one.file === draft.file) ? draft.file : ''} onChange={file => set({ file, name: reusable.find(one => one.file === file)?.name ?? draft.name })} choices={[{ value: '', name: t('materials.new') }, ...reusable.map(one => ({ value: one.file, name: `${one.name} · ${dayOf(one.at)}` }))]} />}
        {wanted.length > 0 && <Entry label={t('materials.which')} value={which} onChange={which => set({ which })} choices={[...wanted.map(one => ({ value: one, name: one })), { value: OTHER, name: t('materials.other') }]} />}
        {which === OTHER && <Entry label={t('materials.name')} value={draft.name} onChange={name => set({ name })} required />}
        <EvidenceEntry value={draft.file} onChange={file => set({ file })} />
        <Refusal problem={problem} />
        <div className="form-acts"><button type="submit" className="button-plain" disabled={acting || draft.file === '' || name.trim() === ''}>{t('materials.attach')}</button></div>
      </form>
    </details>
  )
}
