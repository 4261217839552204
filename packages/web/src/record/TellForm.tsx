import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { dossierMessage, readPeriod, readValue, writePeriod, type Fact as Known, type Kind } from '@lizhu/policy'
import { useAct } from '../api/useAnswer.ts'
import type { Fact } from '../api/types.ts'
import { Field } from '../calculator/form/Field.tsx'
import { HintBar } from '../calculator/form/HintBar.tsx'
import { Hint, type Said } from '../calculator/form/hint.ts'
import { withUnit } from '../calculator/sheet/facts.ts'
import { readsOf } from '../calculator/sheet/reads.ts'
import { language } from '../i18n/language.ts'
import { isCoded } from '../pack/load.ts'
import { nameOf } from '../pack/names.ts'
import { Entry } from '../ui/Entry.tsx'
import { Refusal } from '../ui/Refusal.tsx'
import { useDraft } from '../ui/useDraft.ts'
import type { Recorded } from './context.ts'
import '../calculator/form/form.css'

interface TellProps {
  readonly recorded: Recorded
  readonly kind: Kind
  readonly claim: string | null
  /** Which fact it is, and of a correction what it corrects; else it is chosen. */
  readonly preset?: { readonly fact: Known; readonly period?: string; readonly current?: Fact }
  readonly onDone: () => void
}
const EMPTY = { name: '', period: '', value: '', source: '' }

/** Tells a fact, or corrects one: with its unit, an example and what it is for, as the calculator asks it; and out of what it is known. */
export function TellForm({ recorded: { party, program, names }, kind, claim, preset, onDone }: TellProps) {
  const { t } = useTranslation()
  const { draft, set, clear } = useDraft(`fact.${party.id}.${claim ?? ''}.${preset?.fact.name ?? ''}.${preset?.period ?? ''}`, EMPTY)
  const [said, setSaid] = useState<Said>()
  const [tried, setTried] = useState(false)
  const { act, acting, problem } = useAct('recordFacts', ['listFacts', 'readDossier'])
  const fact = preset?.fact ?? kind.facts.find(one => one.name === draft.name)
  const period = preset?.period ?? draft.period
  const wrong = useMemo(() => (fact === undefined ? {} : problemsOf(fact, draft.value, period, draft.source, t('form.needed'), t('tell.period wrong'))), [fact, draft, period, t])
  const count = Object.keys(wrong).length
  const send = async () => {
    setTried(true)
    if (fact === undefined || count > 0) return
    const at = fact.every === undefined ? null : readPeriod(fact.every, period)
    const done = await act({ params: { party: party.id }, body: { facts: [{
      claim, name: fact.name, period: at === null || at === undefined || fact.every === undefined ? null : writePeriod(fact.every, at), written: withUnit(draft.value, fact), source: draft.source,
      ...(preset?.current === undefined ? {} : { basedOn: preset.current.id }),
    }] } })
    if (done === undefined) return
    clear()
    onDone()
  }
  const read = fact === undefined ? '' : `${kind.name}.${fact.name}`
  return (
    <Hint value={setSaid}>
      <form className="form tell" noValidate onSubmit={event => { event.preventDefault(); void send() }} autoComplete="off">
        {tried && count > 0 && <p className="refusal" role="status">{t('head.problems', { count })}</p>}
        {preset === undefined && <Entry label={t('tell.which')} value={draft.name} onChange={name => set({ name, value: '' })} choices={[{ value: '', name: t('registry.choose') }, ...kind.facts.map(one => ({ value: one.name, name: nameOf(one) }))]} autoFocus />}
        {fact !== undefined && (
          <>
            {fact.every !== undefined && preset?.period === undefined && <Entry label={t('tell.period')} hint={t(`tell.period.${fact.every}`)} value={draft.period} onChange={period => set({ period })} problem={tried ? wrong.period : undefined} inputMode="numeric" required />}
            <Field
              id={`tell-${claim ?? ''}-${fact.name}`} fact={fact} label={names.fact(kind.name, fact.name)} value={draft.value} problem={tried || draft.value !== '' ? wrong.value : undefined} coded={isCoded(read)}
              settles={[...readsOf(program).of.get(read) ?? []].flatMap(one => program.instruments.filter(instrument => instrument.id === one).map(nameOf))}
              texts={fact.type.kind === 'text' && fact.type.choices === undefined ? [...readsOf(program).texts.get(read) ?? []] : []} onChange={value => set({ value })}
            />
            <Entry label={t('tell.source')} hint={fact.source === undefined ? t('tell.source hint') : t('tell.usual source', { source: fact.source })} value={draft.source} onChange={source => set({ source })} problem={tried ? wrong.source : undefined} required />
          </>
        )}
        <HintBar said={said} />
        <Refusal problem={problem} />
        <div className="form-acts">
          <button type="submit" className="button-main" disabled={acting || fact === undefined}>{t(preset?.current === undefined ? 'tell.record' : 'tell.correct')}</button>
          <button type="button" className="act" onClick={onDone}>{t('form.cancel')}</button>
        </div>
      </form>
    </Hint>
  )
}

interface Problems { readonly value?: string; readonly period?: string; readonly source?: string }

/** What is wrong with what was typed, by field, in the words of whoever reads facts files. */
function problemsOf(fact: Known, value: string, period: string, source: string, needed: string, badPeriod: string): Problems {
  const read = value.trim() === '' ? undefined : readValue(fact, withUnit(value, fact))
  const wrong = read === undefined ? needed : 'code' in read ? dossierMessage({ path: [], severity: 'error', code: read.code, params: read.params ?? {} }, language()) : undefined
  return {
    ...(wrong === undefined ? {} : { value: wrong }), ...(source.trim() === '' ? { source: needed } : {}),
    ...(fact.every !== undefined && readPeriod(fact.every, period) === undefined ? { period: badPeriod } : {}),
  }
}
