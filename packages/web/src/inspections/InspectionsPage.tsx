import { useTranslation } from 'react-i18next'
import { useAddress } from '../app/address.ts'
import { useTitle } from '../app/title.ts'
import { may, type Me } from '../session/me.ts'
import { Tabs } from '../ui/Tabs.tsx'
import { Draws } from './Draws.tsx'
import { Inspected } from './Inspected.tsx'
import { ToDraw } from './ToDraw.tsx'
import '../matters/matters.css'
import './inspections.css'

const TABS = ['wait', 'visit', 'done', 'draws'] as const

/** 现场核查 in the offices: what waits for a draw, what is to be seen on site, what was seen, and how it was drawn. */
export default function InspectionsPage({ me }: { readonly me: Me }) {
  const { t } = useTranslation()
  const { search } = useAddress()
  const tabs = TABS.filter(one => one !== 'wait' || may(me, 'listToDraw'))
  const tab = tabs.find(one => one === search.get('tab')) ?? tabs[0] ?? 'visit'
  useTitle(t('inspection.title'))
  return (
    <div className="page">
      <div className="page-head"><h1>{t('inspection.title')}</h1>{me.tenant.demo && <span className="demo">{t('demo')}</span>}</div>
      <Tabs name={t('inspection.title')} tabs={tabs} tab={tab} label={one => t(`inspection.tab.${one}`)} />
      {tab === 'wait' && <ToDraw me={me} />}
      {(tab === 'visit' || tab === 'done') && <Inspected key={tab} me={me} done={tab === 'done'} />}
      {tab === 'draws' && <Draws />}
    </div>
  )
}
