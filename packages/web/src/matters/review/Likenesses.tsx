import { use } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { useAct } from '../../api/useAnswer.ts'
import type { Likeness, MatterRead } from '../../api/types.ts'
import { may, type Me } from '../../session/me.ts'
import { Entry } from '../../ui/Entry.tsx'
import { Mark } from '../../ui/Mark.tsx'
import { Refusal } from '../../ui/Refusal.tsx'
import { useDraft } from '../../ui/useDraft.ts'
import { instrumentName, loadRules } from '../rules.ts'

/** Other matters that rest on the same thing, by its number, its amount or its name; of the same number somebody says why it is no double use. */
export function Likenesses({ me, matter }: { readonly me: Me; readonly matter: MatterRead }) {
  const { t } = useTranslation()
  const program = use(loadRules())
  if (matter.likenesses.length === 0) return null
  return (
    <>
      <h2>{t('likeness.title')}</h2>
      <ul className="likenesses">
        {matter.likenesses.map(one => (
          <li key={`${one.other} ${one.claim}`}>
            <p><span className={`state state-${one.reason === null ? 'undecided' : 'eligible'}`}><Mark name={one.reason === null ? 'undecided' : 'eligible'} />{t(`likeness.${one.how}`)}</span> <span lang="zh-CN">{one.kind} {one.key}</span> · <Link href={`/matters/${one.other}`}>{one.otherNumber ?? one.other.slice(0, 8)}</Link> <span className="second" lang="zh-CN">{one.otherParty} · {instrumentName(program, one.otherInstrument)} · {one.otherKey}</span></p>
            {one.reason !== null ? <p className="second small">{one.reason}</p> : may(me, 'answerLikeness') && <Answer matter={matter.id} likeness={one} />}
          </li>
        ))}
      </ul>
    </>
  )
}

const EMPTY = { reason: '' }
function Answer({ matter, likeness: { other, claim } }: { readonly matter: string; readonly likeness: Likeness }) {
  const { t } = useTranslation()
  const { draft, set, clear } = useDraft(`likeness.${matter}.${other}.${claim}`, EMPTY)
  const { act, acting, problem } = useAct('answerLikeness', ['readMatter'])
  const send = async () => {
    if (await act({ params: { matter }, body: { other, claim, reason: draft.reason } }) !== undefined) clear()
  }
  return (
    <details><summary className="act small">{t('likeness.answer')}</summary>
      <form onSubmit={event => { event.preventDefault(); void send() }}>
        <Entry label={t('likeness.reason')} value={draft.reason} onChange={reason => set({ reason })} required />
        <Refusal problem={problem} />
        <div className="form-acts"><button type="submit" className="button-plain" disabled={acting}>{t('form.save')}</button></div>
      </form>
    </details>
  )
}
