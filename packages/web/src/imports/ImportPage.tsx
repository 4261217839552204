import { useEffect } from 'react'
import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { useAct, useAnswer } from '../api/useAnswer.ts'
import type { Import } from '../api/types.ts'
import { useTitle } from '../app/title.ts'
import { language } from '../i18n/language.ts'
import { timeOf } from '../record/slot.ts'
import { may, type Me } from '../session/me.ts'
import { Refusal } from '../ui/Refusal.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { Matching } from './Matching.tsx'
import { Working } from './Working.tsx'
import { ReadRows } from './ReadRows.tsx'
import './imports.css'

/** One import: match its columns, look at what each row becomes, take it in, take it back. */
export default function ImportPage({ me, id }: { readonly me: Me; readonly id: string }) {
  const { t } = useTranslation()
  const answers = useQueryClient()
  const { answer: one, error, again } = useAnswer('readImport', { params: { import: id } })
  useTitle(one?.name ?? t('menu./imports'))
  const busy = one?.state === 'checking' || one?.state === 'running' || one?.state === 'undoing'
  useEffect(() => {
    if (busy) return undefined
    void answers.invalidateQueries({ queryKey: ['listImportRows'] })
    return undefined
  }, [answers, busy])
  if (one === undefined) return error === null ? <Skeleton /> : <div className="page"><Refusal problem={error} again={again} /></div>
  const mine = may(me, 'carryOutImport')
  return (
    <div className="page">
      <p className="small screen"><Link href="/imports">{t('menu./imports')}</Link></p>
      <div className="page-head"><h1 lang="zh-CN">{one.name}</h1><span className="second">{t(`import.state.${one.state}`)} · {one.byName ?? ''} · {timeOf(one.at)}</span></div>
      <ol className="import-steps small">{(['draft', 'ready', 'done'] as const).map(step => <li key={step} aria-current={stepOf(one) === step ? 'step' : undefined}>{t(`import.step.${step}`)}</li>)}</ol>
      {one.problem !== null && <p className="refusal" role="alert">{one.problem[language()]}</p>}
      {busy && one.job !== null && <Working job={one.job} onEnd={again} />}
      {one.state === 'draft' && mine && <Matching one={one} />}
      {(one.state === 'ready' || one.state === 'done' || one.state === 'undone') && one.counts !== null && <Counts counts={one.counts} />}
      {one.state === 'done' && mine && <Undo id={id} />}
      {(one.state === 'ready' || one.state === 'done' || one.state === 'undone') && <ReadRows one={one} mine={mine} />}
    </div>
  )
}

const stepOf = ({ state }: Import): 'draft' | 'ready' | 'done' => (state === 'draft' || state === 'checking' ? 'draft' : state === 'ready' || state === 'running' ? 'ready' : 'done')

function Counts({ counts }: { readonly counts: NonNullable<Import['counts']> }) {
  const { t } = useTranslation()
  return (
    <p className="import-counts">
      {(['rows', 'new', 'change', 'same', 'wrong', 'warned', 'facts'] as const).map(name => <span key={name} className={name === 'wrong' && counts.wrong > 0 ? 'now' : undefined}>{t(`import.count.${name}`)} <b>{counts[name].toLocaleString('en-US')}</b></span>)}
    </p>
  )
}

function Undo({ id }: { readonly id: string }) {
  const { t } = useTranslation()
  const { act, acting, problem } = useAct('undoImport', ['readImport', 'listImports', 'listFacts', 'listParties'])
  return (
    <div className="screen">
      <div className="form-acts"><button type="button" className="button-plain" disabled={acting} onClick={() => { void act({ params: { import: id } }) }}>{t('imports.undo')}</button><span className="second small">{t('imports.undo text')}</span></div>
      <Refusal problem={problem} />
    </div>
  )
}
