import { useTranslation } from 'react-i18next'
import type { Publicity } from '../../api/types.ts'
import { usePages } from '../../api/useAnswer.ts'
import { language } from '../../i18n/language.ts'
import { todayInChina } from '../../record/slot.ts'
import { ListTable } from '../../ui/ListTable.tsx'
import { Refusal } from '../../ui/Refusal.tsx'
import { PublicPage } from './PublicPage.tsx'

export type State = 'open' | 'over' | 'ended'
/** Whether anybody may still object: up to its last day. */
export const stateOf = ({ dueOn, endedOn }: Pick<Publicity, 'dueOn' | 'endedOn'>): State => (endedOn !== null ? 'ended' : dueOn !== null && dueOn < todayInChina() ? 'over' : 'open')
export const unitOf = ({ organisation, organisationEn }: Pick<Publicity, 'organisation' | 'organisationEn'>): string => (language() === 'en' ? organisationEn ?? organisation : organisation)

/** All publicities of a place, the latest first. */
export default function Publicities({ tenant }: { readonly tenant: string }) {
  const { t } = useTranslation()
  const { items, error, more, onMore, again } = usePages('listPublicities', { params: { tenant } })
  const until = ({ dueOn, provisional }: Publicity) => `${dueOn ?? ''}${provisional ? t('publicity.provisional') : ''}`
  return (
    <PublicPage tenant={tenant} tab="publicities">{() => (
      <>
        <Refusal problem={error} again={again} />
        <ListTable<Publicity>
          name={t('public.publicities')} rows={error === null ? items : []} rowKey={row => row.id} href={row => `/public/${tenant}/publicities/${row.id}`} paged more={more} onMore={onMore} empty={t('public.none')}
          columns={[
            { key: 'title', title: t('public.name'), value: row => row.title, show: row => <><span lang="zh-CN">{row.title}</span><span className="public-narrow second small">{t(`public.${stateOf(row)}`)} · {until(row)}</span></> },
            { key: 'unit', title: t('publicity.unit'), value: unitOf, from: 'sm' },
            { key: 'state', short: true, title: t('public.state'), value: row => t(`public.${stateOf(row)}`), show: row => <span className={stateOf(row) === 'open' ? 'green' : 'second'}>{t(`public.${stateOf(row)}`)}</span>, from: 'sm' },
            { key: 'opened', short: true, title: t('publicity.opened'), value: row => row.openedOn, figure: true, from: 'md' },
            { key: 'until', short: true, title: t('publicity.until'), value: until, figure: true, from: 'sm' },
            { key: 'matters', short: true, title: t('publicity.matters'), value: row => row.matters, figure: true },
          ]}
        />
      </>
    )}</PublicPage>
  )
}
