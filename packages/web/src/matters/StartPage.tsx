import { use, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useLocation } from 'wouter'
import { calendar } from '@lizhu/feel'
import { assess, readDossier, type Assessment, type Program } from '@lizhu/policy'
import { useAct, useAll, useAnswer } from '../api/useAnswer.ts'
import { go, useAddress } from '../app/address.ts'
import { useTitle } from '../app/title.ts'
import { rowAmount } from '../calculator/result/amounts.ts'
import { linesOf, stateOf, type Line } from '../calculator/result/lines.ts'
import { reasonOf } from '../calculator/result/words.ts'
import { language } from '../i18n/language.ts'
import { nameOf, namesOf } from '../pack/names.ts'
import { todayInChina } from '../record/slot.ts'
import type { Me } from '../session/me.ts'
import { partiesOf, type OwnParty } from '../session/pages.ts'
import { Mark } from '../ui/Mark.tsx'
import { Refusal } from '../ui/Refusal.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { loadRules, payingOf, wayOf } from './rules.ts'
import './matters.css'

const WAYS = ['proposed', 'prefilled', 'call'] as const

/** What an enterprise may apply for, by how it goes, with what its record comes to under each. */
export default function StartPage({ me }: { readonly me: Me }) {
  const { t } = useTranslation()
  const { search } = useAddress()
  const parties = partiesOf(me)
  const party = parties.find(one => one.id === search.get('party')) ?? parties[0]
  useTitle(t('start.title'))
  return (
    <div className="page">
      <div className="page-head"><h1>{t('start.title')}</h1>{me.tenant.demo && <span className="demo">{t('demo')}</span>}</div>
      {parties.length > 1 && <nav className="tabs" aria-label={t('start.whose')}>{parties.map(one => <button key={one.id} type="button" lang="zh-CN" aria-pressed={one.id === party?.id} onClick={() => go({ search: { party: one.id } }, 'new')}>{one.name}</button>)}</nav>}
      {party === undefined ? <p className="second">{t('start.nobody')}</p> : <Instruments key={party.id} party={party} />}
    </div>
  )
}

function Instruments({ party }: { readonly party: OwnParty }) {
  const { t } = useTranslation()
  const program = use(loadRules())
  const { answer, error, again } = useAnswer('readDossier', { params: { party: party.id } })
  const lines = useMemo(() => (answer === undefined ? undefined : linesFor(program, answer)), [program, answer])
  if (error !== null) return <Refusal problem={error} again={again} />
  if (lines === undefined) return <Skeleton />
  return WAYS.map(way => {
    const own = lines.filter(one => wayOf(program, one.instrument.id) === way)
    const [open, closed] = [own.filter(worthStarting), own.filter(one => !worthStarting(one))]
    if (own.length === 0) return null
    return (
      <section key={way}>
        <h2>{t(`way.${way}`)} <span className="third small">{t(`way.${way} text`)}</span></h2>
        {open.length === 0 && <p className="second">{t('start.none')}</p>}
        <ul className="start-list">{open.map(line => <Start key={line.instrument.id} line={line} way={way} party={party.id} />)}</ul>
        {closed.length > 0 && (
          <details className="start-more"><summary className="act">{t('start.others', { count: closed.length })}</summary>
            <ul className="start-list">{closed.map(line => <li key={line.instrument.id}><span>{nameOf(line.instrument)}</span><Why line={line} /></li>)}</ul>
          </details>
        )}
      </section>
    )
  })
}

const worthStarting = (line: Line): boolean => line.state !== 'ineligible' && line.state !== 'outside'

function linesFor(program: Program, data: unknown): readonly Line[] {
  const { dossier } = readDossier(program, data)
  const paying = new Set(payingOf(program).map(one => one.id))
  return linesOf(program, assess(program, dossier, { asOf: calendar.parseDate(todayInChina()) ?? 0 })).filter(one => paying.has(one.instrument.id))
}

/** How a line stands, with its deciding reason; which leads to the calculator, where all of it stands. */
function Why({ line }: { readonly line: Line }) {
  const { t } = useTranslation()
  const program = use(loadRules())
  return <span className="second small"><span className={`state state-${line.state}`}><Mark name={line.state} />{t(`status.${line.state}`)}</span> {reasonOf(line, namesOf(program))}</span>
}

function Start({ line, way, party }: { readonly line: Line; readonly way: (typeof WAYS)[number]; readonly party: string }) {
  const { t } = useTranslation()
  const calls = useAll('listCalls', { query: { open: 'true' } }, way === 'call')
  const call = calls.items?.find(one => one.instruments.includes(line.instrument.id))
  const rows = line.rows.filter(one => one.status !== 'ineligible' && one.status !== 'outside')
  return (
    <li>
      <span lang={nameOf(line.instrument) === line.instrument.name ? 'zh-CN' : undefined}>{nameOf(line.instrument)}</span>
      <Why line={line} />
      {calls.error !== null ? <Refusal problem={calls.error} again={calls.again} /> : way === 'call' && calls.items === undefined ? null : way === 'call' && call === undefined
        ? <span className="start-act second small">{t('start.no call')} <Link href="/calls">{t('calls.title')}</Link></span>
        : rows.map(row => <Begin key={row.subject.id} line={line} row={row} party={party} call={call?.id ?? null} />)}
    </li>
  )
}

function Begin({ line: { instrument }, row, party, call }: { readonly line: Line; readonly row: Assessment; readonly party: string; readonly call: string | null }) {
  const { t } = useTranslation()
  const program = use(loadRules())
  const [, navigate] = useLocation()
  const claimed = program.kinds.find(one => one.name === instrument.for)?.party !== true
  const claims = useAll('listClaims', { params: { party } }, claimed)
  const { act, acting, problem } = useAct('startMatter', ['listMatters'])
  const claim = claimed ? claims.items?.find(one => one.key === row.subject.id && one.kind === instrument.for) : undefined
  const start = async () => {
    const done = await act({ params: { party }, body: { instrument: instrument.id, claim: claim?.id ?? null, call } })
    if (done !== undefined) navigate(`/matters/${done.id}`)
  }
  return (
    <span className="start-act">
      {claimed && <span className="second small">{claim?.name ?? row.subject.id}</span>}
      <span className="figure">{rowAmount(row)}{row.granted !== undefined && row.granted.how !== 'measure' && <span className="third small"> {language() === 'zh' ? '万元' : 'CNY'}</span>}</span>
      <button type="button" className={stateOf(row) === 'eligible' || stateOf(row) === 'ceiling' ? 'button-main' : 'button-plain'} disabled={acting || (claimed && claim === undefined)} aria-label={`${t('start.go')} ${nameOf(instrument)}${claimed ? ` ${claim?.name ?? row.subject.id}` : ''}`} onClick={() => { void start() }}>{t('start.go')}</button>
      <Refusal problem={problem ?? claims.error} {...claims.error === null ? {} : { again: claims.again }} />
    </span>
  )
}
