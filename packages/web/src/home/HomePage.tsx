import { useTranslation } from 'react-i18next'
import { useAddress } from '../app/address.ts'
import { useTitle } from '../app/title.ts'
import { Places } from '../panels/Places.tsx'
import { isEnterprise, may, type Me } from '../session/me.ts'
import { ClaimDecision } from './ClaimDecision.tsx'
import { Mine } from './Mine.tsx'
import { Queue } from './Queue.tsx'
import './home.css'

/** What waits for whoever is signed in: an office's queue, or an enterprise's own matters. */
export default function HomePage({ me }: { readonly me: Me }) {
  const { t } = useTranslation()
  const { search } = useAddress()
  const office = me.roles.length > 0 && !isEnterprise(me)
  const claim = search.get('claim')
  useTitle(t(office ? 'home.queue' : 'home.mine'))
  return (
    <div className="page">
      <div className="page-head">
        <h1>{t(office ? 'home.queue' : 'home.mine')}</h1>
        {me.tenant.demo && <span className="demo">{t('demo')}</span>}
      </div>
      {claim !== null && may(me, 'decideRecordClaim') ? <ClaimDecision id={claim} /> : office ? <>{may(me, 'listPlaces') && <Places />}{me.roles.some(one => one.role !== 'expert') && <Queue me={me} />}</> : <Mine me={me} />}
    </div>
  )
}
