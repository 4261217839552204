import { useTranslation } from 'react-i18next'
import { useAct, useAll } from '../api/useAnswer.ts'
import { nameOf } from '../pack/names.ts'
import { may } from '../session/me.ts'
import { Entry } from '../ui/Entry.tsx'
import { Refusal } from '../ui/Refusal.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { useDraft } from '../ui/useDraft.ts'
import type { Recorded } from './context.ts'
import { timeOf } from './slot.ts'

const EMPTY = { fact: '', purpose: '', until: '' }

/** What the enterprise lets offices see of what its policy calls private: what for, until when; taken back at any time. */
export function Consents({ recorded }: { readonly recorded: Recorded }) {
  const { t } = useTranslation()
  const { party, me, names, program } = recorded
  const { items, error, again } = useAll('listConsents', { params: { party: party.id } })
  const end = useAct('endConsent', ['listConsents'])
  const secret = program.kinds.flatMap(kind => kind.facts.filter(fact => fact.private === true).map(fact => ({ kind, fact })))
  const name = (fact: string) => { const found = secret.find(one => one.fact.name === fact); return found === undefined ? fact : `${names.kind(found.kind.name)} ${nameOf(found.fact)}` }
  return (
    <>
      <p className="second small record-note">{t('consent.text')}</p>
      <Refusal problem={error ?? end.problem} again={again} />
      {items === undefined ? <Skeleton /> : items.length === 0 ? <p className="list-empty second">{t('consent.none')}</p> : (
        <div className="scroll" tabIndex={0} role="group" aria-label={t('record.tab.consents')}>
          <table className="plain">
            <thead><tr><th scope="col">{t('consent.fact')}</th><th scope="col">{t('consent.purpose')}</th><th scope="col">{t('consent.given')}</th><th scope="col">{t('consent.until')}</th><th scope="col">{t('consent.state')}</th></tr></thead>
            <tbody>
              {items.map(one => (
                <tr key={one.id}>
                  <td>{name(one.fact)}</td><td lang="zh-CN">{one.purpose}</td><td className="nowrap">{timeOf(one.at)}</td><td className="nowrap">{one.until ?? t('consent.open')}</td>
                  <td className="nowrap">{one.endedAt !== null ? t('consent.ended', { at: timeOf(one.endedAt) }) : may(me, 'endConsent') ? <button type="button" className="act" disabled={end.acting} onClick={() => { void end.act({ params: { consent: one.id } }) }}>{t('consent.end')}</button> : t('consent.holds')}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {may(me, 'giveConsent') && secret.length > 0 && <GiveConsent recorded={recorded} choices={secret.map(({ fact }) => ({ value: fact.name, name: name(fact.name) }))} />}
    </>
  )
}

function GiveConsent({ recorded: { party }, choices }: { readonly recorded: Recorded; readonly choices: readonly { readonly value: string; readonly name: string }[] }) {
  const { t } = useTranslation()
  const { draft, set, clear } = useDraft(`consent.${party.id}`, EMPTY)
  const { act, acting, problem } = useAct('giveConsent', ['listConsents'])
  const fact = draft.fact === '' ? choices[0]?.value ?? '' : draft.fact
  const send = async () => {
    if (await act({ params: { party: party.id }, body: { fact, purpose: draft.purpose, until: draft.until === '' ? null : draft.until } }) !== undefined) clear()
  }
  return (
    <form className="form screen" onSubmit={event => { event.preventDefault(); void send() }}>
      <h2>{t('consent.give')}</h2>
      <Entry label={t('consent.fact')} value={fact} onChange={fact => set({ fact })} choices={choices} />
      <Entry label={t('consent.purpose')} hint={t('consent.purpose hint')} value={draft.purpose} onChange={purpose => set({ purpose })} required />
      <Entry label={t('consent.until')} hint={t('consent.until hint')} value={draft.until} onChange={until => set({ until })} type="date" />
      <Refusal problem={problem} />
      <div className="form-acts"><button type="submit" className="button-main" disabled={acting}>{t('consent.give')}</button></div>
    </form>
  )
}
