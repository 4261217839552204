import { Suspense, lazy } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useLocation } from 'wouter'
import { calendar } from '@lizhu/feel'
import { otherLanguage, switchLanguage } from '../i18n/language.ts'
import { packHead } from '../pack/load.ts'
import { may, signOut, useSession } from '../session/me.ts'

const PAGES = ['/policy', '/calculator', '/sandbox', '/public'] as const
const menu = async () => { const [part, { recordWords }] = await Promise.all([import('../session/Menu.tsx'), import('../i18n/record.ts')]); await recordWords(); return part }
const Menu = lazy(async () => ({ default: (await menu()).Menu }))
const Who = lazy(async () => ({ default: (await menu()).Who }))

const Bell = lazy(async () => { const [part, { recordWords }] = await Promise.all([import('../notices/Bell.tsx'), import('../i18n/record.ts')]); await recordWords(); return { default: part.Bell } })

export function Header() {
  const { t } = useTranslation()
  const [path, navigate] = useLocation()
  const me = useSession()
  const signedIn = me !== undefined && me !== null
  return (
    <header className={signedIn ? 'header header-in' : 'header'}>
      <Link href="/" className="header-name" lang="zh-CN">立柱</Link>
      <nav className="header-pages" aria-label={t('header.pages')}>
        {signedIn && <Suspense fallback={null}><Menu me={me} /></Suspense>}
        {/* Whoever works on publicities has a page of their own for them. */}
        {PAGES.filter(page => page !== '/public' || !may(me, 'listPublished')).map(page => (
          <Link key={page} href={page} aria-current={path === page || path.startsWith(`${page}/`) ? 'page' : undefined}>{t(`header.${page}`)}</Link>
        ))}
      </nav>
      <div className="header-pack">
        {!signedIn && <PackName />}
        {signedIn && <Suspense fallback={null}><Bell /></Suspense>}
        {signedIn && <Suspense fallback={null}><Who me={me} /></Suspense>}
        {signedIn && <button type="button" className="act header-language" onClick={() => { void signOut().then(() => navigate('/sign-in')) }}>{t('header.sign out')}</button>}
        {me === null && path !== '/sign-in' && <Link href="/sign-in" className="header-language">{t('header.sign in')}</Link>}
        <button type="button" className="act header-language" lang={otherLanguage() === 'zh' ? 'zh-CN' : 'en'} onClick={() => { void switchLanguage() }}>
          {otherLanguage() === 'zh' ? '中文' : 'English'}
        </button>
      </div>
    </header>
  )
}

function PackName() {
  const { t } = useTranslation()
  const pack = packHead()
  return <span><span lang="zh-CN">{pack.number ?? pack.title}</span> · {calendar.isoDate(pack.inForce)} · {t('header.in force')}</span>
}
