import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { useAddress } from '../app/address.ts'
import { useTitle } from '../app/title.ts'
import { may, type Me } from '../session/me.ts'
import { Tabs } from '../ui/Tabs.tsx'
import { Objections } from './Objections.tsx'
import { Published } from './Published.tsx'
import { ToPublish } from './ToPublish.tsx'
import './publicity.css'

const TABS = ['wait', 'open', 'objections', 'ended'] as const

/** 公示 in the offices: what waits to be published, what runs, what is said against it, what is over. */
export default function PublicityPage({ me }: { readonly me: Me }) {
  const { t } = useTranslation()
  const { search } = useAddress()
  const tabs = TABS.filter(one => one !== 'wait' || may(me, 'listToPublish'))
  const tab = tabs.find(one => one === search.get('tab')) ?? tabs[0] ?? 'open'
  useTitle(t('publicity.title'))
  return (
    <div className="page">
      <div className="page-head">
        <h1>{t('publicity.title')}</h1>{me.tenant.demo && <span className="demo">{t('demo')}</span>}
        <span className="page-acts small"><Link href={`/public/${me.tenant.tenant}`}>{t('publicity.public page')}</Link></span>
      </div>
      <Tabs name={t('publicity.title')} tabs={tabs} tab={tab} label={one => t(`publicity.tab.${one}`)} />
      {tab === 'wait' && <ToPublish me={me} />}
      {(tab === 'open' || tab === 'ended') && <Published key={tab} me={me} open={tab === 'open'} />}
      {tab === 'objections' && <Objections me={me} />}
    </div>
  )
}
