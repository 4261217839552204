import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { csvOf } from '../ui/csv.ts'
import { download } from '../ui/download.ts'

export interface Column<Row> {
  readonly key: string
  readonly title: string
  readonly value: (row: Row) => string | number
  readonly show?: (row: Row) => ReactNode
  readonly figure?: boolean
  readonly strong?: boolean
  /** Left out where there is no room for all. */
  readonly lesser?: boolean
}
interface TableProps<Row> { readonly name: string; readonly columns: readonly Column<Row>[]; readonly rows: readonly Row[]; readonly rowKey: (row: Row) => string; readonly first?: string; readonly foot?: readonly ReactNode[]; readonly filter?: boolean; readonly children?: ReactNode }

/** A dense table: sorted by its heads, filtered by a word, exported as it is seen. Plain, since it is drawn anew while the hand moves. */
export function Table<Row>({ name, columns, rows, rowKey, first, foot, filter = false, children }: TableProps<Row>) {
  const { t } = useTranslation()
  const [sort, setSort] = useState<{ readonly key: string; readonly down: boolean } | undefined>(first === undefined ? undefined : { key: first, down: true })
  const [word, setWord] = useState('')
  const by = columns.find(one => one.key === sort?.key)
  const found = word.trim() === '' ? rows : rows.filter(row => columns.some(column => String(column.value(row)).includes(word.trim())))
  const shown = by === undefined ? found : [...found].sort((a, b) => (sort?.down === true ? -1 : 1) * order(by.value(a), by.value(b)))
  return (
    <div className="table">
      <p className="table-acts small screen">
        {children}
        <span className="demo">{t('demo')}</span>
        {filter && <input type="search" aria-label={t('sandbox.filter')} placeholder={t('sandbox.filter')} value={word} onChange={event => setWord(event.target.value)} />}
        <button type="button" className="act" onClick={() => download(`${name}.csv`, csv(columns, shown), 'text/csv')}>{t('sandbox.export')}</button>
      </p>
      <div className="table-scroll" tabIndex={0} role="region" aria-label={name}>
        <table>
          <thead><tr>{columns.map(column => (
            <th key={column.key} scope="col" className={classOf(column)} aria-sort={sort?.key === column.key ? (sort.down ? 'descending' : 'ascending') : undefined}>
              <button type="button" onClick={() => setSort({ key: column.key, down: sort?.key === column.key ? !sort.down : column.figure === true })}>{column.title}{sort?.key === column.key && <span aria-hidden="true">{sort.down ? ' ↓' : ' ↑'}</span>}</button>
            </th>
          ))}</tr></thead>
          <tbody>{shown.map(row => <tr key={rowKey(row)}>{columns.map(column => <td key={column.key} className={classOf(column)}>{column.show?.(row) ?? column.value(row)}</td>)}</tr>)}</tbody>
          {foot !== undefined && word === '' && <tfoot><tr>{foot.map((cell, i) => (i === 0 ? <th key={i} scope="row">{cell}</th> : <td key={i} className={`figure${columns[i]?.lesser === true ? ' lesser' : ''}`}>{cell}</td>))}</tr></tfoot>}
        </table>
      </div>
    </div>
  )
}

const classOf = <Row,>({ figure, strong, lesser }: Column<Row>): string => [figure === true ? 'figure' : '', strong === true ? 'strong' : '', lesser === true ? 'lesser' : ''].join(' ').trim()

const order = (a: string | number, b: string | number): number => (typeof a === 'number' && typeof b === 'number' ? a - b : String(a).localeCompare(String(b), 'zh-CN'))

const csv = <Row,>(columns: readonly Column<Row>[], rows: readonly Row[]): string => csvOf([columns.map(one => one.title), ...rows.map(row => columns.map(one => one.value(row)))])
