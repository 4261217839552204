import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAct } from '../api/useAnswer.ts'
import { Refusal } from '../ui/Refusal.tsx'
import { Receipt } from './Receipt.tsx'

/** The bank's file: read back, and each line carried out or set aside. */
export function UploadReceipt() {
  const { t } = useTranslation()
  const [receipt, setReceipt] = useState<string>()
  const { act, acting, problem } = useAct('uploadReceipt', ['readRun', 'listRuns', 'listPayable', 'listReceipts', 'readPaymentReceipt', 'listBudgets', 'readBudget', 'listTransfers'])
  const take = async (file: File | undefined) => {
    if (file === undefined) return
    setReceipt((await act({ query: { id: await idOf(file), name: file.name }, body: file }))?.id)
  }
  return (
    <>
      <p className="entry"><label>{t('pay.upload')} <input type="file" accept=".xlsx,.csv" disabled={acting} onChange={event => { void take(event.target.files?.[0]); event.target.value = '' }} /></label><span className="entry-hint third small">{t('pay.upload hint')}</span></p>
      {acting && <p className="second" role="status">{t('imports.sending')}</p>}
      <Refusal problem={problem} />
      {receipt !== undefined && <div className="pay-receipt"><Receipt receipt={receipt} /></div>}
    </>
  )
}

/** Made of what the file says: the same file again is the same receipt, and books nothing twice. */
async function idOf(file: File): Promise<string> {
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', await file.arrayBuffer()))
  const hex = [...hash.slice(0, 16)].map((byte, i) => (i === 6 ? (byte & 0x0f) | 0x80 : i === 8 ? (byte & 0x3f) | 0x80 : byte).toString(16).padStart(2, '0')).join('')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}
