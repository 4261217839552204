import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { rational } from '@lizhu/feel'
import { wordsOf } from '../api/problem.ts'
import { useAct, useAnswer } from '../api/useAnswer.ts'
import type { PolicyQuestion } from '../api/types.ts'
import { language } from '../i18n/language.ts'
import { exactly, overview } from '../pack/figures.ts'
import { todayInChina } from '../record/slot.ts'
import { may, type Me } from '../session/me.ts'
import { Entry } from '../ui/Entry.tsx'
import { fieldOf, Refusal } from '../ui/Refusal.tsx'
import { useDraft } from '../ui/useDraft.ts'

const EMPTY = { chosen: '', document: '', documentDate: '', from: '', note: '' }

/** Decides a question, on a document, from a day on; what each choice would cost stands beside it. */
export function Decide({ question, me }: { readonly question: PolicyQuestion; readonly me: Me }) {
  const { t } = useTranslation()
  const { kind, id, options } = question
  const { draft, set, clear } = useDraft(`decide.${kind}.${id}`, EMPTY)
  const { act, acting, problem } = useAct('decide', ['listOpenQuestions', 'listDecisions'])
  const field = fieldOf(problem)
  const wrong = (name: string) => (field === name ? wordsOf(problem) : undefined)
  const [values, setValues] = useState('')
  const send = async () => {
    const done = await act({ body: { kind, id, chosen: draft.chosen, document: draft.document, documentDate: draft.documentDate, from: draft.from === '' ? todayInChina() : draft.from, ...(draft.note.trim() === '' ? {} : { note: draft.note }) } })
    if (done !== undefined) clear()
  }
  if (question.type !== null && question.type.en === 'schedule') return <p className="second">{t('decide.schedule')}</p>
  return (
    <div className="decide">
      <form className="form" onSubmit={event => { event.preventDefault(); void send() }}>
        <h3>{t('decide.title')}</h3>
        {kind === 'reading'
          ? (
            <fieldset className="choices">
              <legend className="second small">{t('questions.options')}</legend>
              {options.map(one => <label key={one} lang="zh-CN"><input type="radio" name={`c-${id}`} checked={draft.chosen === one} onChange={() => set({ chosen: one })} /> {one}</label>)}
            </fieldset>
          )
          : <Entry label={t('decide.value')} hint={t('decide.value hint', { type: question.type?.[language()] ?? '' })} value={draft.chosen} onChange={chosen => set({ chosen })} problem={wrong('chosen')} required />}
        <Entry label={t('decide.document')} hint={t('decide.document hint')} value={draft.document} onChange={document => set({ document })} problem={wrong('document')} required />
        <Entry label={t('decide.date')} value={draft.documentDate} onChange={documentDate => set({ documentDate })} type="date" problem={wrong('documentDate')} required />
        <Entry label={t('decide.from')} value={draft.from === '' ? todayInChina() : draft.from} onChange={from => set({ from })} type="date" problem={wrong('from')} required />
        <Entry label={t('decide.note')} value={draft.note} onChange={note => set({ note })} rows={2} />
        {(field === undefined || !['chosen', 'document', 'documentDate', 'from'].includes(field)) && <Refusal problem={problem} />}
        <div className="form-acts"><button type="submit" className="button-main" disabled={acting || draft.chosen.trim() === ''}>{t('decide.go')}</button></div>
      </form>
      {may(me, 'costOfChoices') && (
        <section className="costs">
          <h3>{t('costs.title')}</h3>
          {kind === 'setting' && <Entry label={t('costs.values')} hint={t('costs.values hint')} value={values} onChange={setValues} />}
          <Costs kind={kind} id={id} values={values} />
        </section>
      )}
    </div>
  )
}

/** What the city would pay under each choice, beside what it pays now. */
function Costs({ kind, id, values }: { readonly kind: PolicyQuestion['kind']; readonly id: string; readonly values: string }) {
  const { t } = useTranslation()
  const [asked, setAsked] = useState<string>()
  const { answer, error, waiting } = useAnswer('costOfChoices', { query: { kind, id, ...(kind === 'setting' ? { values: asked ?? '' } : {}) } }, asked !== undefined)
  const fen = (text: string) => rational.whole(Number(text))
  const money = (text: string) => <span title={exactly(fen(text))}>{overview(fen(text))}</span>
  return (
    <>
      <div className="form-acts"><button type="button" className="button-plain" disabled={waiting || (kind === 'setting' && values.trim() === '')} onClick={() => setAsked(values)}>{t(waiting ? 'costs.working' : 'costs.go')}</button></div>
      <Refusal problem={error} />
      {answer?.why !== null && answer?.why !== undefined && <p className="second small">{answer.why[language()]}</p>}
      {answer?.city !== null && answer?.city !== undefined && (
        <>
          <p className="second small">{t('costs.city', { city: answer.city.name, count: answer.city.enterprises, date: answer.city.asOf })} {answer.city.synthetic && <span className="demo">{t('demo')}</span>}</p>
          <table className="plain">
            <thead><tr><th scope="col">{t('questions.chosen')}</th><th scope="col" className="figure">{t('costs.likely')}</th><th scope="col" className="figure">{t('costs.high')}</th><th scope="col" className="figure">{t('costs.winners')}</th></tr></thead>
            <tbody>
              {answer.before !== null && <tr><td className="second">{t('costs.now')}</td><td className="figure">{money(answer.before.likely)}</td><td className="figure">{money(answer.before.high)}</td><td /></tr>}
              {answer.choices.map(one => <tr key={one.chosen}><td lang="zh-CN">{one.chosen}</td><td className="figure">{one.cost === null ? <span className="lack">{t('field.missing')}</span> : money(one.cost.likely)}</td><td className="figure">{one.cost === null ? '' : money(one.cost.high)}</td><td className="figure">{one.winners === null ? '' : `${one.winners} / ${one.losers ?? 0}`}</td></tr>)}
            </tbody>
          </table>
        </>
      )}
    </>
  )
}
