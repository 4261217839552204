import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { useAct, useAnswer } from '../api/useAnswer.ts'
import type { PackReport, PackVersionRead } from '../api/types.ts'
import { useTitle } from '../app/title.ts'
import { language } from '../i18n/language.ts'
import { timeOf } from '../record/slot.ts'
import { may, type Me } from '../session/me.ts'
import { Entry } from '../ui/Entry.tsx'
import { Refusal } from '../ui/Refusal.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'

const STALE = ['listPacks', 'readPack', 'listOpenQuestions'] as const

/** One version: its way from draft to replaced, what its check found, and the step that is due. */
export default function PackPage({ me, version }: { readonly me: Me; readonly version: string }) {
  const { t } = useTranslation()
  const { answer: pack, error, again } = useAnswer('readPack', { params: { version } })
  useTitle(pack?.title ?? t('menu./packs'))
  if (pack === undefined) return error === null ? <Skeleton /> : <div className="page"><Refusal problem={error} again={again} /></div>
  return (
    <div className="page">
      <p className="small screen"><Link href="/packs">{t('menu./packs')}</Link></p>
      <div className="page-head"><h1 lang="zh-CN">{pack.title}</h1><span className="second">{pack.document ?? pack.pack} · {t(`pack.state.${pack.state}`)}</span></div>
      <p className="second small">{pack.en} · {t('packs.begins', { day: pack.begins })} · <code className="code">{pack.hash.slice(0, 16)}</code></p>
      <Steps pack={pack} />
      <NextStep pack={pack} me={me} />
      {pack.report !== null && <Report report={pack.report} />}
    </div>
  )
}

function Steps({ pack }: { readonly pack: PackVersionRead }) {
  const { t } = useTranslation()
  return (
    <section>
      <h2>{t('packs.steps')}</h2>
      <table className="plain">
        <tbody>
          {pack.steps.map(one => (
            <tr key={one.at}><td className="nowrap">{timeOf(one.at)}</td><td>{t(`pack.state.${one.step}`)}{one.errors !== null && one.step === 'checked' && <span className={one.errors > 0 ? 'now' : 'second'}> {t('packs.errors', { count: one.errors })}</span>}{one.on !== null && <span className="second"> {t('packs.on', { day: one.on })}</span>}</td><td className="second">{[one.organisation ?? '', one.by ?? t('packs.installed')].filter(part => part !== '').join(' · ')}</td><td className="second" lang="zh-CN">{[one.document ?? '', one.note ?? ''].filter(part => part !== '').join('；')}</td></tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

/** What comes next, by whoever may take the step: checked by an officer, signed off by another, in force by the leading group. */
function NextStep({ pack: { version, state, begins }, me }: { readonly pack: PackVersionRead; readonly me: Me }) {
  const { t } = useTranslation()
  const [document, setDocument] = useState('')
  const [from, setFrom] = useState(begins)
  const check = useAct('checkPack', STALE)
  const sign = useAct('signOffPack', STALE)
  const force = useAct('bringIntoForce', STALE)
  const params = { version }
  const signs = state === 'checked' && may(me, 'signOffPack')
  const forces = state === 'signed off' && may(me, 'bringIntoForce')
  const checks = (state === 'draft' || state === 'checked') && may(me, 'checkPack')
  if (!signs && !forces && !checks) return null
  return (
    <form className="form screen" onSubmit={event => { event.preventDefault(); void (signs ? sign.act({ params, body: { document } }) : forces ? force.act({ params, body: { document, from } }) : check.act({ params, body: {} })) }}>
      <h2>{t('packs.next')}</h2>
      {(signs || forces) && <Entry label={t('decide.document')} hint={t('decide.document hint')} value={document} onChange={setDocument} required />}
      {forces && <Entry label={t('decide.from')} value={from} onChange={setFrom} type="date" required />}
      <Refusal problem={check.problem ?? sign.problem ?? force.problem} />
      <div className="form-acts">
        {(signs || forces) && <button type="submit" className="button-main" disabled={sign.acting || force.acting}>{t(signs ? 'pack.do.sign' : 'pack.do.force')}</button>}
        {checks && <button type="button" className="button-plain" disabled={check.acting} onClick={() => { void check.act({ params, body: {} }) }}>{t(check.acting ? 'packs.checking' : 'pack.do.check')}</button>}
      </div>
    </form>
  )
}

function Report({ report }: { readonly report: NonNullable<PackReport> }) {
  const { t } = useTranslation()
  const parts = [['articles', report.articles], ['sentences', report.sentences], ['numbers', report.numbers]] as const
  return (
    <section>
      <h2>{t('packs.report')} <span className="third small">{t('packs.errors', { count: report.errors })} · {t('packs.warnings', { count: report.warnings })}</span></h2>
      <dl className="pairs">
        {parts.map(([name, { bound, total }]) => <div key={name}><dt>{t(`packs.${name}`)}</dt><dd className="nowrap">{bound}/{total}</dd></div>)}
        <div><dt>{t('packs.cases')}</dt><dd className={report.cases.passed < report.cases.total ? 'now' : undefined}>{report.cases.passed}/{report.cases.total}</dd></div>
      </dl>
      {report.messages.length > 0 && (
        <div className="scroll" tabIndex={0} role="group" aria-label={t('packs.report')}>
          <table className="plain">
            <thead><tr><th scope="col">{t('packs.where')}</th><th scope="col">{t('packs.message')}</th></tr></thead>
            <tbody>{report.messages.map(one => <tr key={`${one.file}${one.line}${one.column}${one.code}`}><td className="nowrap small">{one.file}:{one.line}:{one.column}</td><td className={one.severity === 'error' ? 'now' : undefined}>{one[language()]}</td></tr>)}</tbody>
          </table>
        </div>
      )}
      {report.more > 0 && <p className="second small">{t('packs.more', { count: report.more })}</p>}
    </section>
  )
}
