import { use } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { useAll } from '../api/useAnswer.ts'
import { Refusal } from '../ui/Refusal.tsx'
import { instrumentName, loadRules } from './rules.ts'
import { Exact } from './words.tsx'
import './matters.css'

/** 为你准备好的: what the offices found in the record and put to the enterprise, to be confirmed or declined. */
export function Ready() {
  const { t } = useTranslation()
  const program = use(loadRules())
  const { items, error, again } = useAll('listMatters', { query: { state: 'proposed' } })
  if (error !== null) return <Refusal problem={error} again={again} />
  if (items === undefined || items.length === 0) return null
  return (
    <section className="ready">
      <h2>{t('ready.title')} <span className="third small">{t('ready.text')}</span></h2>
      <ul>{items.map(one => (
        <li key={one.id}><span><Link href={`/matters/${one.id}`}>{instrumentName(program, one.instrument)}</Link>{one.subjectName !== null && <span className="second"> · {one.subjectName}</span>}</span><Exact matter={one} /><Link href={`/matters/${one.id}`} className="button-main matters-start" aria-label={`${t('ready.look')} ${instrumentName(program, one.instrument)}`}>{t('ready.look')}</Link></li>
      ))}</ul>
    </section>
  )
}
