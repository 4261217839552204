import { ConfigProvider, Table } from 'antd'
import { Link } from 'wouter'
import { go, useAddress } from '../app/address.ts'
import type { Head, Line } from './ListTable.tsx'
import { theme } from './theme.ts'

/** The rows of a list as a table of Ant Design: it comes when there is a list to show. */
export default function Rows({ name, heads, lines, paged }: { readonly name: string; readonly heads: readonly Head[]; readonly lines: readonly Line[]; readonly paged: boolean }) {
  const { search } = useAddress()
  const sort = search.get('sort') ?? ''
  const open = search.get('open') ?? ''
  return (
    <ConfigProvider theme={theme}>
      <div className="list-scroll" tabIndex={0} role="region" aria-label={name}>
        <Table<Line>
          size="small" pagination={false} dataSource={lines} rowKey={line => line.key} showSorterTooltip={false}
          columns={heads.map((head, i) => ({
            key: head.key, title: head.title, ...(head.figure === true ? { align: 'right', className: 'figure' } : head.short === true ? { className: 'nowrap' } : {}), ...(head.from === undefined ? {} : { responsive: [head.from] }),
            render: (_: unknown, line: Line) => (i === 0 ? <First line={line} open={open} /> : line.cells[i]?.shown),
            ...(paged ? {} : { sorter: (a: Line, b: Line) => order(a.cells[i]?.value ?? '', b.cells[i]?.value ?? ''), sortOrder: sort === head.key ? 'ascend' : sort === `-${head.key}` ? 'descend' : null }),
          }))}
          onChange={(_, __, sorter) => {
            const by = Array.isArray(sorter) ? sorter[0] : sorter
            if (!paged) go({ search: { sort: by?.order === undefined || by.order === null ? undefined : `${by.order === 'descend' ? '-' : ''}${String(by.columnKey)}` } })
          }}
          onRow={line => ({
            className: open === line.key ? 'list-on' : '',
            // The whole row opens, for a hand; for a keyboard its first cell does.
            onClick: ({ target }) => { if (target instanceof HTMLElement && target.closest('a, button, input, label') === null) target.closest('tr')?.querySelector<HTMLElement>('[data-row]')?.click() },
          })}
          {...(lines[0]?.opened === undefined ? {} : { expandable: { expandedRowKeys: [open], showExpandColumn: false, expandedRowRender: (line: Line) => line.opened?.() } })}
        />
      </div>
    </ConfigProvider>
  )
}

function First({ line, open }: { readonly line: Line; readonly open: string }) {
  const shown = line.cells[0]?.shown
  if (line.href !== undefined) return <Link href={line.href} data-row="">{shown}</Link>
  if (line.opened === undefined) return <span tabIndex={-1} data-row="">{shown}</span>
  return <button type="button" className="act" data-row="" aria-expanded={open === line.key} onClick={() => go({ search: { open: open === line.key ? undefined : line.key } }, 'new')}>{shown}</button>
}

const order = (a: string | number, b: string | number): number => (typeof a === 'number' && typeof b === 'number' ? a - b : String(a).localeCompare(String(b), 'zh-CN'))
