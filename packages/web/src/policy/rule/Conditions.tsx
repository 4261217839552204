import { useTranslation } from 'react-i18next'
import type { Condition } from '@lizhu/policy'
import type { Names } from '../../pack/names.ts'
import { feel } from '../../pack/expression.ts'
import { phrase } from '../../pack/phrase.ts'
import { chosenNode, type Chosen } from './choose.ts'

interface Props { readonly conditions: readonly Condition[]; readonly chosen: Chosen; readonly names: Names }

export const countOf = (conditions: readonly Condition[]): number => conditions.length

/** Each condition: the law's words, and below them the test they became. */
export function Conditions({ conditions, chosen, names }: Props) {
  const { t } = useTranslation()
  if (conditions.length === 0) return <p className="second small">{t('rule.no conditions')}</p>
  return (
    <ul className="conditions">
      {conditions.map((one, i) => <li key={i}><One condition={one} chosen={chosen} names={names} /></li>)}
    </ul>
  )
}

function One({ condition, chosen, names }: { readonly condition: Condition; readonly chosen: Chosen; readonly names: Names }) {
  const { t } = useTranslation()
  if ('any' in condition) return <Group title={t('rule.any')} of={condition.any} chosen={chosen} names={names} />
  if ('all' in condition) return <Group title={t('rule.all')} of={condition.all} chosen={chosen} names={names} />
  const node = chosenNode(condition, chosen)
  return (
    <>
      {condition.words !== undefined && <p className="rule-words" lang="zh-CN">{condition.words.quote}</p>}
      <p className="rule-test" title={feel(node.test)}>{phrase(node.test, names)}</p>
    </>
  )
}

function Group({ title, of, chosen, names }: { readonly title: string; readonly of: readonly Condition[]; readonly chosen: Chosen; readonly names: Names }) {
  return <div className="conditions-group"><p className="small second">{title}</p><Conditions conditions={of} chosen={chosen} names={names} /></div>
}
