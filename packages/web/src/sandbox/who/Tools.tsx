import { useTranslation } from 'react-i18next'
import type { Program } from '@lizhu/policy'
import type { Comparison, Outlay } from '@lizhu/policy/simulate'
import { nameOf } from '../../pack/names.ts'
import { Table, type Column } from '../Table.tsx'
import { count, exact, signed, unit, wan } from '../figures.ts'

interface Tool { readonly id: string; readonly name: string; readonly before: Outlay; readonly after: Outlay }
const granted = ({ exact: sure, ceiling }: Outlay): bigint => sure + ceiling
const wanOf = (fen: bigint): number => Number(fen / 100_000n) / 10

/** Each instrument before and after: how many, how much, and what stays open. */
export function Tools({ program, comparison }: { readonly program: Program; readonly comparison: Comparison }) {
  const { t } = useTranslation()
  const rows = comparison.instruments.flatMap(({ instrument, outlay: [before, after] }): Tool[] => {
    const found = program.instruments.find(one => one.id === instrument)
    return found === undefined || !before.money ? [] : [{ id: instrument, name: nameOf(found), before, after }]
  })
  const difference = (one: Tool): bigint => granted(one.after) - granted(one.before)
  const columns: Column<Tool>[] = [
    { key: 'name', title: t('sandbox.tool'), value: one => `${one.id} ${one.name}`, show: one => <><span className="third small">{one.id}</span> {one.name}</> },
    { key: 'rows', lesser: true, title: t('sandbox.eligible'), figure: true, value: one => one.after.rows.eligible, show: one => count(one.after.rows.eligible) },
    { key: 'unknown', lesser: true, title: t('sandbox.unknown'), figure: true, value: one => one.after.rows.unknown, show: one => <span className="second">{count(one.after.rows.unknown)}</span> },
    { key: 'before', lesser: true, title: t('sandbox.today'), figure: true, value: one => wanOf(granted(one.before)), show: one => <span className="second" title={exact(granted(one.before))}>{wan(granted(one.before))}</span> },
    { key: 'after', title: t('sandbox.after'), figure: true, value: one => wanOf(granted(one.after)), show: one => <span title={exact(granted(one.after))}>{wan(granted(one.after))}</span> },
    { key: 'difference', title: t('sandbox.change'), figure: true, strong: true, value: one => wanOf(difference(one)), show: one => <span title={exact(difference(one))}>{signed(difference(one))}</span> },
  ]
  return <Table name={t('sandbox.tab.tools')} columns={columns} rows={rows} rowKey={one => one.id} filter><span className="third table-caption">{unit()}</span></Table>
}
