import { QueryClientProvider, useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Link, useLocation } from 'wouter'
import { answers } from '../api/answers.ts'
import { call } from '../api/client.ts'
import './notices.css'

/** Milliseconds between two looks. */
const EVERY = 60_000

/** The way to one's notices, with how many are unread. In the header, outside the pages that share their answers. */
export function Bell() {
  return <QueryClientProvider client={answers}><Count /></QueryClientProvider>
}

function Count() {
  const { t } = useTranslation()
  const [path] = useLocation()
  const { data } = useQuery({ queryKey: ['countUnread', {}], queryFn: ({ signal }) => call('countUnread', { signal }), refetchInterval: EVERY })
  const unread = data?.unread ?? 0
  const name = unread === 0 ? t('notices.none unread') : t('notices.unread', { count: unread })
  return (
    <Link href="/notices" className="bell" aria-label={name} title={name} aria-current={path === '/notices' ? 'page' : undefined}>
      <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true"><path d="M8 1.5a4 4 0 0 0-4 4c0 4-1.5 5-1.5 6h11c0-1-1.5-2-1.5-6a4 4 0 0 0-4-4ZM6.5 13.5a1.5 1.5 0 0 0 3 0" fill="none" stroke="currentColor" strokeLinecap="round" strokeLinejoin="round" /></svg>
      {unread > 0 && <span className="bell-count">{unread}</span>}
    </Link>
  )
}
