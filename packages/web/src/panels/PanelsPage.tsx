import { useTranslation } from 'react-i18next'
import { useAddress } from '../app/address.ts'
import { useTitle } from '../app/title.ts'
import { may, type Me } from '../session/me.ts'
import { Tabs } from '../ui/Tabs.tsx'
import { Pool } from './Pool.tsx'
import { ToDraw } from './ToDraw.tsx'
import { Work } from './Work.tsx'
import './panels.css'

const TABS = ['waiting', 'running', 'done', 'pool'] as const

/** 专家评审 in the offices: what waits for a draw, what is being scored, what was, and who may be drawn. */
export default function PanelsPage({ me }: { readonly me: Me }) {
  const { t } = useTranslation()
  const { search } = useAddress()
  const tabs = TABS.filter(one => one !== 'waiting' || may(me, 'drawPanel'))
  const tab = tabs.find(one => one === search.get('tab')) ?? tabs[0] ?? 'running'
  useTitle(t('panel.title'))
  return (
    <div className="page">
      <div className="page-head"><h1>{t('panel.title')}</h1>{me.tenant.demo && <span className="demo">{t('demo')}</span>}</div>
      <Tabs name={t('panel.title')} tabs={tabs} tab={tab} label={one => t(`panel.tab.${one}`)} />
      {tab === 'waiting' && <ToDraw />}
      {(tab === 'running' || tab === 'done') && <Work key={tab} view={tab} />}
      {tab === 'pool' && <Pool me={me} />}
    </div>
  )
}
