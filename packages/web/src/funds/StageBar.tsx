import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { figure } from '../ui/fen.ts'
import { STAGES, type Stages } from './stages.ts'

/** What was appropriated, as one bar whose parts total it; below, each part to the fen. `href`: where the journal of a part is. */
export function StageBar({ of, href }: { readonly of: Stages; readonly href?: (stage: (typeof STAGES)[number]) => string }) {
  const { t } = useTranslation()
  const all = BigInt(of.appropriated)
  const share = (stage: (typeof STAGES)[number]): number => (all === 0n ? 0 : Number(BigInt(of[stage]) * 10_000n / all) / 100)
  return (
    <figure className="stages">
      <div className="stage-bar" role="img" aria-label={STAGES.map(one => `${t(`stage.${one}`)} ${figure(of[one])}`).join(t('comma'))}>
        {STAGES.filter(one => of[one] !== '0').map(one => <i key={one} className={`stage-${one}`} style={{ flexGrow: Math.max(share(one), 0.3) }} title={`${t(`stage.${one}`)} ${figure(of[one])}`} />)}
      </div>
      <table className="plain stage-table">
        <thead><tr><th scope="col">{t('funds.stage')}</th><th scope="col" className="figure">{t('funds.yuan')}</th><th scope="col" className="figure">{t('funds.share')}</th></tr></thead>
        <tbody>
          {STAGES.map(one => (
            <tr key={one}>
              <th scope="row"><i className={`stage-key stage-${one}`} aria-hidden="true" /> {t(`stage.${one}`)} <span className="third small">{t(`stage.${one} text`)}</span></th>
              <td className="figure">{href === undefined ? figure(of[one]) : <Link href={href(one)}>{figure(of[one])}</Link>}</td>
              <td className="figure second">{share(one)}%</td>
            </tr>
          ))}
        </tbody>
        <tfoot><tr><th scope="row">{t('funds.appropriated')}</th><td className="figure"><b>{figure(of.appropriated)}</b></td><td className="figure second">{all === 0n ? '' : '100%'}</td></tr></tfoot>
      </table>
    </figure>
  )
}
