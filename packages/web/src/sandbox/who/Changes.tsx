import { useTranslation } from 'react-i18next'
import type { Program } from '@lizhu/policy'
import type { Comparison, Dimension, PartyChange } from '@lizhu/policy/simulate'
import { go } from '../../app/address.ts'
import { nameOf } from '../../pack/names.ts'
import { Table, type Column } from '../Table.tsx'
import { count, exact, signed, unit, wan } from '../figures.ts'

const difference = ({ amount: [before, after] }: PartyChange): number => after - before
const wanOf = (fen: number): number => Math.round(fen / 10_000) / 100

/** The enterprises whose sum changes most. */
export function Changes({ program, comparison, dimensions, most }: { readonly program: Program; readonly comparison: Comparison; readonly dimensions: readonly Dimension[]; /** Only so many, and where the others are. */ readonly most?: number }) {
  const { t } = useTranslation()
  const { changes, winners, losers } = comparison
  if (changes.length === 0) return <p className="second who-none">{t('sandbox.nobody')}</p>
  const by = (one: PartyChange): string => one.by.map(id => { const instrument = program.instruments.find(other => other.id === id); return instrument === undefined ? id : nameOf(instrument) }).join(t('comma'))
  const columns: Column<PartyChange>[] = [
    { key: 'id', title: t('sandbox.firm'), value: one => one.id },
    ...dimensions.map((dimension, i): Column<PartyChange> => ({ key: dimension.name, lesser: true, title: nameOf(dimension), value: one => one.groups[i] ?? '', show: one => ((one.groups[i] ?? '') === '' ? <span className="third">{t('sandbox.not told')}</span> : <span lang="zh-CN">{one.groups[i]}</span>) })),
    { key: 'by', title: t('sandbox.because'), value: by },
    { key: 'before', lesser: true, title: t('sandbox.today'), figure: true, value: one => wanOf(one.amount[0]), show: one => <span className="second" title={exact(one.amount[0])}>{wan(one.amount[0], 1)}</span> },
    { key: 'after', title: t('sandbox.after'), figure: true, value: one => wanOf(one.amount[1]), show: one => <span title={exact(one.amount[1])}>{wan(one.amount[1], 1)}</span> },
    { key: 'difference', title: t('sandbox.change'), figure: true, strong: true, value: one => wanOf(difference(one)), show: one => <span title={exact(difference(one))}>{signed(difference(one), 1)}</span> },
  ]
  if (most !== undefined) return <Table name={t('sandbox.tab.firms')} columns={columns} rows={changes.slice(0, most)} rowKey={one => `${one.kind} ${one.id}`} first="difference"><b className="table-caption">{t('sandbox.largest')} <button type="button" className="act" onClick={() => go({ search: { by: 'firms' } })}>{t('sandbox.all', { all: count(winners + losers) })}</button></b></Table>
  return <Table name={t('sandbox.tab.firms')} columns={columns} rows={changes} rowKey={one => `${one.kind} ${one.id}`} first="difference" filter><span className="third table-caption">{winners + losers > changes.length ? `${t('sandbox.most changed', { count: changes.length, all: count(winners + losers) })} · ` : ''}{unit()}</span></Table>
}
