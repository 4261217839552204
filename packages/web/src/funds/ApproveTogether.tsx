import { use, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { useAct } from '../api/useAnswer.ts'
import type { Matter } from '../api/types.ts'
import { language } from '../i18n/language.ts'
import { instrumentName, loadRules } from '../matters/rules.ts'
import { Entry } from '../ui/Entry.tsx'
import { figure } from '../ui/fen.ts'
import { Refusal } from '../ui/Refusal.tsx'
import { useDraft } from '../ui/useDraft.ts'

interface Aside { readonly row: Matter; readonly why: string }

/** The chosen are approved out of one line at once, each with its own amount, or none where the line holds too little; of those set aside, why. */
export function ApproveTogether({ budget, rows, onDone }: { readonly budget: string; readonly rows: readonly Matter[]; readonly onDone: () => void }) {
  const { t } = useTranslation()
  const program = use(loadRules())
  const { draft, set, clear } = useDraft(`approvals.${budget}`, { document: '' })
  const { act, acting, problem } = useAct('approveMatters', ['listMatters', 'readMatter', 'listBudgets', 'readAward'])
  const [done, setDone] = useState<{ readonly approved: number; readonly total: string; readonly aside: readonly Aside[] }>()
  const approve = async () => {
    const [first, ...others] = rows.map(one => one.id)
    const answer = first === undefined ? undefined : await act({ body: { matters: [first, ...others], budget, document: draft.document.trim() === '' ? null : draft.document } })
    if (answer === undefined) return
    const why = new Map([...answer.refused.map(one => [one.matter, one.why[language()]] as const), ...answer.changed.map(one => [one, t('approve.changed')] as const)])
    setDone({ approved: answer.approved.length, total: answer.total, aside: rows.flatMap(row => { const said = why.get(row.id); return said === undefined ? [] : [{ row, why: said }] }) })
    clear()
    onDone()
  }
  return (
    <div className="together">
      {rows.length > 0 && (
        <form className="form" onSubmit={event => { event.preventDefault(); void approve() }}>
          <Entry label={t('approve.document')} value={draft.document} onChange={document => set({ document })} />
          <div className="form-acts"><button type="submit" className="button-main" disabled={acting}>{t('approvals.together', { count: rows.length })}</button></div>
        </form>
      )}
      <Refusal problem={problem} />
      {done !== undefined && (
        <div role="status">
          {done.approved > 0 && <p className="said">{t('approvals.done', { count: done.approved, total: figure(done.total) })}</p>}
          {done.aside.length > 0 && <p className="now">{t('approvals.aside', { count: done.aside.length })}</p>}
          <ul className="together-refused">{done.aside.map(({ row, why }) => <li key={row.id}><Link href={`/matters/${row.id}`}>{row.number}</Link> <span lang="zh-CN">{row.partyName}</span> <span className="second">{instrumentName(program, row.instrument)}</span> <span className="now">{why}</span></li>)}</ul>
        </div>
      )}
    </div>
  )
}
