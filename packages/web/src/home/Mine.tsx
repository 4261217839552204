import { use } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { useAll, usePages } from '../api/useAnswer.ts'
import { loadProgram } from '../pack/load.ts'
import { namesOf } from '../pack/names.ts'
import { Ready } from '../matters/Ready.tsx'
import { dayOf, timeOf } from '../record/slot.ts'
import { may, type Me } from '../session/me.ts'
import { partiesOf, type OwnParty } from '../session/pages.ts'
import { Refusal } from '../ui/Refusal.tsx'
import { ClaimRecord } from './ClaimRecord.tsx'
import { factName } from './waiting.ts'

/** An enterprise's own matters: its records, what it disputed, what it claimed, and who looked. */
export function Mine({ me }: { readonly me: Me }) {
  const { t } = useTranslation()
  const { program } = use(loadProgram())
  const parties = partiesOf(me)
  const disputes = useAll('listDisputes', {}, may(me, 'listDisputes'))
  const claims = useAll('listOwnRecordClaims', {}, may(me, 'listOwnRecordClaims'))
  const waiting = (claims.items ?? []).filter(one => one.outcome === null || parties.length === 0)
  return (
    <>
      {may(me, 'listMatters') && <Ready />}
      {(disputes.items ?? []).length > 0 && (
        <section>
          <h2>{t('mine.disputes')} <span className="third small">{t('mine.waiting others')}</span></h2>
          <table className="plain">
            <tbody>{disputes.items?.map(one => <tr key={one.id}><td><Link href={`/parties/${one.party}?fact=${one.fact}`}>{factName(program, one.name)} {one.period}</Link></td><td className="second" lang="zh-CN">{one.reason}</td><td className="figure nowrap">{dayOf(one.at)}</td></tr>)}</tbody>
          </table>
        </section>
      )}
      {waiting.length > 0 && (
        <section>
          <h2>{t('mine.claims')}</h2>
          <table className="plain">
            <tbody>{waiting.map(one => <tr key={one.id}><td>{one.partyName ?? one.code}</td><td className="second">{one.outcome === null ? t('claim-record.waiting') : `${t(`claim-record.${one.outcome}`)}${one.reason === null ? '' : `：${one.reason}`}`}</td><td className="figure nowrap">{dayOf(one.at)}</td></tr>)}</tbody>
          </table>
        </section>
      )}
      <Refusal problem={disputes.error ?? claims.error} />
      {parties.map(party => <OwnRecord key={party.id} party={party} me={me} />)}
      {may(me, 'claimRecord') && <ClaimRecord open={parties.length === 0 && waiting.length === 0} />}
    </>
  )
}

function OwnRecord({ party, me }: { readonly party: OwnParty; readonly me: Me }) {
  const { t } = useTranslation()
  const lookups = usePages('listLookups', { params: { party: party.id }, query: { limit: 200 } }, may(me, 'listLookups'))
  const names = namesOf(use(loadProgram()).program)
  const others = (lookups.items ?? []).filter(one => !one.own)
  const role = me.roles.find(one => one.party?.id === party.id)
  return (
    <section>
      <h2><span lang="zh-CN">{party.name}</span> <span className="third small">{[party.code, role === undefined ? '' : t(`role.${role.role}`), role?.until === null || role?.until === undefined ? '' : t('mine.until', { day: role.until })].filter(part => part !== '' && part !== null).join(' · ')}</span></h2>
      <ul className="mine-links">
        <li><Link href={`/parties/${party.id}`}>{t('mine.record')}</Link><span className="second">{t('mine.record text')}</span></li>
        {may(me, 'listMatters') && <li><Link href="/matters">{t('mine.matters')}</Link><span className="second">{t('mine.matters text')}</span></li>}
        {may(me, 'startMatter') && <li><Link href={`/matters/new?party=${party.id}`}>{t('mine.apply')}</Link><span className="second">{t('mine.apply text')}</span></li>}
        <li><Link href={`/calculator?record=${party.id}`}>{t('mine.calculate')}</Link><span className="second">{t('mine.calculate text')}</span></li>
        {may(me, 'listDelegations') && <li><Link href={`/parties/${party.id}?tab=people`}>{t('mine.delegate')}</Link><span className="second">{t('mine.delegate text')}</span></li>}
        <li><Link href={`/parties/${party.id}?tab=consents`}>{t('mine.consent')}</Link><span className="second">{t('mine.consent text')}</span></li>
        <li><Link href={`/parties/${party.id}?tab=lookups`}>{t('mine.lookups')}</Link><span className="second">{lookups.items?.length === 0 ? t('lookups.none') : others.length === 0 ? t('mine.no lookups', { count: lookups.items?.length ?? 0 }) : t('mine.last lookup', { at: timeOf(others[0]?.at ?? ''), who: others[0]?.organisation === null || others[0] === undefined ? t('lookups.somebody') : names.unit(others[0].organisation) })}</span></li>
      </ul>
    </section>
  )
}
