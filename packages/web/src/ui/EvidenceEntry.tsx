import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../api/client.ts'
import { Refusal } from './Refusal.tsx'

/** A file that a statement rests on, kept by its hash; `value` is the hash, '' while there is none. */
export function EvidenceEntry({ value, onChange }: { readonly value: string; readonly onChange: (hash: string) => void }) {
  const { t } = useTranslation()
  const [sending, setSending] = useState(false)
  const [problem, setProblem] = useState<unknown>()
  const send = async (file: File | undefined) => {
    if (file === undefined) return
    setSending(true)
    setProblem(undefined)
    try {
      onChange((await call('uploadFile', { query: { name: file.name }, body: file })).hash)
    } catch (error) {
      setProblem(error)
    }
    setSending(false)
  }
  return (
    <p className="entry">
      <label>{t('evidence.label')} <input type="file" disabled={sending} onChange={event => { void send(event.target.files?.[0]) }} /></label>
      {value !== '' && <span className="entry-hint second small" role="status">{t('evidence.here')} <button type="button" className="act" onClick={() => onChange('')}>{t('evidence.remove')}</button></span>}
      <Refusal problem={problem} />
    </p>
  )
}
