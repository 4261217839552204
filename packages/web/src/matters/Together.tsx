import { use, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { useAct } from '../api/useAnswer.ts'
import type { Matter } from '../api/types.ts'
import { language } from '../i18n/language.ts'
import { Refusal } from '../ui/Refusal.tsx'
import { instrumentName, loadRules, worthOf, yuan } from './rules.ts'

/** As many as one request takes. */
const MOST = 200

/** What a unit may agree to without opening it: nothing changed since somebody looked, and nothing that goes on elsewhere. */
export const togetherable = ({ state, step, changed }: Pick<Matter, 'state' | 'step' | 'changed'>): boolean => state === 'in review' && !changed && step !== 'publicity' && step !== 'approval'

interface TogetherProps { readonly rows: readonly Matter[]; readonly chosen: ReadonlySet<string>; readonly onChoose: (chosen: ReadonlySet<string>) => void }

/** The chosen are agreed to at once, each with its own amount; of those that could not be, why. */
export function Together({ rows, chosen, onChoose }: TogetherProps) {
  const { t } = useTranslation()
  const program = use(loadRules())
  const { act, acting, problem } = useAct('agreeMatters', ['listMatters', 'readMatter'])
  const [done, setDone] = useState<{ readonly agreed: number; readonly refused: readonly { readonly row: Matter; readonly why: string }[] }>()
  const able = rows.filter(togetherable).slice(0, MOST)
  const here = able.filter(one => chosen.has(one.id))
  const total = here.reduce((sum, one) => sum + BigInt(worthOf(one)?.fen ?? 0), 0n)
  const open = here.filter(one => worthOf(one)?.upTo !== false).length
  const agree = async () => {
    const [first, ...others] = here.map(one => ({ matter: one.id, version: one.version }))
    const answer = first === undefined ? undefined : await act({ body: { matters: [first, ...others] } })
    if (answer === undefined) return
    setDone({ agreed: answer.agreed.length, refused: answer.refused.flatMap(({ matter, why }) => { const row = here.find(one => one.id === matter); return row === undefined ? [] : [{ row, why: why[language()] }] }) })
    onChoose(new Set())
  }
  return (
    <div className="together">
      {able.length > 0 && (
        <p className="small screen">
          <button type="button" className="act" onClick={() => onChoose(here.length === able.length ? new Set() : new Set(able.map(one => one.id)))}>{t(here.length === able.length ? 'together.choose none' : 'together.choose all')}</button>
          <button type="button" className="button-plain" disabled={acting || here.length === 0} onClick={() => { void agree() }}>{t('together.agree', { count: here.length })}</button>
          {here.length > 0 && <span className="second">{t('together.own amounts')} <span className="figure nowrap">{yuan(String(total))}</span>{open > 0 && ` · ${t('together.open amounts', { count: open })}`}</span>}
        </p>
      )}
      <Refusal problem={problem} />
      {done !== undefined && (
        <div role="status">
          {done.agreed > 0 && <p className="said">{t('together.agreed', { count: done.agreed })}</p>}
          {done.refused.length > 0 && <p className="now">{t('together.refused', { count: done.refused.length })}</p>}
          <ul className="together-refused">{done.refused.map(({ row, why }) => <li key={row.id}><Link href={`/matters/${row.id}`}>{row.number}</Link> <span lang="zh-CN">{row.partyName}</span> <span className="second">{instrumentName(program, row.instrument)}</span> <span className="now">{why}</span></li>)}</ul>
        </div>
      )}
    </div>
  )
}
