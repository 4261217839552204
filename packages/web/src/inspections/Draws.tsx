import { use, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import type { InspectionDraw, InspectionDrawRead } from '../api/types.ts'
import { useAnswer, usePages } from '../api/useAnswer.ts'
import { instrumentName, loadRules, yuan } from '../matters/rules.ts'
import { stepName } from '../matters/words.tsx'
import { wordFor } from '../i18n/language.ts'
import { namesOf } from '../pack/names.ts'
import { timeOf } from '../record/slot.ts'
import { figure } from '../ui/fen.ts'
import { ListTable } from '../ui/ListTable.tsx'
import { Refusal } from '../ui/Refusal.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { drawnAgain, measureOf, percentOf } from './measure.ts'

/** The draws, the latest first; each opens with its list, its order and how it came about. */
export function Draws() {
  const { t } = useTranslation()
  const program = use(loadRules())
  const names = namesOf(program)
  const { items, error, more, onMore, again } = usePages('listDraws', {})
  return (
    <>
      <Refusal problem={error} again={again} />
      <ListTable<InspectionDraw>
        name={t('inspection.tab.draws')} rows={error === null ? items : []} rowKey={row => row.id} paged more={more} onMore={onMore} empty={t('inspection.none drawn')} opened={row => <Draw draw={row.id} />}
        columns={[
          { key: 'number', short: true, title: t('inspection.draw number'), value: row => row.number, figure: true },
          { key: 'instrument', title: t('matters.instrument'), value: row => instrumentName(program, row.instrument) },
          { key: 'unit', title: t('inspection.unit'), value: row => names.unit(row.organisation), from: 'md' },
          { key: 'at', short: true, title: t('inspection.drawn at'), value: row => timeOf(row.drawnAt), figure: true, from: 'sm' },
          { key: 'by', title: t('inspection.drawn by'), value: row => row.drawnBy ?? '', from: 'md' },
          { key: 'matters', short: true, title: t('inspection.all'), value: row => row.matters, figure: true, from: 'sm' },
          { key: 'drawn', short: true, title: t('inspection.how many'), value: row => row.drawn, figure: true },
        ]}
      />
    </>
  )
}

function Draw({ draw }: { readonly draw: string }) {
  const { t } = useTranslation()
  const { answer, error, again } = useAnswer('readDraw', { params: { draw } })
  if (answer === undefined) return error === null ? <Skeleton /> : <Refusal problem={error} again={again} />
  const { large, least, random, all } = measureOf(answer)
  return (
    <div className="draw">
      <ol className="draw-working">
        <li>{t('draw.list', { count: all })}</li>
        <li>{answer.allFrom === null ? t('draw.no amount') : t('draw.large', { amount: yuan(answer.allFrom), count: large })}</li>
        <li>{t('draw.least', { percent: percentOf(answer.sample), all, least })} {t('draw.random', { random, large })}</li>
        <li>{t('draw.seed')} <code className="code">{answer.seed}</code></li>
        <li>{t('draw.order')}</li>
      </ol>
      <Items draw={answer} />
      <Again draw={answer} />
    </div>
  )
}

function Items({ draw }: { readonly draw: InspectionDrawRead }) {
  const { t } = useTranslation()
  const standing = ({ state, step }: InspectionDrawRead['items'][number]) => (state === 'in review' && step !== null ? stepName(step) : wordFor(`matter.state.${state}`) ?? state)
  return (
    <div className="scroll" tabIndex={0} role="region" aria-label={t('draw.items')}>
      <table className="plain">
        <thead><tr><th scope="col" className="figure">{t('draw.place')}</th><th scope="col">{t('matters.number')}</th><th scope="col">{t('matters.party')}</th><th scope="col" className="figure">{t('inspection.amount')}</th><th scope="col">{t('draw.why')}</th><th scope="col">{t('draw.now')}</th><th scope="col">sha256</th></tr></thead>
        <tbody>
          {draw.items.map(one => (
            <tr key={one.matter}>
              <td className="figure">{one.place}</td><td className="nowrap"><Link href={`/matters/${one.matter}`}>{one.number}</Link></td><td lang="zh-CN">{one.partyName}</td><td className="figure">{figure(one.amount)}</td>
              <td>{one.why === 'not drawn' ? <span className="second">{t('why.not drawn')}</span> : <b>{t(`why.${one.why}`)}</b>}{one.added && <> · <b>{t('why.added')}</b></>}</td><td>{standing(one)}</td><td><code className="code" title={one.hash}>{one.hash.slice(0, 12)}…</code></td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

/** Anybody draws again on their own machine: the same comes of it, or it does not. */
function Again({ draw }: { readonly draw: InspectionDrawRead }) {
  const { t } = useTranslation()
  const [same, setSame] = useState<boolean>()
  return (
    <div className="form-acts">
      <button type="button" className="button-plain" onClick={() => { void drawnAgain(draw).then(setSame) }}>{t('draw.again')}</button>
      {same !== undefined && <span role="status" className={same ? 'green' : 'now'}>{t(same ? 'draw.same' : 'draw.other')}</span>}
    </div>
  )
}
