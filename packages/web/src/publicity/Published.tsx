import { use, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Answer } from '../api/client.ts'
import { usePages } from '../api/useAnswer.ts'
import type { Published as Row } from '../api/types.ts'
import { loadRules } from '../matters/rules.ts'
import { namesOf } from '../pack/names.ts'
import type { Me } from '../session/me.ts'
import { ListTable } from '../ui/ListTable.tsx'
import { Refusal } from '../ui/Refusal.tsx'
import { Ended, PublishedItems } from './PublishedItems.tsx'

/** Publicities that run, or that are over; each opens in place. */
export function Published({ me, open }: { readonly me: Me; readonly open: boolean }) {
  const { t } = useTranslation()
  const names = namesOf(use(loadRules()))
  const { items, error, more, onMore, again } = usePages('listPublished', { query: { open: open ? 'true' : 'false' } })
  // Once ended it leaves the list; what came of it stays in sight.
  const [ended, setEnded] = useState<{ readonly title: string; readonly done: Answer<'endPublicity'> }>()
  const until = ({ dueOn, provisional }: Row) => `${dueOn ?? ''}${provisional ? t('publicity.provisional') : ''}`
  return (
    <>
      {ended !== undefined && <Ended {...ended} />}
      <Refusal problem={error} again={again} />
      <ListTable<Row>
        name={t('publicity.title')} rows={error === null ? items : []} rowKey={row => row.id} paged more={more} onMore={onMore} empty={t(open ? 'publicity.none open' : 'publicity.none ended')} opened={row => <PublishedItems me={me} publicity={row.id} onEnded={(title, done) => setEnded({ title, done })} />}
        columns={[
          { key: 'title', title: t('public.name'), value: row => row.title, show: row => <span lang="zh-CN">{row.title}</span> },
          { key: 'unit', title: t('publicity.unit'), value: row => names.unit(row.organisation), from: 'md' },
          { key: 'opened', short: true, title: t('publicity.opened'), value: row => row.openedOn, figure: true, from: 'md' },
          { key: 'until', short: true, title: t('publicity.until'), value: until, show: row => <>{until(row)}{open && row.over && <span className="now"> · {t('publicity.over')}</span>}</>, figure: true },
          ...open ? [] : [{ key: 'ended', short: true, title: t('publicity.ended'), value: (row: Row) => row.endedOn ?? '', figure: true, from: 'sm' as const }],
          { key: 'matters', short: true, title: t('publicity.matters'), value: row => row.matters, figure: true, from: 'sm' },
          ...open ? [
            { key: 'waiting', short: true, title: t('publicity.waiting'), value: (row: Row) => row.waiting, figure: true, from: 'sm' as const },
            { key: 'objections', short: true, title: t('publicity.objections'), value: (row: Row) => row.objections, show: (row: Row) => (row.objections === 0 ? 0 : <b className="now">{row.objections}</b>), figure: true, from: 'sm' as const },
          ] : [],
        ]}
      />
    </>
  )
}
