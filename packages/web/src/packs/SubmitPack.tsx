import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import { useAct } from '../api/useAnswer.ts'
import { Entry } from '../ui/Entry.tsx'
import { Refusal } from '../ui/Refusal.tsx'

/** A new version, as a folder of files: policy.md and what lies beside it. */
export function SubmitPack() {
  const { t } = useTranslation()
  const [, navigate] = useLocation()
  const [files, setFiles] = useState<Readonly<Record<string, string>>>({})
  const [note, setNote] = useState('')
  const { act, acting, problem } = useAct('submitPack', ['listPacks'])
  const take = async (list: FileList | null) => {
    const read = await Promise.all([...list ?? []].filter(file => /\.(?:md|ya?ml|csv|txt)$/.test(file.name)).map(async file => [file.webkitRelativePath.split('/').slice(1).join('/') || file.name, await file.text()] as const))
    setFiles(Object.fromEntries(read))
  }
  const send = async () => {
    const made = await act({ body: { files, ...(note.trim() === '' ? {} : { note }) } })
    if (made !== undefined) navigate(`/packs/${made.version}`)
  }
  const count = Object.keys(files).length
  return (
    <form className="form screen" onSubmit={event => { event.preventDefault(); void send() }}>
      <h2>{t('packs.submit')}</h2>
      <p className="entry"><label>{t('packs.folder')} <input type="file" multiple {...{ webkitdirectory: '' }} onChange={event => { void take(event.target.files) }} /></label></p>
      {count > 0 && <p className="second small">{t('packs.files', { count })}{files['policy.md'] === undefined && <span className="now"> {t('packs.no policy')}</span>}</p>}
      <Entry label={t('packs.note')} value={note} onChange={setNote} />
      <Refusal problem={problem} />
      <div className="form-acts"><button type="submit" className="button-main" disabled={acting || files['policy.md'] === undefined}>{t('packs.submit')}</button></div>
    </form>
  )
}
