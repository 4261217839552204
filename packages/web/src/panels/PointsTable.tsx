import { useTranslation } from 'react-i18next'
import { criterionName, isBelow, mean, mostOf, totalOf, type Points, type Sheet } from './points.ts'

interface Judged { readonly name: string; readonly comment: string; readonly points: Points }

/** What each said, side by side: by criterion and in all, the mean and how far they lie apart; and their comments. */
export function PointsTable({ sheet, pass, judged }: { readonly sheet: Sheet; readonly pass: number | null; readonly judged: readonly Judged[] }) {
  const { t } = useTranslation()
  const pointsOf = ({ points }: Judged, criterion: number) => points.find(one => one.criterion === criterion)
  const sum = (values: readonly number[]) => values.reduce((all, one) => all + one, 0)
  const totals = judged.map(one => totalOf(one.points))
  const several = judged.length > 1
  const below = isBelow(sum(totals), judged.length, pass)
  return (
    <>
      {sheet.length > 0 && (
        <div className="scroll" tabIndex={0} role="region" aria-label={t('panel.points')}>
          <table className="plain panel-points">
            <thead><tr><th scope="col">{t('panel.criterion')}</th>{judged.map(one => <th key={one.name} scope="col" className="figure">{one.name}</th>)}{several && <th scope="col" className="figure">{t('panel.mean')}</th>}</tr></thead>
            <tbody>{sheet.map((one, criterion) => (
              <tr key={one.criterion}><th scope="row">{criterionName(one)} <span className="third small nowrap">{t('panel.most', { most: one.most })}</span></th>
                {judged.map(other => <td key={other.name} className="figure">{pointsOf(other, criterion)?.points}</td>)}
                {several && <td className="figure">{mean(sum(judged.map(other => pointsOf(other, criterion)?.points ?? 0)), judged.length)}</td>}</tr>
            ))}</tbody>
            <tfoot><tr><th scope="row">{t('panel.total')} <span className="third small nowrap">{t('panel.most', { most: mostOf(sheet) })}</span></th>{totals.map((one, i) => <td key={judged[i]?.name} className="figure">{one}</td>)}{several && <td className="figure"><b className={below ? 'now' : ''}>{mean(sum(totals), judged.length)}</b></td>}</tr></tfoot>
          </table>
        </div>
      )}
      {sheet.length > 0 && several && <p className="small"><span className={below ? 'now' : 'second'}>{pass !== null && t(below ? 'panel.below' : 'panel.passes', { pass })}</span> <span className="second">{t('panel.spread', { from: Math.min(...totals), to: Math.max(...totals), spread: Math.max(...totals) - Math.min(...totals) })}</span></p>}
      <ul className="panel-comments">{judged.map(one => (
        <li key={one.name}><b>{one.name}</b> <span className="panel-said">{one.comment}</span>
          {one.points.filter(other => other.comment !== '').map(other => { const of = sheet[other.criterion]; return <span key={other.criterion} className="second small panel-said">{of === undefined ? '' : t('panel.of', { criterion: criterionName(of) })}{other.comment}</span> })}</li>
      ))}</ul>
    </>
  )
}
