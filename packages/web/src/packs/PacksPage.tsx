import { useTranslation } from 'react-i18next'
import { useAnswer } from '../api/useAnswer.ts'
import { useTitle } from '../app/title.ts'
import { language } from '../i18n/language.ts'
import { dayOf } from '../record/slot.ts'
import { may, type Me } from '../session/me.ts'
import { ListTable } from '../ui/ListTable.tsx'
import { Refusal } from '../ui/Refusal.tsx'
import { SubmitPack } from './SubmitPack.tsx'

/** Every version of every pack, and where it stands between draft and replaced. */
export default function PacksPage({ me }: { readonly me: Me }) {
  const { t } = useTranslation()
  const { answer, error, again } = useAnswer('listPacks', {})
  useTitle(t('menu./packs'))
  return (
    <div className="page">
      <div className="page-head"><h1>{t('menu./packs')}</h1><span className="second small">{t('packs.text')}</span></div>
      <Refusal problem={error} again={again} />
      <ListTable
        name={t('menu./packs')} rows={error === null ? answer?.items : []} rowKey={row => row.version} href={row => `/packs/${row.version}`} empty={t('packs.none')}
        columns={[
          { key: 'title', title: t('packs.title'), value: row => (language() === 'en' ? row.en ?? row.title : row.title) },
          { key: 'document', title: t('packs.document'), value: row => row.document ?? '', show: row => <span lang="zh-CN" className="nowrap">{row.document ?? ''}</span>, from: 'md' },
          { key: 'kind', short: true, title: t('packs.kind'), value: row => t(`pack.kind.${row.kind}`), from: 'sm' },
          { key: 'state', short: true, title: t('packs.state'), value: row => t(`pack.state.${row.state}`), show: row => <span className={row.state === 'in force' ? 'state state-eligible' : 'second'}>{t(`pack.state.${row.state}`)}</span> },
          { key: 'since', title: t('packs.since'), value: row => row.steps.at(-1)?.on ?? dayOf(row.steps.at(-1)?.at ?? row.submittedAt), figure: true },
          { key: 'hash', title: t('policy.hash'), value: row => row.hash, show: row => <code className="code">{row.hash.slice(0, 12)}</code>, from: 'lg' },
        ]}
      />
      {may(me, 'submitPack') && <SubmitPack />}
    </div>
  )
}
