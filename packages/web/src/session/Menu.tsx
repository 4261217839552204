import { useTranslation } from 'react-i18next'
import { Link, useLocation } from 'wouter'
import { language } from '../i18n/language.ts'
import { isEnterprise, type Me } from './me.ts'
import { pagesOf, partiesOf } from './pages.ts'

/** The pages of whoever is signed in, before those that everybody has. */
export function Menu({ me }: { readonly me: Me }) {
  const { t } = useTranslation()
  const [path] = useLocation()
  const [own] = partiesOf(me)
  const link = (href: string, name: string) => <Link key={href} href={href} aria-current={path === href || path.startsWith(`${href}/`) ? 'page' : undefined}>{name}</Link>
  return (
    <>
      {pagesOf(me).map(page => link(page, t(page === '/home' && isEnterprise(me) ? 'menu.mine' : `menu.${page}`)))}
      {own !== undefined && link(`/parties/${own.id}`, t('menu.own'))}
    </>
  )
}

/** Who is in, as what; the way to one's account. */
export function Who({ me }: { readonly me: Me }) {
  const { t } = useTranslation()
  const [first] = me.roles
  const of = first?.party ?? first?.organisation ?? first?.area
  const roles = [...new Set(me.roles.map(one => t(`role.${one.role}`)))]
  return (
    <Link href="/account" className="header-who">
      {me.person.name} <span className="third">{[...of === null || of === undefined ? [] : ['en' in of && language() === 'en' ? of.en ?? of.name : of.name], ...roles.slice(0, 2)].join(' · ')}</span>
    </Link>
  )
}
