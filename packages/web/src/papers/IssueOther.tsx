import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAll, useAnswer } from '../api/useAnswer.ts'
import { may, type Me } from '../session/me.ts'
import { Entry } from '../ui/Entry.tsx'
import { IssuePaper, type About } from './IssuePaper.tsx'

const KINDS = ['publicity list', 'payment request', 'recovery decision', 'ledger statement'] as const
type Kind = typeof KINDS[number]

/** Papers that are not of one matter: first of what, then what the issuer adds. */
export function IssueOther({ me }: { readonly me: Me }) {
  const { t } = useTranslation()
  const [kind, setKind] = useState<Kind>('publicity list')
  const [which, setWhich] = useState('')
  const subjects = useSubjects(me, kind)
  const about = subjects?.find(one => one.key === which)?.about
  return (
    <div>
      <form className="form" onSubmit={event => event.preventDefault()}>
        <Entry label={t('papers.kind')} value={kind} onChange={value => { setKind(KINDS.find(one => one === value) ?? kind); setWhich('') }} choices={KINDS.map(one => ({ value: one, name: t(`paper.${one}`) }))} />
        <Entry label={t('papers.about')} value={which} onChange={setWhich} choices={[{ value: '', name: subjects?.length === 0 ? t('papers.nothing') : t('papers.choose') }, ...(subjects ?? []).map(one => ({ value: one.key, name: one.name }))]} />
      </form>
      {about !== undefined && <IssuePaper key={which} about={about} />}
    </div>
  )
}

interface Subject { readonly key: string; readonly name: string; readonly about: About }
function useSubjects(me: Me, kind: Kind): readonly Subject[] | undefined {
  const publicities = useAll('listPublished', {}, kind === 'publicity list' && may(me, 'listPublished'))
  const runs = useAll('listRuns', {}, kind === 'payment request' && may(me, 'listRuns'))
  const recoveries = useAll('listRecoveries', {}, kind === 'recovery decision' && may(me, 'listRecoveries'))
  const budgets = useAnswer('listBudgets', {}, kind === 'ledger statement' && may(me, 'listBudgets'))
  switch (kind) {
    case 'publicity list': return publicities.items?.map(one => ({ key: one.id, name: one.title, about: { kind, publicity: one.id } }))
    case 'payment request': return runs.items?.filter(one => one.state === 'released').map(one => ({ key: one.id, name: `${one.number} ${one.title}`, about: { kind, run: one.id } }))
    case 'recovery decision': return recoveries.items?.map(one => ({ key: one.id, name: `${one.number ?? ''} ${one.partyName}`, about: { kind, recovery: one.id } }))
    case 'ledger statement': return budgets.answer === undefined ? undefined : [...new Map(budgets.answer.items.map(({ fund, year }) => [`${year} ${fund}`, { key: `${year} ${fund}`, name: `${year} ${fund}`, about: { kind, fund, year } }])).values()]
  }
}
