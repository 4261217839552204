import { useTranslation } from 'react-i18next'
import { Link, useLocation } from 'wouter'
import { calendar } from '@lizhu/feel'
import { otherLanguage, switchLanguage } from '../i18n/language.ts'
import { packHead } from '../pack/load.ts'

const PAGES = ['/policy', '/calculator', '/sandbox'] as const

export function Header() {
  const { t } = useTranslation()
  const [path] = useLocation()
  return (
    <header className="header">
      <Link href="/" className="header-name" lang="zh-CN">立柱</Link>
      <nav className="header-pages" aria-label={t('header.pages')}>
        {PAGES.map(page => (
          <Link key={page} href={page} aria-current={path === page ? 'page' : undefined}>{t(`header.${page}`)}</Link>
        ))}
      </nav>
      <div className="header-pack">
        <PackName />
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
