import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import type { MatterRead } from '../api/types.ts'
import { useAnswer } from '../api/useAnswer.ts'
import { may, type Me } from '../session/me.ts'

/** Of a matter that was published: until when, and where. */
export function PublishedNote({ me, matter }: { readonly me: Me; readonly matter: MatterRead }) {
  const { t } = useTranslation()
  const { answer } = useAnswer('listMatterPublicities', { params: { matter: matter.id } }, may(me, 'listMatterPublicities') && matter.steps.some(one => one.step === 'publicity'))
  const [last] = answer?.items ?? []
  if (last === undefined) return null
  const now = matter.step === 'publicity' && last.endedOn === null
  return (
    <p className="small">
      {now ? t('published.note', { day: last.dueOn ?? '' }) : t('published.was', { from: last.openedOn, to: last.dueOn ?? '' })}{last.provisional && now && t('publicity.provisional')} <Link href={`/public/${me.tenant.tenant}/publicities/${last.publicity}`}>{t('published.look')}</Link>
    </p>
  )
}
