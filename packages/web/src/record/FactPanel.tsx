import { use, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { readPeriod } from '@lizhu/policy'
import type { Claim, Fact } from '../api/types.ts'
import { go, useAddress } from '../app/address.ts'
import { period as periodWords } from '../pack/figures.ts'
import { loadPlaces } from '../pack/load.ts'
import type { Names } from '../pack/names.ts'
import { may } from '../session/me.ts'
import { AnswerForm, CheckForm, DisputeForm } from './Forms.tsx'
import type { Recorded } from './context.ts'
import { whoOf } from './recorder.ts'
import { knownFact, stateOf, timeOf, valueOf, type Slot } from './slot.ts'
import { StateWord } from './Tables.tsx'
import { TellForm } from './TellForm.tsx'

/** Where a value comes from: all that was ever told of it, beside the page; and what can be done about it. */
export function FactPanel({ recorded, slot, claims }: { readonly recorded: Recorded; readonly slot: Slot; readonly claims: readonly Claim[] }) {
  const { t } = useTranslation()
  const { me, names, party, program, on } = recorded
  const heading = useRef<HTMLHeadingElement>(null)
  const { search } = useAddress()
  const [doing, setDoing] = useState<'dispute' | 'tell' | 'check' | undefined>(search.get('do') === 'dispute' ? 'dispute' : undefined)
  const claim = claims.find(one => one.id === slot.claim)
  const kind = program.kinds.find(one => one.name === (claim?.kind ?? party.kind))
  const known = knownFact(kind, slot.name)
  const { current } = slot
  const close = () => {
    go({ search: { fact: undefined, do: undefined } })
    if (current !== undefined) document.querySelector<HTMLElement>(`[data-fact="${current.id}"]`)?.focus()
  }
  useEffect(() => { heading.current?.focus() }, [])
  const ordinal = known?.every === undefined ? undefined : readPeriod(known.every, slot.period)
  const open = slot.told.flatMap(fact => fact.disputes.filter(one => one.answer === null).map(dispute => ({ fact, dispute })))
  return (
    <aside className="panel" aria-label={t('panel.title')} onKeyDown={event => { if (event.key === 'Escape') close() }}>
      <div className="panel-head">
        <h2 ref={heading} tabIndex={-1}>{kind === undefined ? slot.name : names.fact(kind.name, slot.name)} <span className="second">{ordinal === undefined || known?.every === undefined ? slot.period : periodWords(ordinal, known.every)}</span></h2>
        <button type="button" className="act small" onClick={close}>{t('rule.close')} <kbd>Esc</kbd></button>
      </div>
      {claim !== undefined && <p className="second small">{names.kind(claim.kind)} {claim.key}</p>}
      {current !== undefined && <p className="panel-value">{valueOf(known, current.written)}</p>}
      {current?.validFrom !== undefined && current.validFrom !== null && <p className="second small">{t('panel.valid', { from: current.validFrom, to: current.validTo ?? '…' })}</p>}
      {open.map(({ fact, dispute }) => (
        <div key={dispute.id} className="panel-dispute">
          <p><b className="now">{t('panel.disputed')}</b> <span className="second small nowrap">{timeOf(dispute.at)} · {valueOf(known, fact.written)}</span></p>
          <p>{dispute.reason}</p>
          {on === undefined && may(me, 'answerDispute') && <AnswerForm dispute={dispute.id} />}
        </div>
      ))}
      {on === undefined && current !== undefined && (
        <div className="form-acts screen">
          {may(me, 'disputeFact') && open.length === 0 && <button type="button" className="button-plain" aria-expanded={doing === 'dispute'} onClick={() => setDoing(doing === 'dispute' ? undefined : 'dispute')}>{t('panel.wrong')}</button>}
          {may(me, 'recordFacts') && known !== undefined && <button type="button" className="button-plain" aria-expanded={doing === 'tell'} onClick={() => setDoing(doing === 'tell' ? undefined : 'tell')}>{t('panel.correct')}</button>}
          {may(me, 'checkFact') && <button type="button" className="button-plain" aria-expanded={doing === 'check'} onClick={() => setDoing(doing === 'check' ? undefined : 'check')}>{t('panel.check')}</button>}
        </div>
      )}
      {doing === 'dispute' && current !== undefined && <DisputeForm fact={current.id} onDone={() => setDoing(undefined)} />}
      {doing === 'check' && current !== undefined && <CheckForm fact={current.id} onDone={() => setDoing(undefined)} />}
      {doing === 'tell' && kind !== undefined && known !== undefined && <TellForm recorded={recorded} kind={kind} claim={slot.claim} preset={{ fact: known, period: slot.period, ...(current === undefined ? {} : { current }) }} onDone={() => setDoing(undefined)} />}
      <History told={slot.told} shown={written => valueOf(known, written)} names={names} />
    </aside>
  )
}

/** What was told, the newest first: when, by whom, out of what, and how it was checked. */
function History({ told, shown, names }: { readonly told: readonly Fact[]; readonly shown: (written: string) => string; readonly names: Names }) {
  const { t } = useTranslation()
  const places = use(loadPlaces())
  // Of those who check and answer, only a county’s clerk has no office.
  const who = (organisation: string | null) => (organisation === null ? t('role.clerk') : names.unit(organisation))
  return (
    <>
      <h3>{t('panel.history')}</h3>
      <ol className="history">
        {told.map(fact => (
          <li key={fact.id} className={fact.current ? undefined : 'history-past'}>
            <div className="history-line"><span className="nowrap">{timeOf(fact.recordedAt)}</span><b>{shown(fact.written)}</b>{fact.current ? <StateWord state={stateOf(fact)} /> : <span className="third">{t('panel.superseded')}</span>}</div>
            <div className="second small" lang="zh-CN">{fact.source} · {whoOf(fact, t, names, places)}</div>
            {fact.evidence !== null && <div className="small"><a href={`/api/files/${fact.evidence}`}>{t('panel.evidence')}</a></div>}
            {fact.checks.map(check => <div key={check.at} className="small second">{timeOf(check.at)} · {who(check.organisation)} · {t(`fact.${check.verdict}`)}{check.note !== null && `：${check.note}`}</div>)}
            {fact.disputes.map(one => (
              <div key={one.id} className="small second">
                {timeOf(one.at)} · {t('fact.disputed')}：{one.reason}
                {one.answer !== null && <><br />{timeOf(one.answer.at)} · {who(one.answer.organisation)} · {t(`dispute.${one.answer.outcome}`)}：{one.answer.reason}</>}
              </div>
            ))}
          </li>
        ))}
      </ol>
    </>
  )
}
