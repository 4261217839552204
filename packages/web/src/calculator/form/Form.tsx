import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Filling } from '../context.ts'
import { AREA } from '../sheet/sheet.ts'
import { Claims } from './Claims.tsx'
import { FactFields } from './FactField.tsx'
import { HintBar } from './HintBar.tsx'
import { Next } from './Next.tsx'
import { Rosters } from './Rosters.tsx'
import { areaFields, partyFields } from './facts.ts'
import { Hint, type Said } from './hint.ts'
import './form.css'

/** The facts: a form that begins small, each answer opening only what it needs; or one question at a time. */
export function Form({ filling, interview }: { readonly filling: Filling; readonly interview: boolean }) {
  const { t } = useTranslation()
  const { program, names, sheet, assessed } = filling
  const [said, setSaid] = useState<Said>()
  const [all, setAll] = useState(false)
  const kind = program.kinds.find(one => one.name === sheet.kind)
  if (kind === undefined) return null
  if (interview) return <Hint value={setSaid}><Next filling={filling} large /><HintBar said={said} /></Hint>
  const { first, rest, more } = partyFields(program, sheet, kind, assessed.result, assessed.asOf, all)
  const area = areaFields(program, sheet, assessed.result, assessed.asOf)
  return (
    <Hint value={setSaid}>
      <form onSubmit={event => event.preventDefault()} autoComplete="off">
        <section>
          <h3>{names.kind(kind.name)}</h3>
          <FactFields filling={filling} place={[]} kind={kind.name} fields={first} />
        </section>
        <Claims filling={filling} place={[]} kind={kind.name} title={t('form.what')} />
        {(rest.length > 0 || area.length > 0) && (
          <section>
            <h3>{t('form.rest')}</h3>
            <FactFields filling={filling} place={[]} kind={kind.name} fields={rest} />
            <FactFields filling={filling} place={AREA} kind="area" fields={area} />
            {more > 0 && <button type="button" className="act small form-more" onClick={() => setAll(true)}>{t('form.more', { count: more })}</button>}
          </section>
        )}
        <Rosters filling={filling} />
        <Next filling={filling} large={false} />
      </form>
      <HintBar said={said} />
    </Hint>
  )
}
