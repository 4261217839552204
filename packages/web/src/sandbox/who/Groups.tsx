import { Suspense, use } from 'react'
import { useTranslation } from 'react-i18next'
import type { Comparison, Dimension, GroupChange } from '@lizhu/policy/simulate'
import { loadCodes } from '../../pack/load.ts'
import { nameOf } from '../../pack/names.ts'
import { Table, type Column } from '../Table.tsx'
import { count, exact, signed, unit, wan } from '../figures.ts'
import { Distribution } from './Distribution.tsx'
import { Tiles, type Places } from './Tiles.tsx'

const difference = ({ amount: [before, after] }: GroupChange): number => after - before
const wanOf = (fen: number): number => Math.round(fen / 100_000) / 10

/** By one way to tell enterprises apart: a map where places are known, a table, and what is granted altogether. */
export function Groups({ dimension, comparison, places }: { readonly dimension: Dimension; readonly comparison: Comparison; readonly places: Places | undefined }) {
  const mapped = places !== undefined
  return (
    <div className={mapped ? 'groups groups-mapped' : 'groups'}>
      <div className="groups-drawn">
        {mapped && <Tiles places={places} values={new Map(dimension.groups.map(one => [one.name, difference(one)]))} />}
        <Distribution steps={comparison.distribution} />
      </div>
      <Suspense fallback={null}><GroupTable dimension={dimension} /></Suspense>
    </div>
  )
}

function GroupTable({ dimension }: { readonly dimension: Dimension }) {
  const { t } = useTranslation()
  // A class of the published list says its name; other groups are words already.
  const names = dimension.groups.some(one => /^[A-Z]\d+$/.test(one.name)) ? use(loadCodes()) : []
  const known = new Map(names)
  const named = ({ name }: GroupChange): string => (name === '' ? t('sandbox.not told') : known.has(name) ? `${name} ${known.get(name) ?? ''}` : name)
  const title = nameOf(dimension)
  const columns: Column<GroupChange>[] = [
    { key: 'name', title, value: named, show: one => (one.name === '' ? <span className="third">{named(one)}</span> : <span lang="zh-CN">{named(one)}</span>) },
    { key: 'before firms', lesser: true, title: `${t('sandbox.granted')} ${t('sandbox.today')}`, figure: true, value: one => one.granted[0], show: one => <span className="second">{count(one.granted[0])}</span> },
    { key: 'after firms', lesser: true, title: t('sandbox.after'), figure: true, value: one => one.granted[1], show: one => count(one.granted[1]) },
    { key: 'before', lesser: true, title: `${t('sandbox.spent')} ${t('sandbox.today')}`, figure: true, value: one => wanOf(one.amount[0]), show: one => <span className="second" title={exact(one.amount[0])}>{wan(one.amount[0])}</span> },
    { key: 'after', title: t('sandbox.after'), figure: true, value: one => wanOf(one.amount[1]), show: one => <span title={exact(one.amount[1])}>{wan(one.amount[1])}</span> },
    { key: 'difference', title: t('sandbox.change'), figure: true, strong: true, value: one => wanOf(difference(one)), show: one => <span title={exact(difference(one))}>{signed(difference(one))}</span> },
  ]
  const sum = (of: (one: GroupChange) => number): number => dimension.groups.reduce((all, one) => all + of(one), 0)
  const foot = [t('sandbox.total'), count(sum(one => one.granted[0])), count(sum(one => one.granted[1])), wan(sum(one => one.amount[0])), wan(sum(one => one.amount[1])), <b key="sum">{signed(sum(difference))}</b>]
  return <Table name={title} columns={columns} rows={dimension.groups} rowKey={one => one.name} first="difference" foot={foot} filter={dimension.groups.length > 15}><span className="third table-caption">{t('sandbox.all policies')} · {unit()}</span></Table>
}
