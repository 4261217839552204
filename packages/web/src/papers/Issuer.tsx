import { useTranslation } from 'react-i18next'
import { useAct, useAnswer } from '../api/useAnswer.ts'
import { may, type Me } from '../session/me.ts'
import { Entry } from '../ui/Entry.tsx'
import { Refusal } from '../ui/Refusal.tsx'
import { useDraft } from '../ui/useDraft.ts'

/** The letters of one's own office's numbers, and its letterhead: nothing is issued before its head registers them. */
export function Issuer({ me }: { readonly me: Me }) {
  const { t } = useTranslation()
  const organisation = me.roles.find(one => one.organisation !== null)?.organisation?.id
  const { answer } = useAnswer('listPaperIssuers', {})
  if (answer === undefined || organisation === undefined) return null
  const found = answer.items.find(one => one.organisation === organisation)
  if (!may(me, 'setPaperIssuer')) return found === undefined ? <p className="lack">{t('papers.no issuer')}</p> : <p className="second small">{t('papers.issuer', { code: found.code, letterhead: found.letterhead })}</p>
  return (
    <details open={found === undefined}>
      <summary className="act">{found === undefined ? t('papers.register') : t('papers.issuer', { code: found.code, letterhead: found.letterhead })}</summary>
      <Letters key={found?.version} organisation={organisation} found={found} />
    </details>
  )
}

interface Found { readonly code: string; readonly letterhead: string; readonly version: number }
function Letters({ organisation, found }: { readonly organisation: string; readonly found: Found | undefined }) {
  const { t } = useTranslation()
  const { draft, set, clear } = useDraft(`issuer.${organisation}`, { code: found?.code ?? '', letterhead: found?.letterhead ?? '' })
  const { act, acting, problem } = useAct('setPaperIssuer', ['listPaperIssuers'])
  const send = async () => { if (await act({ params: { organisation }, body: draft, version: found?.version ?? 0 }) !== undefined) clear() }
  return (
    <form className="form" onSubmit={event => { event.preventDefault(); void send() }}>
      <Entry label={t('papers.code')} hint={t('papers.code hint')} value={draft.code} onChange={code => set({ code })} required />
      <Entry label={t('papers.letterhead')} value={draft.letterhead} onChange={letterhead => set({ letterhead })} required />
      <Refusal problem={problem} />
      <div className="form-acts"><button type="submit" className="button-main" disabled={acting || draft.code.trim() === '' || draft.letterhead.trim() === ''}>{t('papers.register')}</button></div>
    </form>
  )
}
