import { use } from 'react'
import { useTranslation } from 'react-i18next'
import type { InspectedMatter } from '../api/types.ts'
import { useAnswer, usePages } from '../api/useAnswer.ts'
import { instrumentName, loadRules } from '../matters/rules.ts'
import type { Me } from '../session/me.ts'
import { figure } from '../ui/fen.ts'
import { ListTable } from '../ui/ListTable.tsx'
import { Refusal } from '../ui/Refusal.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { Inspection } from './Inspection.tsx'
import { listed } from './listed.ts'

/** Matters that are to be seen on site, or were; each opens with its visits. */
export function Inspected({ me, done }: { readonly me: Me; readonly done: boolean }) {
  const { t } = useTranslation()
  const program = use(loadRules())
  const { items, error, more, onMore, again } = usePages('listInspections', { query: { done: done ? 'true' : 'false' } })
  const outcome = (row: InspectedMatter) => (row.outcome === null ? '' : t(`visit.${row.outcome}`))
  const stands = (row: InspectedMatter) => (row.plannedOn === null ? t('inspection.unplanned') : row.outcome === null ? t('inspection.planned', { day: row.plannedOn }) : row.confirmed ? outcome(row) : t('inspection.unconfirmed'))
  return (
    <>
      <Refusal problem={error} again={again} />
      <ListTable<InspectedMatter>
        name={t(done ? 'inspection.tab.done' : 'inspection.tab.visit')} rows={error === null ? items : []} rowKey={row => row.id} paged more={more} onMore={onMore} empty={t(done ? 'inspection.none done' : 'inspection.none visit')} opened={row => <Opened me={me} matter={row.id} />}
        columns={[
          { key: 'party', title: t('matters.party'), value: row => row.partyName, show: row => <span lang="zh-CN">{row.partyName}</span> },
          { key: 'number', short: true, title: t('matters.number'), value: row => row.number ?? '', from: 'sm' },
          { key: 'instrument', title: t('matters.instrument'), value: row => instrumentName(program, row.instrument), from: 'md' },
          { key: 'amount', short: true, title: t('inspection.amount'), value: row => figure(row.amount), figure: true, from: 'sm' },
          { key: 'why', short: true, title: t('draw.why'), value: row => t(row.why === null || row.why === 'not drawn' ? 'why.added' : `why.${row.why}`), from: 'md' },
          { key: 'inspectors', title: t('visit.inspectors'), value: row => listed(row.inspectors), from: 'md' },
          done ? { key: 'visited', short: true, title: t('visit.visited'), value: row => row.visitedOn ?? '', figure: true } : { key: 'due', short: true, title: t('inspection.due'), value: row => row.dueOn ?? '', figure: true, from: 'sm' },
          { key: 'stands', title: t('inspection.stands'), value: stands, show: row => <span className={row.lacks === null ? '' : 'now'}>{stands(row)}</span> },
        ]}
      />
    </>
  )
}

function Opened({ me, matter }: { readonly me: Me; readonly matter: string }) {
  const { answer, error, again } = useAnswer('readMatter', { params: { matter } })
  if (answer === undefined) return error === null ? <Skeleton /> : <Refusal problem={error} again={again} />
  return <div className="inspection-opened"><Inspection me={me} matter={answer} /></div>
}
