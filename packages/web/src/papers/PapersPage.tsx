import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { go, useAddress } from '../app/address.ts'
import { usePages } from '../api/useAnswer.ts'
import { useTitle } from '../app/title.ts'
import { may, type Me } from '../session/me.ts'
import { ListTable } from '../ui/ListTable.tsx'
import { Refusal } from '../ui/Refusal.tsx'
import { IssueOther } from './IssueOther.tsx'
import { Issuer } from './Issuer.tsx'
import { Paper, type PaperItem } from './Paper.tsx'

const KINDS = ['award notice', 'rejection notice', 'publicity list', 'approval form', 'payment request', 'reminder', 'recovery decision', 'ledger statement'] as const satisfies readonly PaperItem['kind'][]

/** Papers that were issued, the latest first; an enterprise sees those sent to it. */
export default function PapersPage({ me }: { readonly me: Me }) {
  const { t } = useTranslation()
  const { search } = useAddress()
  const kind = KINDS.find(one => one === search.get('kind'))
  const { items, error, again, more, onMore } = usePages('listPapers', { query: kind === undefined ? {} : { kind } })
  const [issuing, setIssuing] = useState(false)
  useTitle(t('menu./papers'))
  return (
    <div className="page">
      <div className="page-head">
        <h1>{t('menu./papers')}</h1>{me.tenant.demo && <span className="demo">{t('demo')}</span>}
        <span className="page-acts">{may(me, 'issuePaper') && <button type="button" className="act" aria-expanded={issuing} onClick={() => setIssuing(!issuing)}>{t('papers.new')}</button>}</span>
      </div>
      <p className="second small">{t(may(me, 'issuePaper') ? 'papers.text' : 'papers.text own')}</p>
      {may(me, 'issuePaper') && <Issuer me={me} />}
      {issuing && <IssueOther me={me} />}
      <Refusal problem={error} again={again} />
      <ListTable<PaperItem>
        name={t('menu./papers')} rows={error === null ? items : []} rowKey={row => row.id} paged more={more} onMore={onMore} empty={t('papers.none')} opened={row => <Paper me={me} paper={row} />}
        columns={[
          { key: 'number', title: t('papers.number'), value: row => row.number, short: true },
          { key: 'kind', title: t('papers.kind'), value: row => t(`paper.${row.kind}`), short: true, from: 'sm' },
          { key: 'title', title: t('papers.title'), value: row => row.title, show: row => <span lang="zh-CN">{row.title}</span> },
          { key: 'day', title: t('papers.day'), value: row => row.issuedOn, figure: true, short: true, from: 'md' },
          { key: 'stands', title: t('papers.stands'), value: row => t(row.withdrawn === null ? 'papers.is standing' : 'papers.is withdrawn'), show: row => <span className={row.withdrawn === null ? 'green' : 'now'}>{t(row.withdrawn === null ? 'papers.is standing' : 'papers.is withdrawn')}</span>, short: true, from: 'sm' },
        ]}
      >
        <label>{t('papers.kind')} <select value={kind ?? ''} onChange={event => go({ search: { kind: event.target.value } })}><option value="">{t('papers.all')}</option>{KINDS.map(one => <option key={one} value={one}>{t(`paper.${one}`)}</option>)}</select></label>
      </ListTable>
    </div>
  )
}
