import { use } from 'react'
import { useTranslation } from 'react-i18next'
import type { PanelWork } from '../api/types.ts'
import { usePages } from '../api/useAnswer.ts'
import { Clock } from '../matters/Clock.tsx'
import { instrumentName, loadRules } from '../matters/rules.ts'
import { ListTable } from '../ui/ListTable.tsx'
import { Refusal } from '../ui/Refusal.tsx'
import { isBelow, mean } from './points.ts'

/** What is being scored, and what was: with its mean and what the unit made of it. */
export function Work({ view }: { readonly view: 'running' | 'done' }) {
  const { t } = useTranslation()
  const program = use(loadRules())
  const { items, error, more, onMore, again } = usePages('listPanelWork', { query: { view } })
  const points = ({ points, experts }: PanelWork) => (points === null ? '' : mean(points, experts))
  return (
    <>
      <Refusal problem={error} again={again} />
      <ListTable<PanelWork>
        name={t('panel.title')} rows={error === null ? items : []} rowKey={row => row.id} paged more={more} onMore={onMore} empty={t(`panel.none.${view}`)} href={row => `/matters/${row.id}`}
        columns={[
          { key: 'party', title: t('matters.party'), value: row => row.partyName, show: row => <span lang="zh-CN">{row.partyName}</span> },
          { key: 'number', short: true, title: t('matters.number'), value: row => row.number ?? '', from: 'sm' },
          { key: 'instrument', title: t('matters.instrument'), value: row => instrumentName(program, row.instrument), from: 'md' },
          { key: 'scored', short: true, title: t('panel.in'), value: row => `${row.scored} / ${row.experts}`, figure: true },
          ...view === 'running' ? [
            { key: 'requests', short: true, title: t('panel.requests'), value: (row: PanelWork) => row.requests, show: (row: PanelWork) => (row.requests === 0 ? 0 : <b className="now">{row.requests}</b>), figure: true, from: 'sm' as const },
            { key: 'due', short: true, title: t('panel.due'), value: (row: PanelWork) => row.dueOn ?? '', show: (row: PanelWork) => <Clock due={row} />, from: 'sm' as const },
          ] : [
            { key: 'mean', short: true, title: t('panel.mean'), value: points, show: (row: PanelWork) => <span className={row.points !== null && isBelow(row.points, row.experts, row.pass) ? 'now' : ''}>{points(row)}</span>, figure: true },
            { key: 'verdict', short: true, title: t('panel.verdict'), value: (row: PanelWork) => t(`panel.verdict.${row.verdict}`), from: 'sm' as const },
          ],
        ]}
      />
    </>
  )
}
