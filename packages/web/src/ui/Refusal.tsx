import { useTranslation } from 'react-i18next'
import { Failed, wordsOf } from '../api/problem.ts'

/** Why something was refused, where it was asked for; what to look it up by, where nobody foresaw it. */
export function Refusal({ problem, again }: { readonly problem: unknown; readonly again?: () => void }) {
  const { t } = useTranslation()
  if (problem === null || problem === undefined) return null
  return (
    <p className="refusal" role="alert">
      {wordsOf(problem)} {again !== undefined && <button type="button" className="act" onClick={again}>{t('refusal.again')}</button>}
    </p>
  )
}

/** The field of the body that a refusal is about: the last step of its pointer. */
export const fieldOf = (problem: unknown): string | undefined => (problem instanceof Failed ? problem.problem.field?.split('/').at(-1) : undefined)
