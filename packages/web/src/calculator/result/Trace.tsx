import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import type { ConditionTrace, Step } from '@lizhu/policy'
import { Mark } from '../../ui/Mark.tsx'
import type { Filling } from '../context.ts'
import { After } from './After.tsx'
import { rowAmount } from './amounts.ts'
import { stateOf, type Line } from './lines.ts'
import { phrasesOf, type PhraseRow } from './phrases.ts'
import { either, factsOf, figure, shortWords, workingOf } from './words.ts'

/** The article's sentence phrase by phrase; subjects as columns; marks and figures in the cells. */
export function Trace({ line, filling }: { readonly line: Line; readonly filling: Filling }) {
  const { t } = useTranslation()
  const { names, program } = filling
  const phrases = phrasesOf(line)
  const { rows, instrument } = line
  const ordinal = program.articles.find(one => one.number === instrument.article)
  return (
    <div className="trace">
      <div className="trace-scroll" tabIndex={0} role="group" aria-label={t('trace.title')}>
        <table>
          <thead>
            <tr>
              <th scope="col"><Link href={`/policy#${instrument.id}`}>{t('trace.article', { number: ordinal?.number ?? '' })}</Link></th>
              {rows.map(row => <th key={row.subject.id} scope="col" className="figure">{row.subject.kind === filling.sheet.kind || row.subject.id === '' ? names.kind(row.subject.kind) : `${names.kind(row.subject.kind)} ${row.subject.id.length > 8 ? '' : row.subject.id}`}{row.year === undefined ? '' : ` ${row.year}`}</th>)}
            </tr>
          </thead>
          <tbody>
            {phrases.map((phrase, i) => (
              <tr key={i}>
                <th scope="row" className="trace-words" lang="zh-CN">{phrase.kind === 'condition' && phrase.way !== '' && <span className="trace-way">{t('trace.way', { way: phrase.way })}</span>}{phrase.words?.quote ?? <span className="second trace-rule">{nameless(phrase)}</span>}</th>
                <Cells phrase={phrase} filling={filling} line={line} />
              </tr>
            ))}
            <tr className="trace-sum">
              <th scope="row">{t('trace.comes to')}</th>
              {rows.map(row => <td key={row.subject.id}><span className="cell"><Mark name={stateOf(row)} /><b>{rowAmount(row)}</b></span></td>)}
            </tr>
          </tbody>
        </table>
      </div>
      <After line={line} filling={filling} />
    </div>
  )
}

const nameless = (phrase: PhraseRow): string => {
  if (phrase.kind !== 'step') return either('条件', 'condition')
  const step = phrase.cells.flat()[0]?.step
  return step === 'round' ? either('舍到分', 'rounded down to the fen') : step === 'once' ? either('只给一次', 'once only') : step === 'shared' || step === 'stacking' ? either('与其他奖励的关系', 'with other awards') : either('给多少', 'what is given')
}

function Cells({ phrase, filling, line }: { readonly phrase: PhraseRow; readonly filling: Filling; readonly line: Line }) {
  const { rows } = line
  const columns = rows.length
  if (phrase.kind === 'joint') {
    const parts = rows.map(row => rowAmount(row).replace('≤ ', ''))
    return <td colSpan={columns}><span className="cell"><Mark name="ceiling" /><span>{parts.length > 1 && <span className="second">{parts.join(' + ')} {either('，', '; ')}</span>}<b>{either('合计', 'together')} ≤ {figure(phrase.joint.most, phrase.joint.type)}</b></span></span></td>
  }
  return phrase.kind === 'condition'
    ? phrase.cells.map((one, i) => <td key={i}>{one !== undefined && <Verdict condition={one} filling={filling} />}</td>)
    : phrase.cells.map((steps, i) => <td key={i}>{steps.length === 0 ? <span className="cell third"><span />{either('未到', 'not reached')}</span> : steps.map((step, n) => <Working key={n} step={step} ceiling={isCeiling(line)} />)}</td>)
}

const markOf = (holds: ConditionTrace['verdict']) => (holds === true ? 'eligible' : holds === false ? 'ineligible' : holds)

function Verdict({ condition, filling: { names } }: { readonly condition: ConditionTrace; readonly filling: Filling }) {
  const { t } = useTranslation()
  const holds = condition.excludes === true && typeof condition.verdict === 'boolean' ? !condition.verdict : condition.verdict
  const mark = markOf(holds)
  const facts = factsOf(condition.trace)
  const missing = facts.filter(one => typeof one.value === 'symbol' && one.value.description === 'unknown')
  const told = facts.filter(one => !missing.includes(one)).slice(0, 3)
  const short = holds === false ? shortWords(condition) : undefined
  return (
    <span className={`cell cell-${mark}`}>
      <Mark name={mark} /><span className="hidden">{t(`verdict.${mark}`)}</span>
      <span className="cell-facts">
        {told.map((one, i) => <span key={i} title={names.fact(one.owner, one.name)}>{facts.length > 1 && <span className="third small">{names.fact(one.owner, one.name)} {one.at === undefined ? '' : one.at > 3000 ? '' : one.at} </span>}{figure(one.value, one.type)}</span>)}
        {holds === 'unknown' && missing.slice(0, 2).map((one, i) => <span key={i} className="second small">{names.fact(one.owner, one.name)} <span className="lack">{t('field.missing')}</span></span>)}
        {short !== undefined && <span className="cell-short">{short}</span>}
      </span>
    </span>
  )
}

/** What is given is given up to it. */
function isCeiling({ instrument: { what } }: Line): boolean {
  return what.kind === 'amount' && [what.amount.given, ...what.amount.table?.rows.map(row => row.given) ?? []].some(given => given !== undefined && given.how !== 'exact')
}

function Working({ step, ceiling }: { readonly step: Step; readonly ceiling: boolean }) {
  const { t } = useTranslation()
  if (step.step === 'stacking' && step.limits !== true) return <span className="cell"><Mark name="eligible" /><span className="second">{t('trace.no effect')}</span></span>
  const before = step.from?.[0]
  return (
    <span className="cell">
      <Mark name={step.limits === true || step.step === 'at most' || (step.step === 'give' && ceiling) ? 'ceiling' : 'exact'} />
      <span className="cell-facts">{step.limits === true && before !== undefined && step.value !== undefined && step.type !== undefined ? <span><span className="second">{figure(before.value, before.type)} →</span> <b>{figure(step.value, step.type)}</b></span> : <span>{workingOf(step) === '' ? <span className="lack">{t('field.missing')}</span> : workingOf(step)}{step.line === undefined ? '' : <span className="third small"> {step.line}</span>}</span>}</span>
    </span>
  )
}
