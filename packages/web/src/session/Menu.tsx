import { useId, useRef, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useLocation } from 'wouter'
import { language } from '../i18n/language.ts'
import { isEnterprise, type Me } from './me.ts'
import { menuOf, partiesOf, type PagePath } from './pages.ts'

/** The pages of whoever is signed in, before those that everybody has. */
export function Menu({ me }: { readonly me: Me }) {
  const { t } = useTranslation()
  const [path] = useLocation()
  const [own] = partiesOf(me)
  const here = (href: string) => path === href || path.startsWith(`${href}/`)
  const link = (href: string, name: string) => <Link key={href} href={href} aria-current={here(href) ? 'page' : undefined}>{name}</Link>
  const page = (one: PagePath) => link(one, t(one === '/home' && isEnterprise(me) ? 'menu.mine' : `menu.${one}`))
  return (
    <>
      {menuOf(me).map(({ group, pages: [first, ...more] }) => {
        if (first === undefined) return null
        return more.length === 0 ? page(first) : <Group key={group} name={t(`menu.${group}`)} at={path} here={[first, ...more].some(here)}>{[first, ...more].map(page)}</Group>
      })}
      {own !== undefined && link(`/parties/${own.id}`, t('menu.own'))}
    </>
  )
}

/** Pages under one name. Opened, it closes by Escape, by going elsewhere in the page and by going to another. */
function Group({ name, at, here, children }: { readonly name: string; readonly at: string; readonly here: boolean; readonly children: ReactNode }) {
  const [openAt, setOpenAt] = useState<string>()
  const [id, button] = [useId(), useRef<HTMLButtonElement>(null)]
  const close = () => setOpenAt(undefined)
  return (
    <div
      className="menu-group"
      onBlur={event => { if (!event.currentTarget.contains(event.relatedTarget)) close() }}
      onKeyDown={event => { if (event.key === 'Escape') { close(); button.current?.focus() } }}
    >
      <button ref={button} type="button" aria-expanded={openAt === at} aria-controls={id} data-here={here} onClick={() => setOpenAt(openAt === at ? undefined : at)}>{name}</button>
      <div id={id} className="menu-pages" hidden={openAt !== at}>{children}</div>
    </div>
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
