import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAct, useAnswer } from '../api/useAnswer.ts'
import { wordsOf } from '../api/problem.ts'
import { Entry } from '../ui/Entry.tsx'
import { fieldOf, Refusal } from '../ui/Refusal.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { useDraft } from '../ui/useDraft.ts'
import type { Recorded } from './context.ts'
import { operationName } from './operations.ts'
import { dayOf, todayInChina } from './slot.ts'

const EMPTY = { login: '', until: '', permits: '' }

/** Who acts for the enterprise: in what, until when. */
export function Delegations({ recorded }: { readonly recorded: Recorded }) {
  const { t } = useTranslation()
  const { party } = recorded
  const { answer, error, again } = useAnswer('listDelegations', { query: { party: party.id, limit: 200 } })
  const end = useAct('endDelegation', ['listDelegations'])
  if (answer === undefined) return error === null ? <Skeleton /> : <Refusal problem={error} again={again} />
  return (
    <>
      <p className="second small record-note">{t('delegation.text')}</p>
      <Refusal problem={end.problem} />
      {answer.items.length === 0 ? <p className="list-empty second">{t('delegation.none')}</p> : (
        <div className="scroll" tabIndex={0} role="group" aria-label={t('record.tab.people')}>
          <table className="plain">
            <thead><tr><th scope="col">{t('delegation.who')}</th><th scope="col">{t('delegation.what')}</th><th scope="col">{t('delegation.until')}</th><th scope="col">{t('consent.state')}</th></tr></thead>
            <tbody>
              {answer.items.map(one => (
                <tr key={one.id}>
                  <td>{one.name} <span className="third small">{one.login}</span></td><td className="second small">{one.permits.map(operationName).join(t('comma'))}</td><td className="nowrap">{one.until ?? t('consent.open')}</td>
                  <td className="nowrap">{one.endedAt !== null ? t('consent.ended', { at: dayOf(one.endedAt) }) : <button type="button" className="act" disabled={end.acting} onClick={() => { void end.act({ params: { delegation: one.id } }) }}>{t('delegation.end')}</button>}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      <Delegate party={party.id} delegable={answer.delegable} />
    </>
  )
}

function Delegate({ party, delegable }: { readonly party: string; readonly delegable: readonly string[] }) {
  const { t } = useTranslation()
  const { draft, set, clear } = useDraft(`delegate.${party}`, EMPTY)
  const { act, acting, problem } = useAct('delegate', ['listDelegations'])
  const [tried, setTried] = useState(false)
  const chosen = draft.permits.split(',').filter(one => delegable.includes(one))
  const toggle = (name: string) => set({ permits: (chosen.includes(name) ? chosen.filter(one => one !== name) : [...chosen, name]).join(',') })
  const field = fieldOf(problem)
  const send = async () => {
    setTried(true)
    const [first, ...rest] = chosen
    if (first === undefined || draft.until === '') return
    if (await act({ body: { party, login: draft.login.trim(), permits: [first, ...rest], until: draft.until } }) === undefined) return
    clear()
    setTried(false)
  }
  return (
    <form className="form screen" onSubmit={event => { event.preventDefault(); void send() }}>
      <h2>{t('delegation.new')}</h2>
      <Entry label={t('delegation.login')} hint={t('delegation.login hint')} value={draft.login} onChange={login => set({ login })} problem={field === 'login' ? wordsOf(problem) : undefined} required />
      <Entry label={t('delegation.until')} value={draft.until} onChange={until => set({ until })} type="date" problem={tried && draft.until === '' ? t('form.needed') : field === 'until' ? wordsOf(problem) : undefined} hint={t('delegation.until hint', { today: todayInChina() })} required />
      <fieldset className="permits">
        <legend className="second small">{t('delegation.what')}</legend>
        {delegable.map(name => <label key={name}><input type="checkbox" checked={chosen.includes(name)} onChange={() => toggle(name)} /> {operationName(name)}</label>)}
        {tried && chosen.length === 0 && <p className="entry-problem small" role="alert">{t('delegation.needed')}</p>}
      </fieldset>
      {field !== 'login' && field !== 'until' && <Refusal problem={problem} />}
      <div className="form-acts"><button type="submit" className="button-main" disabled={acting}>{t('delegation.give')}</button></div>
    </form>
  )
}
