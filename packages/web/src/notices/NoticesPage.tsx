import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { useAct, usePages, type Item } from '../api/useAnswer.ts'
import { go, useAddress } from '../app/address.ts'
import { useTitle } from '../app/title.ts'
import { language } from '../i18n/language.ts'
import { timeOf } from '../record/slot.ts'
import { may, useSession, type Me } from '../session/me.ts'
import { ListTable } from '../ui/ListTable.tsx'
import { Refusal } from '../ui/Refusal.tsx'
import { Contact } from './Contact.tsx'
import './notices.css'

type Notice = Item<'listNotices'>

/** What one was told, the latest first; and how it reaches one outside the pages. */
export default function NoticesPage({ me }: { readonly me: Me }) {
  const { t } = useTranslation()
  const { search } = useAddress()
  const unread = search.get('tab') === 'unread'
  const { items, error, more, onMore, again } = usePages('listNotices', { query: { unread: unread ? 'true' : 'false' } })
  const { act, acting, problem } = useAct('markRead', ['listNotices', 'countUnread'])
  const read = (notices: [string, ...string[]] | 'all') => { void act({ body: { notices } }) }
  useTitle(t('notices.title'))
  return (
    <div className="page">
      <div className="page-head">
        <h1>{t('notices.title')}</h1>{me.tenant.demo && <span className="demo">{t('demo')}</span>}
        <span className="page-acts"><button type="button" className="act" disabled={acting} onClick={() => read('all')}>{t('notices.read all')}</button></span>
      </div>
      <nav className="tabs" aria-label={t('notices.title')}>
        <button type="button" aria-pressed={!unread} onClick={() => go({ search: { tab: undefined } }, 'new')}>{t('notices.all')}</button>
        <button type="button" aria-pressed={unread} onClick={() => go({ search: { tab: 'unread' } }, 'new')}>{t('notices.only unread')}</button>
      </nav>
      <Refusal problem={error ?? problem} again={again} />
      <ListTable<Notice>
        name={t('notices.title')} rows={error === null ? items : []} rowKey={row => row.id} paged more={more} onMore={onMore} empty={t('notices.none')}
        columns={[
          { key: 'what', title: t('notices.what'), value: row => row.words[language()], show: row => <Words notice={row} onOpen={() => read([row.id])} /> },
          { key: 'read', title: t('notices.read'), value: row => (row.readAt === null ? t('notices.new') : ''), show: row => row.readAt === null && <button type="button" className="act" disabled={acting} onClick={() => read([row.id])}>{t('notices.read')}</button> },
          { key: 'at', short: true, title: t('notices.at'), value: row => timeOf(row.at), figure: true },
        ]}
      />
      <Contact />
    </div>
  )
}

function Words({ notice: { words, readAt, matter }, onOpen }: { readonly notice: Notice; readonly onOpen: () => void }) {
  const { t } = useTranslation()
  const text = words[language()]
  // An expert reads of a matter at their own place, on their first page.
  const href = may(useSession(), 'readMatter') ? `/matters/${matter ?? ''}` : '/home'
  return (
    <span className={readAt === null ? 'notice-new' : undefined}>
      {readAt === null && <span className="notice-mark">{t('notices.new')}</span>}
      {matter === null ? text : <Link href={href} onClick={() => { if (readAt === null) onOpen() }}>{text}</Link>}
    </span>
  )
}
