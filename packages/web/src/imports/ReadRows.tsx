import { use, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Kind } from '@lizhu/policy'
import { addressOf } from '../api/client.ts'
import { useAct, usePages } from '../api/useAnswer.ts'
import type { Import, ImportRow } from '../api/types.ts'
import { go, useAddress } from '../app/address.ts'
import { language } from '../i18n/language.ts'
import { loadProgram } from '../pack/load.ts'
import { knownFact, valueOf } from '../record/slot.ts'
import { Entry } from '../ui/Entry.tsx'
import { Refusal } from '../ui/Refusal.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'

const SHOWS = ['all', 'problems', 'new', 'change', 'same', 'wrong', 'warned', 'chosen'] as const

/** The rows as they will be: what changes, what is wrong at which cell; which are taken in. */
export function ReadRows({ one, mine }: { readonly one: Import; readonly mine: boolean }) {
  const { t } = useTranslation()
  const { search } = useAddress()
  const show = SHOWS.find(name => name === search.get('show')) ?? 'all'
  const { items, error, more, onMore, again } = usePages('listImportRows', { params: { import: one.id }, query: { show, limit: 50 } })
  const choose = useAct('chooseRows', ['listImportRows'])
  const carry = useAct('carryOutImport', ['readImport', 'listImports', 'listParties', 'listFacts'])
  const [warned, setWarned] = useState<number>()
  const open = one.state === 'ready' && mine
  const params = { import: one.id }
  const toggle = (row: ImportRow) => {
    if (row.warned && !row.chosen) setWarned(row.row)
    else void choose.act({ params, body: { rows: [row.row], chosen: !row.chosen } })
  }
  return (
    <>
      {open && (
        <div className="form-acts screen">
          <button type="button" className="button-main" disabled={carry.acting} onClick={() => { void carry.act({ params }) }}>{t('imports.carry out')}</button>
          <button type="button" className="button-plain" disabled={choose.acting} onClick={() => { void choose.act({ params, body: { rows: 'good', chosen: true } }) }}>{t('imports.choose good')}</button>
          <button type="button" className="button-plain" disabled={choose.acting} onClick={() => { void choose.act({ params, body: { rows: 'all', chosen: false } }) }}>{t('imports.choose none')}</button>
          <a href={addressOf('annotateImport', { params, query: { language: language() } })}>{t('imports.annotated')}</a>
        </div>
      )}
      <Refusal problem={error ?? choose.problem ?? carry.problem} again={again} />
      {warned !== undefined && <Reason row={warned} onReason={reason => { void choose.act({ params, body: { rows: [warned], chosen: true, reason } }).then(() => setWarned(undefined)) }} onCancel={() => setWarned(undefined)} />}
      <nav className="tabs small screen" aria-label={t('imports.show')}>{SHOWS.map(name => <button key={name} type="button" aria-pressed={show === name} onClick={() => go({ search: { show: name === 'all' ? undefined : name } })}>{t(`import.show.${name}`)}</button>)}</nav>
      {items === undefined ? <Skeleton /> : items.length === 0 ? <p className="list-empty second">{t('imports.no rows')}</p> : <Sheet one={one} rows={items} open={open} onToggle={toggle} />}
      {more && <p className="list-more"><button type="button" className="act" onClick={onMore}>{t('list.more')}</button></p>}
    </>
  )
}

function Reason({ row, onReason, onCancel }: { readonly row: number; readonly onReason: (reason: string) => void; readonly onCancel: () => void }) {
  const { t } = useTranslation()
  const [reason, setReason] = useState('')
  return (
    <form className="form" onSubmit={event => { event.preventDefault(); onReason(reason) }}>
      <Entry label={t('imports.reason', { row })} hint={t('imports.reason hint')} value={reason} onChange={setReason} required autoFocus />
      <div className="form-acts"><button type="submit" className="button-main">{t('imports.choose')}</button><button type="button" className="act" onClick={onCancel}>{t('form.cancel')}</button></div>
    </form>
  )
}

function Sheet({ one, rows, open, onToggle }: { readonly one: Import; readonly rows: readonly ImportRow[]; readonly open: boolean; readonly onToggle: (row: ImportRow) => void }) {
  const { t } = useTranslation()
  const kind = use(loadProgram()).program.kinds.find(known => known.name === one.kind)
  const width = Math.max(...rows.map(row => row.cells.length))
  const target = (column: number) => { const to = one.matching?.columns[column]; return to === undefined || to.to === 'ignored' ? '' : to.to === 'fact' ? [to.fact, to.period ?? '', to.unit ?? ''].join(' ').trim() : t(`target.${to.to}`) }
  return (
    <div className="scroll" tabIndex={0} role="region" aria-label={t('imports.rows')}>
      <table className="plain sheet">
        <thead><tr><th scope="col">{t('imports.row')}</th><th scope="col">{t('imports.becomes')}</th>{Array.from({ length: width }, (_, i) => <th key={i} scope="col" lang="zh-CN">{target(i)}</th>)}</tr></thead>
        <tbody>
          {rows.map(row => (
            <tr key={row.row} className={`sheet-${row.outcome}`}>
              <th scope="row" className="nowrap"><label>{open && <input type="checkbox" checked={row.chosen} disabled={row.outcome === 'wrong'} onChange={() => onToggle(row)} />} {row.row}</label></th>
              <td className="nowrap"><span className={row.outcome === 'wrong' ? 'now' : row.outcome === 'new' ? 'state state-eligible' : 'second'}>{t(`import.outcome.${row.outcome}`)}</span>{row.warned && <span className="state state-unknown"> {t('imports.warned')}</span>}{row.problems.filter(one => one.column === null).map(one => <span key={one.zh} className="small sheet-problem">{one[language()]}</span>)}{row.reason !== null && <span className="small second"> {row.reason}</span>}</td>
              {Array.from({ length: width }, (_, i) => <Cell key={i} row={row} column={i} kind={kind} />)}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Cell({ row, column, kind }: { readonly kind: Kind | undefined; readonly row: ImportRow; readonly column: number }) {
  const problems = row.problems.filter(one => one.column === column)
  const change = row.changes.find(one => one.column === column)
  const severe = problems.some(one => one.severity === 'error')
  return (
    <td lang="zh-CN" className={severe ? 'sheet-bad' : problems.length > 0 ? 'sheet-odd' : undefined}>
      {change?.before !== null && change?.before !== undefined && <><s className="second">{change.fact === null ? change.before : valueOf(knownFact(kind, change.fact), change.before)}</s> → </>}{row.cells[column] ?? ''}
      {problems.map(one => <span key={one.zh} className={`small sheet-problem ${one.severity === 'error' ? 'now' : 'state-unknown'}`} lang={language() === 'zh' ? 'zh-CN' : 'en'}>{one[language()]}</span>)}
    </td>
  )
}
