import { Suspense, lazy, useEffect, useRef, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { go, useAddress } from '../app/address.ts'
import { csvOf } from './csv.ts'
import { download } from './download.ts'
import { Skeleton } from './Skeleton.tsx'
import './list.css'

const Rows = lazy(() => import('./Rows.tsx'))

export interface Column<Row> {
  readonly key: string
  readonly title: string
  readonly value: (row: Row) => string | number
  readonly show?: (row: Row) => ReactNode
  readonly figure?: boolean
  /** Never broken over lines. */
  readonly short?: boolean
  /** Narrower screens leave it out. */
  readonly from?: 'sm' | 'md' | 'lg'
}
export interface ListProps<Row> {
  /** What the list is of: its name for readers and for the file it is exported to. */
  readonly name: string
  readonly columns: readonly Column<Row>[]
  /** Undefined while they are on their way. */
  readonly rows: readonly Row[] | undefined
  readonly rowKey: (row: Row) => string
  /** Where a row leads; else it opens in place, and `opened` says what it shows. */
  readonly href?: (row: Row) => string
  readonly opened?: (row: Row) => ReactNode
  readonly more?: boolean
  readonly onMore?: () => void
  readonly empty: ReactNode
  /** Sorted by the server, page by page: what is here is not all there is. */
  readonly paged?: boolean
  readonly children?: ReactNode
}

/**
 * A list that is worked in: found by a word, sorted, its columns chosen, exported as it is seen; J and K move, Enter opens.
 * All of that stands in the address.
 */
export function ListTable<Row>(props: ListProps<Row>) {
  const { name, columns, rows, empty, paged = false, more = false, onMore, children } = props
  const { t } = useTranslation()
  const { search } = useAddress()
  const place = useRef<HTMLDivElement>(null)
  useRowKeys(place)
  const find = paged ? '' : search.get('find') ?? ''
  const hidden = new Set((search.get('hide') ?? '').split(',').filter(key => key !== ''))
  const found = find === '' ? rows : rows?.filter(row => columns.some(column => String(column.value(row)).toLowerCase().includes(find.toLowerCase())))
  const shown = columns.filter(column => !hidden.has(column.key))
  const toggle = (key: string) => go({ search: { hide: [...hidden.has(key) ? [...hidden].filter(one => one !== key) : [...hidden, key]].join(',') } })
  return (
    <div className="list" ref={place}>
      <div className="list-acts small screen">
        {!paged && <input type="search" aria-label={t('list.find')} placeholder={t('list.find')} value={find} onChange={event => go({ search: { find: event.target.value } })} />}
        {children}
        <span className="list-end">
          {rows !== undefined && <span className="third">{t(more ? 'list.first' : 'list.count', { count: found?.length ?? 0 })}</span>}
          <details className="list-columns">
            <summary className="act">{t('list.columns')}</summary>
            <div>{columns.slice(1).map(column => <label key={column.key}><input type="checkbox" checked={!hidden.has(column.key)} onChange={() => toggle(column.key)} /> {column.title}</label>)}</div>
          </details>
          <button type="button" className="act" disabled={found === undefined} onClick={() => download(`${name}.csv`, csvOf([shown.map(one => one.title), ...(found ?? []).map(row => shown.map(one => one.value(row)))]), 'text/csv')}>{t('list.export')}</button>
        </span>
      </div>
      {found === undefined ? <Skeleton /> : found.length === 0 ? <div className="list-empty second">{find === '' ? empty : t('list.none found', { find })}</div>
        : <Suspense fallback={<Skeleton />}><Rows name={name} heads={shown} lines={found.map(row => lineOf(props, shown, row))} paged={paged} /></Suspense>}
      {more && <p className="list-more screen"><button type="button" className="act" onClick={onMore}>{t('list.more')}</button></p>}
      {found !== undefined && found.length > 1 && <p className="list-keys third small screen"><kbd>J</kbd> <kbd>K</kbd> {t('list.walk')} <kbd>Enter</kbd> {t('list.open')}</p>}
    </div>
  )
}

/** A row as it is drawn. */
export interface Line { readonly key: string; readonly href?: string; readonly cells: readonly { readonly value: string | number; readonly shown: ReactNode }[]; readonly opened?: () => ReactNode }
/** A column as it is drawn. */
export type Head = Pick<Column<never>, 'key' | 'title' | 'figure' | 'from' | 'short'>

function lineOf<Row>({ rowKey, href, opened }: ListProps<Row>, columns: readonly Column<Row>[], row: Row): Line {
  return {
    key: rowKey(row), cells: columns.map(column => { const value = column.value(row); return { value, shown: column.show?.(row) ?? value } }),
    ...(href === undefined ? {} : { href: href(row) }), ...(opened === undefined ? {} : { opened: () => opened(row) }),
  }
}

/** J and K move between rows, wherever the focus is but in a field. */
function useRowKeys(place: { readonly current: HTMLElement | null }) {
  useEffect(() => {
    const walk = (event: KeyboardEvent) => {
      const { target } = event
      if (!['j', 'k'].includes(event.key) || event.ctrlKey || event.metaKey || event.altKey || (target instanceof HTMLElement && target.matches('input, textarea, select, [contenteditable]'))) return
      const rows = [...place.current?.querySelectorAll<HTMLElement>('[data-row]') ?? []]
      const at = rows.findIndex(row => row === document.activeElement)
      const next = rows[at === -1 ? 0 : Math.min(rows.length - 1, Math.max(0, at + (event.key === 'j' ? 1 : -1)))]
      if (next === undefined) return
      event.preventDefault()
      next.focus()
    }
    addEventListener('keydown', walk)
    return () => removeEventListener('keydown', walk)
  }, [place])
}
