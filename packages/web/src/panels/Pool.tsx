import { useTranslation } from 'react-i18next'
import type { Expert } from '../api/types.ts'
import { useAct, useAnswer } from '../api/useAnswer.ts'
import { wordsOf } from '../api/problem.ts'
import { may, type Me } from '../session/me.ts'
import { Entry } from '../ui/Entry.tsx'
import { ListTable } from '../ui/ListTable.tsx'
import { fieldOf, Refusal } from '../ui/Refusal.tsx'
import { useDraft } from '../ui/useDraft.ts'
import { STALE } from './usePanels.ts'

/** Who may be drawn: those who hold the role, with what the head keeps of them. */
export function Pool({ me }: { readonly me: Me }) {
  const { t } = useTranslation()
  const { answer, error, again } = useAnswer('listExperts', {})
  const state = ({ kept }: Expert) => t(kept === null ? 'expert.not kept' : kept.active ? 'expert.active' : 'expert.left')
  return (
    <>
      <p className="second small panel-text">{t('expert.text')}</p>
      <Refusal problem={error} again={again} />
      <ListTable<Expert>
        name={t('panel.tab.pool')} rows={error === null ? answer?.items : []} rowKey={row => row.person} empty={t('expert.none')} opened={row => <Kept key={row.kept?.keptAt ?? ''} me={me} expert={row} />}
        columns={[
          { key: 'name', title: t('panel.expert'), value: row => row.name },
          { key: 'title', title: t('expert.title'), value: row => row.kept?.title ?? '', show: row => <span lang="zh-CN">{row.kept?.title}</span>, from: 'sm' },
          { key: 'employer', title: t('panel.employer'), value: row => row.kept?.employer ?? '', show: row => <span lang="zh-CN">{row.kept?.employer}</span>, from: 'md' },
          { key: 'fields', title: t('expert.fields'), value: row => row.kept?.fields.join('、') ?? '', show: row => <span lang="zh-CN">{row.kept?.fields.join('、')}</span>, from: 'sm' },
          { key: 'panels', short: true, title: t('expert.panels'), value: row => row.panels, figure: true, from: 'sm' },
          { key: 'state', short: true, title: t('expert.state'), value: state, show: row => <span className={row.kept?.active === true ? '' : 'second'}>{state(row)}</span> },
        ]}
      />
    </>
  )
}

function Kept({ me, expert }: { readonly me: Me; readonly expert: Expert }) {
  const { t } = useTranslation()
  const { kept } = expert
  const empty = { fields: kept?.fields.join('、') ?? '', employer: kept?.employer ?? '', code: kept?.employerCode ?? '', title: kept?.title ?? '', active: kept?.active === false ? 'no' : 'yes', reason: kept?.reason ?? '' }
  const { draft, set, clear } = useDraft(`expert.${expert.person}`, empty)
  const { act, acting, problem } = useAct('keepExpert', STALE)
  if (!may(me, 'keepExpert')) return <p className="second small">{kept?.reason ?? t('expert.by heads')}</p>
  const [first, ...more] = draft.fields.split(/[、,，;；]/).map(one => one.trim()).filter(one => one !== '')
  const active = draft.active === 'yes'
  const send = async () => {
    if (first === undefined) return
    if (await act({ params: { person: expert.person }, body: { fields: [first, ...more], employer: draft.employer, employerCode: draft.code === '' ? null : draft.code, title: draft.title, active, reason: active ? null : draft.reason } }) !== undefined) clear()
  }
  const field = fieldOf(problem)
  return (
    <form className="form" onSubmit={event => { event.preventDefault(); void send() }}>
      <Entry label={t('expert.fields')} hint={t('expert.fields hint')} value={draft.fields} onChange={fields => set({ fields })} required />
      <Entry label={t('panel.employer')} hint={t('expert.employer hint')} value={draft.employer} onChange={employer => set({ employer })} required />
      <Entry label={t('expert.code')} value={draft.code} onChange={code => set({ code: code.trim().toUpperCase() })} problem={field === 'employerCode' ? wordsOf(problem) : undefined} />
      <Entry label={t('expert.title')} value={draft.title} onChange={title => set({ title })} required />
      <Entry label={t('expert.state')} value={draft.active} onChange={value => set({ active: value })} choices={[{ value: 'yes', name: t('expert.active') }, { value: 'no', name: t('expert.left') }]} />
      {!active && <Entry label={t('expert.reason')} value={draft.reason} onChange={reason => set({ reason })} required />}
      {field !== 'employerCode' && <Refusal problem={problem} />}
      <div className="form-acts"><button type="submit" className="button-main" disabled={acting || first === undefined || draft.employer.trim() === '' || draft.title.trim() === '' || (!active && draft.reason.trim() === '')}>{t('expert.keep')}</button></div>
    </form>
  )
}
