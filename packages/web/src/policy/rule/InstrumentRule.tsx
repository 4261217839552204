import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Instrument, Program } from '@lizhu/policy'
import type { Names } from '../../pack/names.ts'
import { AmountPart } from './AmountPart.tsx'
import { Around } from './Around.tsx'
import { Cases } from './Cases.tsx'
import { Conditions, countOf } from './Conditions.tsx'
import { Readings } from './Readings.tsx'
import { choicesOf, type Chosen } from './choose.ts'

export function InstrumentRule({ instrument, program, names }: { readonly instrument: Instrument; readonly program: Program; readonly names: Names }) {
  const { t } = useTranslation()
  const [chosen, setChosen] = useState<Chosen>({})
  const whole = instrument.reading === undefined ? instrument : instrument.or?.find(one => one.readAs === chosen[instrument.reading?.id ?? ''])?.node ?? instrument
  const choices = choicesOf(instrument)
  const settings = program.settings.filter(setting => whole.settings.includes(setting.id) || setting.instrument === whole.id)
  return (
    <div className="rule-columns">
      <div>
        <h5>{t('rule.conditions', { count: countOf(whole.when) })}</h5>
        <p className="rule-for small second">{t('rule.for')} <b>{names.kind(whole.for)}</b>{whole.every !== undefined && <> · {t(`every.${whole.every}`)}</>}{whole.once !== undefined && <> · {t('rule.once', { kind: names.kind(whole.once) })}</>}</p>
        <Conditions conditions={whole.when} chosen={chosen} names={names} />
      </div>
      <div>
        <h5>{t('rule.amount')}</h5>
        <AmountPart instrument={whole} program={program} chosen={chosen} names={names} />
        <Around instrument={whole} chosen={chosen} names={names} />
        <Cases instrument={instrument.id} />
      </div>
      <div>
        {settings.length > 0 && <>
          <h5>{t('rule.settings')}</h5>
          <ul className="rule-settings">
            {settings.map(setting => (
              <li key={setting.id}><span>{setting.id}</span><span className={setting.set === undefined ? 'state-undecided' : 'second'}>{setting.set === undefined ? t('rule.unset', { owner: setting.owner === undefined ? '' : names.unit(setting.owner) }) : setting.set.words.quote}</span></li>
            ))}
          </ul>
        </>}
        {choices.length > 0 && <Readings choices={choices} chosen={chosen} onChoose={setChosen} />}
        {choices.length === 0 && settings.length === 0 && <><h5>{t('rule.readings')}</h5><p className="second small">{t('rule.no readings')}</p></>}
      </div>
    </div>
  )
}
