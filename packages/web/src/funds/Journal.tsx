import { use } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { usePages } from '../api/useAnswer.ts'
import type { Transfer } from '../api/types.ts'
import { go, useAddress } from '../app/address.ts'
import { instrumentName, loadRules } from '../matters/rules.ts'
import { timeOf } from '../record/slot.ts'
import { figure } from '../ui/fen.ts'
import { ListTable } from '../ui/ListTable.tsx'
import { Refusal } from '../ui/Refusal.tsx'
import { STAGES } from './stages.ts'
import { transferName } from './words.ts'

/** The journal of a line of the budget: every movement, of a stage, a month or an instrument where one is chosen. */
export function Journal({ budget }: { readonly budget: string }) {
  const { t } = useTranslation()
  const program = use(loadRules())
  const { search } = useAddress()
  const [stage, month, instrument] = [STAGES.find(one => one === search.get('stage')), search.get('month') ?? undefined, search.get('instrument') ?? undefined]
  const { items, error, more, onMore, again } = usePages('listTransfers', { query: { budget, ...stage === undefined ? {} : { stage }, ...month === undefined ? {} : { month }, ...instrument === undefined ? {} : { instrument } } })
  const matter = (row: Transfer) => (row.matter === null ? '' : [row.partyName ?? '', row.number ?? ''].filter(one => one !== '').join(' '))
  const way = (row: Transfer) => `${t(`stage.${row.debit}`)} → ${t(`stage.${row.credit}`)}`
  return (
    <>
      <Refusal problem={error} again={again} />
      <ListTable<Transfer>
        name={t('funds.tab.journal')} rows={error === null ? items : []} rowKey={row => row.transfer} paged more={more} onMore={onMore} empty={t('funds.no transfers')} opened={row => <Opened transfer={row} />}
        columns={[
          { key: 'at', short: true, title: t('funds.at'), value: row => timeOf(row.at) },
          { key: 'kind', short: true, title: t('funds.kind'), value: row => transferName(row.kind) },
          { key: 'way', short: true, title: t('funds.way'), value: way, show: row => <span className="second">{way(row)}</span>, from: 'md' },
          { key: 'amount', title: t('funds.yuan'), value: row => figure(row.amount), figure: true },
          { key: 'matter', title: t('funds.matter'), value: matter, show: row => (row.matter === null ? <span className="second" lang="zh-CN">{row.document}</span> : <Link href={`/matters/${row.matter}`}>{matter(row)}</Link>), from: 'sm' },
          { key: 'by', short: true, title: t('funds.by'), value: row => row.by ?? '', from: 'lg' },
        ]}>
        <label>{t('funds.stage')} <select value={stage ?? ''} onChange={event => go({ search: { stage: event.target.value } })}><option value="">{t('funds.all')}</option>{STAGES.map(one => <option key={one} value={one}>{t(`stage.${one}`)}</option>)}</select></label>
        {month !== undefined && <button type="button" className="act" onClick={() => go({ search: { month: undefined } })}>{month} ×<span className="hidden">{t('funds.drop filter')}</span></button>}
        {instrument !== undefined && <button type="button" className="act" onClick={() => go({ search: { instrument: undefined } })}>{instrumentName(program, instrument)} ×<span className="hidden">{t('funds.drop filter')}</span></button>}
      </ListTable>
    </>
  )
}

/** What an act is called by where no document names it: of no use to a reader. */
const OWN_ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/

/** What stands behind one movement. */
function Opened({ transfer: { matter, partyName, number, instalment, ref, reason, document, by, debit, credit } }: { readonly transfer: Transfer }) {
  const { t } = useTranslation()
  const pairs: readonly (readonly [string, string])[] = [
    [t('funds.way'), `${t(`stage.${debit}`)} → ${t(`stage.${credit}`)}`], ...instalment === null ? [] : [[t('pay.instalment'), t('pay.nth', { number: instalment })] as const],
    [t('funds.reason'), reason ?? ''], [t('funds.document'), document ?? ''], [t('funds.ref'), OWN_ID.test(ref) ? '' : ref], [t('funds.by'), by ?? ''],
  ]
  return (
    <dl className="pairs">
      {matter !== null && <div><dt>{t('funds.matter')}</dt><dd><Link href={`/matters/${matter}`}><span lang="zh-CN">{partyName}</span> {number}</Link></dd></div>}
      {pairs.filter(([, said]) => said !== '').map(([head, said]) => <div key={head}><dt>{head}</dt><dd>{said}</dd></div>)}
    </dl>
  )
}
