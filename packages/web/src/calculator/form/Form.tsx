import { useTranslation } from 'react-i18next'
import type { Filling } from '../context.ts'
import { AREA } from '../sheet/sheet.ts'
import { Claims } from './Claims.tsx'
import { FactFields } from './FactField.tsx'
import { Next } from './Next.tsx'
import { Rosters } from './Rosters.tsx'
import { areaFields, partyFields } from './facts.ts'
import './form.css'

/** The facts: a form that begins small, each answer opening only what it needs; or one question at a time. */
export function Form({ filling, interview }: { readonly filling: Filling; readonly interview: boolean }) {
  const { t } = useTranslation()
  const { program, names, sheet, assessed } = filling
  const kind = program.kinds.find(one => one.name === sheet.kind)
  if (kind === undefined) return null
  if (interview) return <Next filling={filling} large />
  const { first, rest } = partyFields(program, sheet, kind, assessed.result, assessed.asOf)
  const area = rest.length === 0 ? [] : areaFields(program, sheet, assessed.result, assessed.asOf)
  return (
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
        </section>
      )}
      <Rosters filling={filling} />
      <Next filling={filling} large={false} />
    </form>
  )
}
