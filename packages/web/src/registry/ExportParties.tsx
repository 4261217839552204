import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { calendar } from '@lizhu/feel'
import { writePeriod, type Kind } from '@lizhu/policy'
import { save } from '../api/client.ts'
import { language } from '../i18n/language.ts'
import { nameOf } from '../pack/names.ts'
import { todayInChina } from '../record/slot.ts'
import { Entry } from '../ui/Entry.tsx'
import { Refusal } from '../ui/Refusal.tsx'

/** What the register shows now, with facts of one's choice, as a sheet that can be imported as it is. */
export function ExportParties({ kind, q, area, onDone }: { readonly kind: Kind; readonly q: string; readonly area: string; readonly onDone: () => void }) {
  const { t } = useTranslation()
  const [chosen, setChosen] = useState<readonly string[]>([])
  const [year, setYear] = useState(String(Number(todayInChina().slice(0, 4)) - 1))
  const [format, setFormat] = useState('xlsx')
  const [working, setWorking] = useState(false)
  const [problem, setProblem] = useState<unknown>()
  const toggle = (name: string) => setChosen(now => (now.includes(name) ? now.filter(one => one !== name) : [...now, name]))
  const columns = () => kind.facts.filter(fact => chosen.includes(fact.name)).flatMap(({ name, every }): { fact: string; period: string | null }[] => {
    if (every === undefined) return [{ fact: name, period: null }]
    const day = calendar.parseDate(`${year}-01-01`)
    const first = day === undefined ? undefined : calendar.periodOf(day, every)
    return first === undefined ? [] : Array.from({ length: { year: 1, quarter: 4, month: 12 }[every] }, (_, i) => ({ fact: name, period: writePeriod(every, first + i) }))
  })
  const send = async () => {
    setWorking(true)
    setProblem(undefined)
    try {
      await save('exportParties', { body: { kind: kind.name, q: q === '' ? null : q, area: area === '' ? null : area, facts: columns(), format: format === 'csv' ? 'csv' : 'xlsx', language: language() } })
      onDone()
    } catch (error) { setProblem(error) }
    setWorking(false)
  }
  return (
    <form className="form" onSubmit={event => { event.preventDefault(); void send() }}>
      <fieldset className="permits">
        <legend className="second small">{t('export.facts')}</legend>
        {kind.facts.map(fact => <label key={fact.name}><input type="checkbox" checked={chosen.includes(fact.name)} onChange={() => toggle(fact.name)} /> {nameOf(fact)}</label>)}
      </fieldset>
      <Entry label={t('export.year')} value={year} onChange={setYear} inputMode="numeric" />
      <Entry label={t('export.format')} value={format} onChange={setFormat} choices={[{ value: 'xlsx', name: '.xlsx' }, { value: 'csv', name: '.csv' }]} />
      <Refusal problem={problem} />
      <div className="form-acts"><button type="submit" className="button-main" disabled={working}>{t(working ? 'export.working' : 'export.go')}</button><button type="button" className="act" onClick={onDone}>{t('form.cancel')}</button></div>
    </form>
  )
}
