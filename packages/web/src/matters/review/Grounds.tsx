import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import type { MatterRead } from '../../api/types.ts'
import { may, type Me } from '../../session/me.ts'

/** What nobody entitled has decided, and on which nothing is approved. */
export function Grounds({ matter: { assessment }, me }: { readonly matter: MatterRead; readonly me?: Me }) {
  const { t } = useTranslation()
  if (assessment === null || assessment.grounds.length === 0) return null
  const grounds = [...new Map(assessment.grounds.map(one => ['setting' in one ? one.setting : one.question, one])).values()]
  return (
    <section>
      <h2>{t('review.grounds')}</h2>
      <ul className="grounds">{grounds.map(one => ('setting' in one
        ? <li key={one.setting}><span lang="zh-CN">{one.setting}</span>{one.owner !== undefined && <span className="second" lang="zh-CN"> · {one.owner}</span>}</li>
        : <li key={one.reading}><span lang="zh-CN">{one.question}</span>{one.readAs !== null && <span className="second"> · {t('review.read as')} <span lang="zh-CN">{one.readAs}</span></span>}</li>))}</ul>
      <p className="now small">{t('review.nobody decided')}{me !== undefined && may(me, 'decide') && <> <Link href="/questions">{t('menu./questions')}</Link></>}</p>
    </section>
  )
}
