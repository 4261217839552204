import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import type { Condition, Reading } from '@lizhu/policy'
import { phrase } from '../../pack/phrase.ts'
import type { Filling } from '../context.ts'
import { fieldId, placeOf } from '../sheet/sheet.ts'
import { periodKey } from '../sheet/facts.ts'
import { bare } from '../form/facts.ts'
import type { Line } from './lines.ts'
import { branchesOf, missingNames, shortWords } from './words.ts'

/** Never a dead end: what would change it, who decides it, what is missing, whose readings it rests on. */
export function After({ line, filling }: { readonly line: Line; readonly filling: Filling }) {
  const { t } = useTranslation()
  const { program, names } = filling
  const { rows, instrument } = line
  const deciders = [...new Map(rows.flatMap(row => row.undecided).flatMap(one => ('setting' in one ? [[one.setting, one] as const] : []))).values()]
  const readings = [...new Map(rows.flatMap(row => [...row.restsOn, ...row.undecided.flatMap(one => ('reading' in one ? [one.reading] : []))]).map((one): [string, Reading] => [one.id, one])).values()]
  const units = program.articles.find(one => one.number === instrument.article)?.units ?? []
  const failed = rows.filter(row => row.status === 'ineligible').flatMap(row => branchesOf(row.conditions)).filter(({ leaf }) => leaf.verdict === (leaf.excludes === true))
  const changes = [...new Set(failed.map(({ leaf, way }) => [way === '' ? '' : t('trace.way', { way }), changeWords(leaf.id, shortWords(leaf), instrument.when, filling)]).filter(([, text]) => text !== '').map(parts => parts.join(' ').trim()))]
  return (
    <dl className="after">
      {changes.length > 0 && <div><dt>{t('after.change')}</dt><dd>{changes.map(text => <p key={text}>{text}</p>)}</dd></div>}
      {rows.some(row => row.missing.length > 0) && (
        <div><dt>{t('after.missing')}</dt><dd><MissingLinks line={line} filling={filling} /></dd></div>
      )}
      {deciders.map(one => <div key={one.setting}><dt>{t('after.decides')}</dt><dd>{t('after.setting', { setting: one.setting, owner: one.owner === undefined ? t('after.somebody') : names.unit(one.owner) })}</dd></div>)}
      {line.state === 'ceiling' && <div><dt>{t('after.decides')}</dt><dd>{t('after.ceiling', { units: units.slice(0, 2).map(unit => names.unit(unit)).join(t('comma')) })}</dd></div>}
      {readings.length > 0 && (
        <div>
          <dt>{t('after.reading')}</dt>
          <dd>
            {readings.map(one => <p key={one.id} lang="zh-CN">{one.question}：{one.readAs ?? t('rule.not read')}</p>)}
            {readings.some(one => one.decidedBy === undefined) && <p className="readings-ours">{t('after.ours', { count: readings.filter(one => one.decidedBy === undefined).length })}</p>}
          </dd>
        </div>
      )}
      <div><dt>{t('after.more')}</dt><dd><Link href={`/policy#${instrument.id}`}>{t('after.rule')}</Link> · {units.map(unit => names.unit(unit)).join(t('comma'))}</dd></div>
    </dl>
  )
}

function changeWords(id: string, short: string | undefined, when: readonly Condition[], { names }: Filling): string {
  const condition = flat(when).find(one => one.id === id)
  const test = condition === undefined ? '' : phrase(condition.test, names)
  return [test, short].filter(part => part !== undefined && part !== '').join('：')
}
const flat = (all: readonly Condition[]): readonly Extract<Condition, { id: string }>[] => all.flatMap(one => ('any' in one ? flat(one.any) : 'all' in one ? flat(one.all) : [one]))

/** Each missing fact leads to its field. */
function MissingLinks({ line, filling }: { readonly line: Line; readonly filling: Filling }) {
  const { names, sheet, program } = filling
  const all = [...new Map(line.rows.flatMap(row => row.missing).map(one => [`${one.kind}|${one.subject}|${one.fact?.name ?? ''}|${one.at ?? ''}`, one])).values()]
  return (
    <span className="missing-links">
      {all.map((one, i) => {
        const name = missingNames([{ ...blank(line), missing: [one] }], names).join()
        const place = placeOf(sheet, one.kind, one.subject)
        const fact = one.fact === undefined ? undefined : program.kinds.find(kind => kind.name === one.kind)?.facts.find(known => known.name === bare(one.fact?.name ?? ''))
        const label = `${one.subject !== '' && one.subject !== sheet.party.id && one.fact !== undefined ? `${one.subject} ` : ''}${name}${one.at !== undefined && fact?.every === 'year' ? ` ${one.at}` : ''}`
        if (place === undefined || fact === undefined) return <span key={i}>{label}</span>
        const key = fact.every === undefined || one.at === undefined ? fact.name : `${fact.name}@${periodKey(one.at, fact.every)}`
        return <button key={i} type="button" className="act" onClick={() => document.getElementById(fieldId(place, key))?.focus()}>{label}</button>
      })}
    </span>
  )
}
const blank = ({ rows }: Line) => { const [first] = rows; if (first === undefined) throw new Error('a line without rows'); return first }
