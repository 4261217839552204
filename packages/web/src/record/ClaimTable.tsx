import { Fragment, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Kind } from '@lizhu/policy'
import { claimKinds } from '../calculator/form/facts.ts'
import { readsOf } from '../calculator/sheet/reads.ts'
import { may } from '../session/me.ts'
import type { Recorded } from './context.ts'
import { NewClaim } from './NewClaim.tsx'
import { knownFact, type Subject } from './slot.ts'
import { Cell, Unit } from './Tables.tsx'
import { TellForm } from './TellForm.tsx'

interface Column { readonly name: string; readonly period: string }

/** Claims of one kind: a row each, their facts side by side; a fact of a period has a column for each. */
export function ClaimTable({ recorded, kind, claims }: { readonly recorded: Recorded; readonly kind: Kind | undefined; readonly claims: readonly Subject[] }) {
  const { t } = useTranslation()
  const { names, program, me, on } = recorded
  const [adding, setAdding] = useState<{ readonly claim: string; readonly what: 'fact' | 'claim' }>()
  const columns = columnsOf(recorded, kind, claims)
  const tells = on === undefined && may(me, 'recordFacts') && kind !== undefined
  const kinds = kind === undefined || on !== undefined || !may(me, 'createClaim') ? [] : claimKinds(program, kind.name)
  const toggle = (claim: string, what: 'fact' | 'claim') => setAdding(adding?.claim === claim && adding.what === what ? undefined : { claim, what })
  return (
    <div className="scroll" tabIndex={0} role="group" aria-label={kind === undefined ? t('record.tab.facts') : names.kind(kind.name)}>
      <table className="plain facts-claims">
        <thead><tr><th scope="col">{t('claim.key')}</th>{columns.map(({ name, period }) => <th key={`${name} ${period}`} scope="col" className={isFigure(kind, name) ? 'figure' : undefined}>{kind === undefined ? name : names.fact(kind.name, name)} {period}<Unit kind={kind} name={name} /></th>)}{(tells || kinds.length > 0) && <th scope="col" className="screen"><span className="hidden">{t('record.tell')}</span></th>}</tr></thead>
        <tbody>
          {claims.map(({ claim, slots, under }) => claim === undefined ? null : (
            <Fragment key={claim.id}>
              <tr>
                <th scope="row" lang="zh-CN">{claim.name ?? shortKey(claim.key, under)}{under !== undefined && <><br /><span className="third small">{under}</span></>}</th>
                {columns.map(({ name, period }) => <td key={`${name} ${period}`} className={isFigure(kind, name) ? 'figure' : undefined}><Cell recorded={recorded} kind={kind} slot={slots.find(one => one.name === name && one.period === period)} name={name} period={period} whose={claim.key} /></td>)}
                {(tells || kinds.length > 0) && (
                  <td className="nowrap small screen">
                    {tells && <button type="button" className="act" aria-expanded={adding?.claim === claim.id && adding.what === 'fact'} onClick={() => toggle(claim.id, 'fact')}>{t('record.tell')}</button>}{' '}
                    {kinds.length > 0 && <button type="button" className="act" aria-expanded={adding?.claim === claim.id && adding.what === 'claim'} onClick={() => toggle(claim.id, 'claim')}>{t('record.claim')}</button>}
                  </td>
                )}
              </tr>
              {adding?.claim === claim.id && (
                <tr><td colSpan={columns.length + 2}>
                  {adding.what === 'fact' && kind !== undefined && <TellForm recorded={recorded} kind={kind} claim={claim.id} onDone={() => setAdding(undefined)} />}
                  {adding.what === 'claim' && <NewClaim recorded={recorded} kinds={kinds} parent={claim.id} onDone={() => setAdding(undefined)} />}
                </td></tr>
              )}
            </Fragment>
          ))}
        </tbody>
      </table>
    </div>
  )
}

/** What is told of any of them, and what some instrument reads of them: that it is not here is to be seen. */
function columnsOf({ program }: Recorded, kind: Kind | undefined, claims: readonly Subject[]): readonly Column[] {
  const { of } = readsOf(program)
  const told = claims.flatMap(one => one.slots.filter(slot => slot.current !== undefined))
  const names = [...new Set([...kind?.facts.filter(fact => of.has(`${kind.name}.${fact.name}`) || told.some(slot => slot.name === fact.name)).map(fact => fact.name) ?? [], ...told.map(slot => slot.name)])]
  return names.flatMap(name => {
    const periods = [...new Set(told.filter(slot => slot.name === name).map(slot => slot.period))].sort().reverse()
    return (periods.length === 0 ? [''] : periods).map(period => ({ name, period }))
  })
}

/** What a key adds to the one above it. */
const shortKey = (key: string, under: string | undefined): string => (under !== undefined && key.startsWith(under) ? key.slice(under.length).replace(/^[-_/ ]+/, '') : key)
const isFigure = (kind: Kind | undefined, name: string): boolean => ['money', 'number', 'rate', 'points', 'date', 'duration'].includes(knownFact(kind, name)?.type.kind ?? '')
