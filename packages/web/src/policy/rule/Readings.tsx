import { useTranslation } from 'react-i18next'
import type { Choice, Chosen } from './choose.ts'

/** What the words leave open, how it is read here, and what else it could be: choosing shows the rule as it would read. */
export function Readings({ choices, chosen, onChoose }: { readonly choices: readonly Choice[]; readonly chosen: Chosen; readonly onChoose: (next: Chosen) => void }) {
  const { t } = useTranslation()
  const ours = choices.filter(({ reading }) => reading.decidedBy === undefined).length
  return (
    <>
      <h5>{t('rule.readings')}</h5>
      <ul className="readings">
        {choices.map(({ reading, options }) => {
          const now = chosen[reading.id] ?? reading.readAs
          return (
            <li key={reading.id}>
              <span className="readings-question">{reading.question}</span>
              <span className="readings-options" role="group" aria-label={reading.question}>
                {options.length < 2 && <span className="second">{now ?? t('rule.not read')}</span>}
                {options.length >= 2 && options.map(option => (
                  <button key={option} type="button" aria-pressed={option === now} onClick={() => onChoose({ ...chosen, [reading.id]: option })}>{option}</button>
                ))}
              </span>
            </li>
          )
        })}
      </ul>
      {ours > 0 && <p className="readings-ours">{t('rule.ours', { count: ours })}</p>}
    </>
  )
}
