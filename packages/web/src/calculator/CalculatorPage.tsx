import { Suspense, use, useEffect, useMemo, useState } from 'react'
import type { Program } from '@lizhu/policy'
import { useTranslation } from 'react-i18next'
import { go, useAddress } from '../app/address.ts'
import { useTitle } from '../app/title.ts'
import { loadProgram, loadTrial } from '../pack/load.ts'
import { useSession } from '../session/me.ts'
import { namesOf } from '../pack/names.ts'
import { Begin } from './Begin.tsx'
import { FromRecord } from './FromRecord.tsx'
import { Head } from './Head.tsx'
import { Form } from './form/Form.tsx'
import { Conditions } from './result/Conditions.tsx'
import { Results } from './result/Results.tsx'
import { Summary, Total } from './result/Total.tsx'
import { linesOf } from './result/lines.ts'
import { isEmpty } from './sheet/sheet.ts'
import { useSheet } from './sheet/useSheet.ts'
import { useAssessed } from './useAssessed.ts'
import { useRecord } from './useRecord.ts'
import './calculator.css'

export default function CalculatorPage() {
  const { t, i18n } = useTranslation()
  const own = use(loadProgram()).program
  const { sheet, change, reset } = useSheet(own)
  const program = useTrial(sheet.trial) ?? own
  const { offered, begin, problem } = useRecord(own, reset)
  const { search } = useAddress()
  const interview = search.get('mode') === 'interview'
  const assessed = useAssessed(program, sheet)
  const names = useMemo(() => namesOf(program), [program, i18n.language])
  const lines = useMemo(() => linesOf(program, assessed.result), [program, assessed])
  const filling = { program, names, sheet, assessed, change }
  const me = useSession()
  const demo = sheet.example !== undefined || sheet.trial || (sheet.record !== undefined && me?.tenant.demo === true)
  useTitle(t('calculator.title'))
  return (
    <div className="calculator">
      <h1 className="hidden">{t('calculator.title')}</h1>
      <section className="facts" aria-label={t('calculator.facts')}>
        <Head filling={filling} reset={reset} demo={demo && !sheet.trial} />
        <FromRecord record={sheet.record} offered={offered} problem={problem} onBegin={begin} />
        <p className="modes screen" role="group" aria-label={t('mode.title')}>
          <button type="button" aria-pressed={!interview} onClick={() => go({ search: { mode: undefined } })}>{t('mode.form')}</button>
          <button type="button" aria-pressed={interview} onClick={() => go({ search: { mode: 'interview' } })}>{t('mode.interview')}</button>
        </p>
        <Form filling={filling} interview={interview} />
      </section>
      {!isEmpty(sheet) && <Summary lines={lines} />}
      <section className="outcome" id="outcome" tabIndex={-1} aria-label={t('calculator.outcome')}>
        {isEmpty(sheet) ? <Suspense fallback={null}><Begin program={program} onLoad={reset} /></Suspense> : <Total lines={lines} demo={demo} />}
        <Conditions filling={filling} />
        <Results filling={filling} lines={lines} />
      </section>
    </div>
  )
}

/** The program completed for trying out, once it is wanted and here. */
function useTrial(wanted: boolean): Program | undefined {
  const [trial, setTrial] = useState<Program>()
  useEffect(() => { if (wanted) void loadTrial().then(setTrial) }, [wanted])
  return wanted ? trial : undefined
}
