import { memo, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Program } from '@lizhu/policy'
import { meetingsOf, type Meeting } from '@lizhu/policy/simulate'
import { show } from '../../pack/figures.ts'
import { namesOf } from '../../pack/names.ts'
import { ordinalOf } from '../../policy/ordinal.ts'
import { Mark } from '../../ui/Mark.tsx'

const keyOf = ({ fact, instruments }: Meeting): string => `${fact} ${instruments.join(' ')}`

/** Where the thresholds of two instruments leave a gap or overlap, today and under the reform. */
export const Meetings = memo(function Meetings({ before, after, articles }: { readonly before: Program; readonly after: Program; /** Numbers of those looked at, by comma: a text, so that the same is the same. */ readonly articles: string }) {
  const { t, i18n } = useTranslation()
  const names = useMemo(() => namesOf(before), [before, i18n.language])
  const today = useMemo(() => new Map(meetingsOf(before).map(one => [keyOf(one), one])), [before])
  const now = useMemo(() => new Map(meetingsOf(after).map(one => [keyOf(one), one])), [after])
  const keys = [...new Set([...today.keys(), ...now.keys()])]
  const range = ({ from, to, type }: Meeting): string => `${show(from, type)} – ${show(to, type)}`
  const line = (key: string): string | undefined => {
    const [was, is] = [today.get(key), now.get(key)]
    const one = is ?? was
    if (one === undefined || !one.articles.some(number => articles.split(',').includes(String(number)))) return undefined
    const [below, above] = one.articles.map(number => { const article = before.articles.find(other => other.number === number); return article === undefined ? '' : ordinalOf(article) })
    const words = { below, above, subject: names.kind(one.subject), fact: names.fact(one.subject, one.fact), range: range(one) }
    if (is === undefined) return t('sandbox.meeting closed', words)
    const said = t(is.kind === 'gap' ? 'sandbox.meeting gap' : 'sandbox.meeting overlap', words)
    return was === undefined ? `${said} ${t('sandbox.meeting new')}` : was.kind === is.kind && range(was) === range(is) ? said : `${said} ${t(was.kind === 'gap' ? 'sandbox.meeting was gap' : 'sandbox.meeting was overlap', { range: range(was) })}`
  }
  const lines = keys.flatMap(key => { const text = line(key); return text === undefined ? [] : [[key, text] as const] })
  if (lines.length === 0) return null
  return <ul className="meetings small">{lines.map(([key, text]) => <li key={key}><span className="amber"><Mark name="unknown" /></span> {text}</li>)}</ul>
})
