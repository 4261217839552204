import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, Redirect } from 'wouter'
import type { Answer } from '../../api/client.ts'
import { useAnswer } from '../../api/useAnswer.ts'
import { useTitle } from '../../app/title.ts'
import { language } from '../../i18n/language.ts'
import { Refusal } from '../../ui/Refusal.tsx'
import { Skeleton } from '../../ui/Skeleton.tsx'
import '../publicity.css'

export type Tenant = Answer<'signInOptions'>['tenants'][number]
const nameOf = ({ name, en }: Tenant): string => (language() === 'en' ? en ?? name : name)
const TABS = ['publicities', 'awards', 'objections'] as const
export type Tab = (typeof TABS)[number]

/** Where there is one place, its publicities; else which one. */
export function PublicDoor() {
  const { t } = useTranslation()
  const { answer, error, again } = useAnswer('signInOptions', {})
  useTitle(t('public.title'))
  if (answer === undefined) return error === null ? <Skeleton /> : <div className="page"><Refusal problem={error} again={again} /></div>
  const [only, ...others] = answer.tenants
  if (only !== undefined && others.length === 0) return <Redirect to={`/public/${only.tenant}`} replace />
  return (
    <div className="page public">
      <h1>{t('public.title')}</h1>
      <p className="second">{t(answer.tenants.length === 0 ? 'public.nobody' : 'public.whose')}</p>
      <ul>{answer.tenants.map(one => <li key={one.tenant}><Link href={`/public/${one.tenant}`}>{nameOf(one)}</Link></li>)}</ul>
    </div>
  )
}

/** A page that anybody reads, of one place: its head, the other pages beside it, and what it shows. `title`: in place of the page’s own. */
export function PublicPage({ tenant, tab, title, children }: { readonly tenant: string; readonly tab: Tab; readonly title?: string | undefined; readonly children: (tenant: Tenant) => ReactNode }) {
  const { t } = useTranslation()
  const { answer, error, again } = useAnswer('signInOptions', {})
  const found = answer?.tenants.find(one => one.tenant === tenant)
  const names: Readonly<Record<Tab, string>> = { publicities: t('public.publicities'), awards: t('public.awards'), objections: t('public.follow') }
  useTitle(title ?? names[tab])
  if (answer === undefined) return error === null ? <Skeleton /> : <div className="page"><Refusal problem={error} again={again} /></div>
  if (found === undefined) return <div className="empty"><h1>{t('public.title')}</h1><p>{t('public.not here')}</p></div>
  return (
    <div className="page public">
      <p className="second small public-place">{nameOf(found)}{found.demo && <> <span className="demo">{t('demo')}</span></>}</p>
      <nav className="tabs screen" aria-label={t('public.tabs')}>
        {TABS.map(one => <Link key={one} href={one === 'publicities' ? `/public/${tenant}` : `/public/${tenant}/${one}`} aria-current={one === tab ? 'page' : undefined}>{names[one]}</Link>)}
      </nav>
      <h1 {...title === undefined ? {} : { lang: 'zh-CN' }}>{title ?? names[tab]}</h1>
      {children(found)}
    </div>
  )
}
