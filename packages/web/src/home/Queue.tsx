import { use } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { useAll, useAnswer, usePages } from '../api/useAnswer.ts'
import { go, useAddress } from '../app/address.ts'
import { loadProgram } from '../pack/load.ts'
import { dayOf } from '../record/slot.ts'
import { may, type Me } from '../session/me.ts'
import { ListTable } from '../ui/ListTable.tsx'
import { Refusal } from '../ui/Refusal.tsx'
import { FactsToCheck } from './FactsToCheck.tsx'
import { factName, MATTERS, ofDisputes, ofImports, ofPacks, ofQuestions, ofRecordClaims, type Matter, type Waiting } from './waiting.ts'

/** One table of all that waits for the reader's office, what has waited longest first. */
export function Queue({ me }: { readonly me: Me }) {
  const { t } = useTranslation()
  const { search } = useAddress()
  const { rows, error } = useWaiting(me)
  const checks = usePages('listFactsToCheck', {}, may(me, 'listFactsToCheck'))
  const toCheck = checks.items?.length ?? 0
  const checking = search.get('tab') === 'check' && may(me, 'listFactsToCheck')
  const kinds = MATTERS.filter(matter => rows.some(row => row.matter === matter) || mattersOf(me).includes(matter))
  const tab = kinds.find(one => one === search.get('tab'))
  const shown = tab === undefined ? rows : rows.filter(row => row.matter === tab)
  const count = (matter?: Matter) => rows.filter(row => matter === undefined || row.matter === matter).length
  return (
    <>
      {may(me, 'listMatters') && <MattersLink />}
      <nav className="tabs" aria-label={t('home.tabs')}>
        <button type="button" aria-pressed={tab === undefined && !checking} onClick={() => go({ search: { tab: undefined } }, 'new')}>{t('home.all')}<span className="count">{count()}</span></button>
        {kinds.map(one => <button key={one} type="button" aria-pressed={tab === one} onClick={() => go({ search: { tab: one } }, 'new')}>{t(`home.tab.${one}`)}<span className="count">{count(one)}</span></button>)}
        {may(me, 'listFactsToCheck') && <button type="button" aria-pressed={checking} onClick={() => go({ search: { tab: 'check' } }, 'new')}>{t('home.tab.check')}<span className="count">{toCheck}{checks.more && '+'}</span></button>}
      </nav>
      {checking ? <FactsToCheck me={me} /> : <><Refusal problem={error} />
      <ListTable<Waiting>
        name={t('home.queue')} rows={error === null ? shown : []} rowKey={row => row.key} href={row => row.href} empty={t('home.nothing')}
        columns={[
          { key: 'what', title: t('home.what'), value: row => row.what },
          { key: 'matter', short: true, title: t('home.matter'), value: row => t(`home.matter.${row.matter}`), from: 'sm' },
          { key: 'party', short: true, title: t('home.party'), value: row => row.party },
          { key: 'detail', title: t('home.detail'), value: row => row.detail, show: row => <span className="second home-detail">{row.detail}</span>, from: 'md' },
          { key: 'since', title: t('home.since'), value: row => row.since, show: row => <span className="nowrap">{row.since === '' ? '' : <>{dayOf(row.since)}<span className="third"> · {t('home.days', { count: daysSince(row.since) })}</span></>}</span>, figure: true },
        ]}
      /></>}
    </>
  )
}

/** Applications have a queue of their own. */
function MattersLink() {
  const { t } = useTranslation()
  const { items, more } = usePages('listMatters', { query: { view: 'mine' } })
  return <p><Link href="/matters">{t('home.matters')}</Link> <b>{items?.length ?? ''}{more && '+'}</b> <span className="third small">{t('home.matters text')}</span></p>
}

const daysSince = (at: string): number => Math.max(0, Math.floor((Date.now() - Date.parse(at)) / 86_400_000))

function mattersOf(me: Me): readonly Matter[] {
  return [
    ...may(me, 'answerDispute') ? ['dispute' as const] : [], ...may(me, 'decideRecordClaim') ? ['claim' as const] : [], ...may(me, 'carryOutImport') ? ['import' as const] : [],
    ...may(me, 'decide') ? ['question' as const] : [], ...may(me, 'checkPack') || may(me, 'signOffPack') || may(me, 'bringIntoForce') ? ['pack' as const] : [],
  ]
}

function useWaiting(me: Me): { readonly rows: readonly Waiting[]; readonly error: unknown } {
  const { t } = useTranslation()
  const { program } = use(loadProgram())
  const disputes = useAll('listDisputes', {}, may(me, 'answerDispute'))
  const claims = useAll('listRecordClaims', {}, may(me, 'decideRecordClaim'))
  const imports = useAll('listImports', {}, may(me, 'carryOutImport'))
  const questions = useAnswer('listOpenQuestions', {}, may(me, 'decide'))
  const packs = useAnswer('listPacks', {}, may(me, 'checkPack') || may(me, 'signOffPack') || may(me, 'bringIntoForce'))
  const offices = new Set(me.roles.filter(one => one.role === 'head' || one.role === 'leader').flatMap(one => (one.organisation === null ? [] : [one.organisation.id])))
  const leads = me.roles.some(one => one.role === 'leader')
  const rows = [
    ...ofDisputes(disputes.items ?? [], one => [factName(program, one.name), one.period].filter(part => part !== '').join(' ')),
    ...ofRecordClaims(claims.items ?? []),
    ...ofImports(imports.items ?? [], one => (one.state === 'draft' || one.state === 'ready' ? t(`import.state.${one.state}`) : undefined)),
    ...ofQuestions(questions.answer?.items ?? [], one => one.entitled.some(unit => offices.has(unit)) || (one.kind === 'reading' && leads), number => t('results.article', { number })),
    ...ofPacks(packs.answer?.items ?? [], state => (state === 'draft' && may(me, 'checkPack') ? t('pack.do.check') : state === 'checked' && may(me, 'signOffPack') ? t('pack.do.sign') : state === 'signed off' && may(me, 'bringIntoForce') ? t('pack.do.force') : undefined)),
  ]
  return { rows: rows.sort((a, b) => (a.since === '' ? '9' : a.since).localeCompare(b.since === '' ? '9' : b.since)), error: disputes.error ?? claims.error ?? imports.error ?? packs.error }
}
