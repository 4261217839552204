import { useTranslation } from 'react-i18next'
import type { MatterRead } from '../api/types.ts'
import { useAll } from '../api/useAnswer.ts'
import { todayInChina } from '../record/slot.ts'
import { may, type Me } from '../session/me.ts'
import { IssuePaper, type About } from './IssuePaper.tsx'
import { Paper } from './Paper.tsx'

/** Papers of a matter; an office issues what there is to issue of it. */
export function MatterPapers({ me, matter }: { readonly me: Me; readonly matter: MatterRead }) {
  const { t } = useTranslation()
  const { items } = useAll('listPapers', { query: { matter: matter.id } }, may(me, 'listPapers'))
  const standing = new Set(items?.filter(one => one.withdrawn === null).map(one => one.kind))
  const kinds = matter.state === 'approved' ? ['award notice', 'approval form'] as const : matter.state === 'rejected' ? ['rejection notice'] as const : []
  const late = matter.opinions.flatMap(({ clock, state, dueOn, stopped, mine }) => (clock !== null && state === 'open' && !mine && !stopped && dueOn !== null && dueOn < todayInChina() ? [{ kind: 'reminder' as const, clock }] : []))
  const toIssue: readonly About[] = items !== undefined && may(me, 'issuePaper') ? [...kinds.filter(kind => !standing.has(kind)).map(kind => ({ kind, matter: matter.id })), ...late] : []
  if ((items ?? []).length === 0 && toIssue.length === 0) return null
  return (
    <section>
      <h2>{t('menu./papers')}</h2>
      {items?.map(paper => <details key={paper.id}><summary><span className="nowrap">{paper.number}</span> {t(`paper.${paper.kind}`)}{paper.withdrawn === null ? '' : ` · ${t('papers.is withdrawn')}`}</summary><Paper me={me} paper={paper} /></details>)}
      {toIssue.map(about => <details key={Object.values(about).join('.')}><summary className="act">{t('papers.issue', { kind: t(`paper.${about.kind}`) })}…</summary><IssuePaper about={about} /></details>)}
    </section>
  )
}
