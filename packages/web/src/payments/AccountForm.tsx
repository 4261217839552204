import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { wordsOf } from '../api/problem.ts'
import { useAct } from '../api/useAnswer.ts'
import { Entry } from '../ui/Entry.tsx'
import { EvidenceEntry } from '../ui/EvidenceEntry.tsx'
import { fieldOf, Refusal } from '../ui/Refusal.tsx'
import { useDraft } from '../ui/useDraft.ts'

const EMPTY = { bank: '', branch: '', account: '', holder: '', override: '', evidence: '' }

/** Where a party is to be paid; a holder of another name needs the reason and its evidence. */
export function AccountForm({ party, name, onDone }: { readonly party: string; readonly name: string; readonly onDone?: () => void }) {
  const { t } = useTranslation()
  const { draft, set, clear } = useDraft(`account.${party}`, EMPTY)
  const [done, setDone] = useState(false)
  const { act, acting, problem } = useAct('proposeAccount', ['listAccounts', 'listPayable'])
  const holder = draft.holder === '' ? name : draft.holder
  const number = draft.account.replaceAll(/\s/g, '')
  const field = fieldOf(problem)
  const wrong = (of: string) => (field === of ? wordsOf(problem) : undefined)
  const other = holder !== name
  const badNumber = draft.account !== '' && !/^\d{8,32}$/.test(number)
  const send = async () => {
    if (await act({ params: { party }, body: { bank: draft.bank, branch: draft.branch, account: number, holder, ...other ? { override: draft.override, evidence: draft.evidence === '' ? null : draft.evidence } : {} } }) === undefined) return
    clear()
    setDone(true)
    onDone?.()
  }
  const lacking = [draft.bank, draft.branch, number].some(one => one.trim() === '') || badNumber || (other && (draft.override.trim() === '' || draft.evidence === ''))
  return (
    <form className="form" onSubmit={event => { event.preventDefault(); void send() }}>
      <Entry label={t('accounts.holder')} hint={t('accounts.holder hint')} value={holder} onChange={one => set({ holder: one })} problem={wrong('holder')} required />
      {other && <><Entry label={t('accounts.override')} value={draft.override} onChange={override => set({ override })} problem={wrong('override')} required /><EvidenceEntry value={draft.evidence} onChange={evidence => set({ evidence })} /></>}
      <Entry label={t('accounts.bank name')} value={draft.bank} onChange={bank => set({ bank })} problem={wrong('bank')} required />
      <Entry label={t('accounts.branch')} hint={t('accounts.branch hint')} value={draft.branch} onChange={branch => set({ branch })} problem={wrong('branch')} required />
      <Entry label={t('accounts.number')} value={draft.account} onChange={account => set({ account })} problem={badNumber ? t('accounts.bad number') : wrong('account')} inputMode="numeric" required />
      {!['holder', 'override', 'bank', 'branch', 'account'].includes(field ?? '') && <Refusal problem={problem} />}
      {done && <p className="said" role="status">{t('accounts.sent')}</p>}
      <div className="form-acts"><button type="submit" className="button-main" disabled={acting || lacking}>{t('accounts.send')}</button></div>
    </form>
  )
}
