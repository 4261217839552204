import { useTranslation } from 'react-i18next'
import type { Panel } from '../api/types.ts'

/** How the draw was made, so that anybody can make it again: the seed, and the pool in the order that it gives. */
export function DrawRecord({ panel }: { readonly panel: Panel }) {
  const { t } = useTranslation()
  return (
    <details className="panel-draw"><summary className="act small">{t('panel.how')}</summary>
      <p className="small second">{t('panel.measure')}</p>
      <p className="code">{panel.seed}</p>
      <div className="scroll" tabIndex={0} role="region" aria-label={t('panel.pool')}>
        <table className="plain">
          <thead><tr><th scope="col" className="figure">{t('panel.order')}</th><th scope="col">{t('panel.expert')}</th><th scope="col">{t('panel.employer')}</th><th scope="col">{t('panel.hash')}</th></tr></thead>
          <tbody>{panel.pool.map((one, i) => (
            <tr key={one.person} className={one.why === null ? undefined : 'second'}>
              <td className="figure">{i + 1}</td><td>{one.name}<span className="code second panel-said">{one.person}</span>{one.why !== null && <span className="now small panel-said">{t(`panel.why.${one.why}`)}</span>}</td><td lang="zh-CN">{one.employer}</td><td className="code" title={one.hash}>{one.hash.slice(0, 12)}…</td>
            </tr>
          ))}</tbody>
        </table>
      </div>
    </details>
  )
}
