import { use } from 'react'
import { useTranslation } from 'react-i18next'
import { useAnswer } from '../api/useAnswer.ts'
import { useTitle } from '../app/title.ts'
import type { Me } from '../session/me.ts'
import { partiesOf } from '../session/pages.ts'
import { Refusal } from '../ui/Refusal.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { OwnMatter } from './own/OwnMatter.tsx'
import { ReviewMatter } from './review/ReviewMatter.tsx'
import { instrumentName, loadRules } from './rules.ts'
import { isOwn } from './words.tsx'
import './matters.css'

/** One matter: to its enterprise where it stands and what to do, to an office the review. */
export default function MatterPage({ me, matter }: { readonly me: Me; readonly matter: string }) {
  const { t } = useTranslation()
  const program = use(loadRules())
  const { answer, error, again } = useAnswer('readMatter', { params: { matter } })
  useTitle(answer === undefined ? t('matters.title') : `${instrumentName(program, answer.instrument)} ${answer.number ?? ''}`)
  if (error !== null) return <div className="page"><h1>{t('matters.title')}</h1><Refusal problem={error} again={again} /></div>
  if (answer === undefined) return <Skeleton />
  return isOwn(answer, partiesOf(me)) ? <OwnMatter me={me} matter={answer} /> : <ReviewMatter me={me} matter={answer} />
}
