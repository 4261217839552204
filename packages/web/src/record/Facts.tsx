import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { claimKinds } from '../calculator/form/facts.ts'
import { readsOf } from '../calculator/sheet/reads.ts'
import { nameOf } from '../pack/names.ts'
import { may } from '../session/me.ts'
import { ClaimTable } from './ClaimTable.tsx'
import type { Recorded } from './context.ts'
import { NewClaim } from './NewClaim.tsx'
import { NoneOf, PeriodTable, PlainTable } from './Tables.tsx'
import type { Subject, Whole } from './slot.ts'
import { TellForm } from './TellForm.tsx'

/** All that is known, by what it is known of: the party itself, then what hangs off it, a table for each kind. */
export function Facts({ recorded, whole: { party, groups } }: { readonly recorded: Recorded; readonly whole: Whole }) {
  const { t } = useTranslation()
  const { names } = recorded
  return (
    <>
      {party.slots.length === 0 && groups.length === 0 && <p className="list-empty second">{t('record.nothing')}</p>}
      <Party recorded={recorded} subject={party} />
      {groups.map(({ name, kind, claims }) => (
        <section key={name}>
          <h2><span>{names.kind(name)}</span><span className="third small">{t('claims.count', { count: claims.length })}</span></h2>
          <ClaimTable recorded={recorded} kind={kind} claims={claims} />
        </section>
      ))}
    </>
  )
}

function Party({ recorded, subject }: { readonly recorded: Recorded; readonly subject: Subject }) {
  const { t } = useTranslation()
  const { names, program, me, on, party } = recorded
  const { kind, slots } = subject
  const [adding, setAdding] = useState<'fact' | 'claim'>()
  const told = slots.filter(slot => slot.current !== undefined)
  const periodic = told.filter(slot => slot.period !== '')
  const plain = told.filter(slot => slot.period === '')
  // Known to have none of a kind: one line for all of them.
  const none = plain.filter(slot => slot.current?.none === true && program.kinds.some(one => one.name === slot.name))
  const kinds = kind === undefined ? [] : claimKinds(program, kind.name)
  const toggle = (what: 'fact' | 'claim') => setAdding(adding === what ? undefined : what)
  return (
    <section>
      <h2>
        <span>{names.kind(party.kind)}</span><span className="third small">{t('record.told', { count: told.length })}</span>
        <span className="subject-acts small screen">
          {on === undefined && may(me, 'recordFacts') && kind !== undefined && <button type="button" className="act" aria-expanded={adding === 'fact'} onClick={() => toggle('fact')}>{t('record.tell')}</button>}
          {on === undefined && may(me, 'createClaim') && kinds.length > 0 && <button type="button" className="act" aria-expanded={adding === 'claim'} onClick={() => toggle('claim')}>{t('record.claim')}</button>}
        </span>
      </h2>
      {adding === 'fact' && kind !== undefined && <TellForm recorded={recorded} kind={kind} claim={null} onDone={() => setAdding(undefined)} />}
      {adding === 'claim' && <NewClaim recorded={recorded} kinds={kinds} parent={null} onDone={() => setAdding(undefined)} />}
      {periodic.length > 0 && <PeriodTable recorded={recorded} kind={kind} slots={periodic} />}
      {plain.length > 0 && <PlainTable recorded={recorded} kind={kind} slots={plain.filter(slot => !none.includes(slot))} />}
      {none.length > 0 && <p className="nones"><span className="second">{t('record.none of')}</span> {none.map((slot, i) => <span key={slot.name}><span className="nowrap"><NoneOf recorded={recorded} slot={slot} />{i < none.length - 1 && t('comma').trimEnd()}</span> </span>)}</p>}
      <Missing recorded={recorded} subject={subject} />
    </section>
  )
}

/** What some instrument reads and nobody told: 缺, and what would supply it. */
function Missing({ recorded, subject: { kind, slots } }: { readonly recorded: Recorded; readonly subject: Subject }) {
  const { t } = useTranslation()
  const { program, me, on } = recorded
  const [telling, setTelling] = useState<string>()
  if (kind === undefined) return null
  const { of } = readsOf(program)
  const missing = kind.facts.filter(fact => of.has(`${kind.name}.${fact.name}`) && !slots.some(slot => slot.name === fact.name && slot.current !== undefined))
  if (missing.length === 0) return null
  return (
    <details className="missing">
      <summary><span className="lack">{t('field.missing')}</span> {t('record.missing', { count: missing.length })}</summary>
      <ul>
        {missing.map(fact => (
          <li key={fact.name}>
            <span>{nameOf(fact)}</span>
            <span className="third small">{[fact.source === undefined ? '' : t('record.supplied by', { source: fact.source }), t('record.bears on', { count: of.get(`${kind.name}.${fact.name}`)?.size ?? 0 })].filter(part => part !== '').join(' · ')}</span>
            {on === undefined && may(me, 'recordFacts') && <button type="button" className="act small" aria-expanded={telling === fact.name} onClick={() => setTelling(telling === fact.name ? undefined : fact.name)}>{t('record.fill')}</button>}
            {telling === fact.name && <TellForm recorded={recorded} kind={kind} claim={null} preset={{ fact }} onDone={() => setTelling(undefined)} />}
          </li>
        ))}
      </ul>
    </details>
  )
}
