import { use, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Answer } from '../api/client.ts'
import { Failed, wordsOf } from '../api/problem.ts'
import { useAct, useAnswer } from '../api/useAnswer.ts'
import type { Import, ImportTarget } from '../api/types.ts'
import { language } from '../i18n/language.ts'
import { loadProgram } from '../pack/load.ts'
import { Entry } from '../ui/Entry.tsx'
import { fieldOf, Refusal } from '../ui/Refusal.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { useDraft } from '../ui/useDraft.ts'

type Preview = Answer<'previewImport'>
const EMPTY = { sheet: '', headerRow: '', source: '' }

/** Which sheet, where its headers are, and what each column tells; what was matched before is remembered. */
export function Matching({ one }: { readonly one: Import }) {
  const { t } = useTranslation()
  const { draft, set } = useDraft(`matching.${one.id}`, EMPTY)
  const { answer, error } = useAnswer('previewImport', { params: { import: one.id }, query: { ...(draft.sheet === '' ? {} : { sheet: draft.sheet }), ...(Number(draft.headerRow) > 0 ? { headerRow: Number(draft.headerRow) } : {}) } })
  if (answer === undefined) return error === null ? <Skeleton /> : <Refusal problem={error} />
  return (
    <>
      <div className="matching-head">
        <Entry label={t('imports.sheet')} value={draft.sheet === '' ? answer.sheet : draft.sheet} onChange={sheet => set({ sheet, headerRow: '' })} choices={answer.sheets.map(({ name, hidden }) => ({ value: name, name: hidden ? `${name} ${t('imports.hidden')}` : name }))} />
        <Entry label={t('imports.header row')} value={draft.headerRow === '' ? String(answer.headerRow) : draft.headerRow} onChange={headerRow => set({ headerRow })} inputMode="numeric" />
        <Entry label={t('imports.source')} hint={t('imports.source hint')} value={draft.source} onChange={source => set({ source })} required />
      </div>
      <Refusal problem={error} />
      <Columns key={`${answer.sheet} ${answer.headerRow}`} one={one} preview={answer} source={draft.source} />
    </>
  )
}

function Columns({ one, preview, source }: { readonly one: Import; readonly preview: Preview; readonly source: string }) {
  const { t } = useTranslation()
  const { program } = use(loadProgram())
  const [columns, setColumns] = useState<readonly ImportTarget[]>(one.matching?.columns.length === preview.columns.length ? one.matching.columns : preview.columns)
  const { act, acting, problem } = useAct('setMatching', ['readImport', 'listImports'])
  const change = (at: number, target: ImportTarget) => setColumns(now => now.map((before, i) => (i === at ? target : before)))
  const [, at] = problem instanceof Failed ? /^\/columns\/(\d+)/.exec(problem.problem.field ?? '') ?? [] : []
  const party = program.kinds.find(kind => kind.name === one.kind)?.party === true
  const send = async () => {
    const [first, ...rest] = columns
    if (first !== undefined) await act({ params: { import: one.id }, version: one.version, body: { sheet: preview.sheet, headerRow: preview.headerRow, columns: [first, ...rest], source, organisation: null } })
  }
  return (
    <form onSubmit={event => { event.preventDefault(); void send() }}>
      <div className="scroll" tabIndex={0} role="group" aria-label={t('imports.columns')}>
        <table className="plain matching">
          <thead><tr><th scope="col">{t('imports.column')}</th><th scope="col">{t('imports.tells')}</th><th scope="col">{t('tell.period')}</th><th scope="col">{t('imports.unit')}</th><th scope="col">{t('imports.begins')}</th></tr></thead>
          <tbody>
            {columns.map((target, i) => {
              const fact = target.to === 'fact' ? preview.facts.find(known => known.name === target.fact) : undefined
              return (
                <tr key={i} className={String(i) === at ? 'matching-wrong' : undefined}>
                  <th scope="row" lang="zh-CN">{preview.headers[i] === '' ? t('imports.nameless', { number: i + 1 }) : preview.headers[i]}</th>
                  <td><TargetSelect label={preview.headers[i] ?? ''} target={target} preview={preview} party={party} onChange={next => change(i, next)} />{String(i) === at && <span className="entry-problem small" role="alert">{wordsOf(problem)}</span>}</td>
                  <td>{target.to === 'fact' && fact?.every !== null && fact?.every !== undefined && <input className="matching-period" aria-label={`${preview.headers[i] ?? ''} ${t('tell.period')}`} placeholder={t(`tell.period.${fact.every}`)} value={target.period ?? ''} onChange={event => change(i, { ...target, period: event.target.value === '' ? null : event.target.value })} />}</td>
                  <td>{target.to === 'fact' && fact !== undefined && UNITS[fact.type] !== undefined && <select aria-label={`${preview.headers[i] ?? ''} ${t('imports.unit')}`} value={target.unit ?? ''} onChange={event => change(i, { ...target, unit: event.target.value === '' ? null : event.target.value })}><option value="">{t('imports.as written')}</option>{UNITS[fact.type]?.map(unit => <option key={unit} value={unit}>{unit}</option>)}</select>}{target.to === 'fact' && fact !== undefined && UNITS[fact.type] === undefined && target.unit}</td>
                  <td className="second small" lang="zh-CN">{preview.rows.slice(0, 3).map(row => row.cells[i] ?? '').filter(cell => cell !== '').join(' · ')}</td>
                </tr>
              )
            })}
          </tbody>
        </table>
      </div>
      {(at === undefined || fieldOf(problem) === undefined) && <Refusal problem={problem} />}
      <div className="form-acts"><button type="submit" className="button-main" disabled={acting || source.trim() === ''}>{t('imports.check')}</button>{source.trim() === '' && <span className="second small">{t('imports.source needed')}</span>}</div>
    </form>
  )
}

/** Units of bare figures, by the type of a fact. */
const UNITS: Readonly<Record<string, readonly string[]>> = { money: ['元', '千元', '万元', '亿元'], rate: ['%'] }
const PLAIN = ['ignored', 'code', 'name', 'area', 'period'] as const
const OF_A_CLAIM = ['key', 'title'] as const

function TargetSelect({ label, target, preview, party, onChange }: { readonly label: string; readonly target: ImportTarget; readonly preview: Preview; readonly party: boolean; readonly onChange: (target: ImportTarget) => void }) {
  const { t } = useTranslation()
  const plain = party ? PLAIN : [...PLAIN, ...OF_A_CLAIM]
  const choose = (value: string) => {
    const to = plain.find(one => one === value)
    if (to !== undefined) onChange({ to })
    else onChange({ to: 'fact', fact: value.slice('fact '.length), period: target.to === 'fact' ? target.period : null, unit: null })
  }
  return (
    <select aria-label={label} className={target.to === 'ignored' ? 'third' : undefined} value={target.to === 'fact' ? `fact ${target.fact}` : target.to} onChange={event => choose(event.target.value)}>
      {plain.map(to => <option key={to} value={to}>{t(`target.${to}`)}</option>)}
      <optgroup label={t('target.facts')}>{preview.facts.map(fact => <option key={fact.name} value={`fact ${fact.name}`}>{language() === 'en' ? fact.en ?? fact.name : fact.name}</option>)}</optgroup>
    </select>
  )
}
