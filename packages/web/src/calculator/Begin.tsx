import { use } from 'react'
import { useTranslation } from 'react-i18next'
import type { Program } from '@lizhu/policy'
import { loadMore } from '../pack/load.ts'
import { fromFacts } from './sheet/facts.ts'
import type { Sheet } from './sheet/sheet.ts'

/** Nothing told yet: begin with three questions, or with a made-up enterprise. */
export function Begin({ program, onLoad }: { readonly program: Program; readonly onLoad: (sheet: Sheet) => void }) {
  const { t } = useTranslation()
  const { examples } = use(loadMore())
  const sheets = examples.flatMap(example => {
    const sheet = fromFacts(example.facts, program, example.name)
    return sheet === undefined ? [] : [{ example, sheet: { ...sheet, asOf: clockOf(sheet) } }]
  }).slice(0, 3)
  return (
    <div className="begin">
      <h2>{t('begin.title')}</h2>
      <p className="second">{t('begin.text')}</p>
      <h3>{t('begin.examples')} <span className="demo">{t('demo')}</span></h3>
      <ul>
        {sheets.map(({ example, sheet }) => (
          <li key={example.name}>
            <button type="button" onClick={() => onLoad(sheet)}><b className="act">{sheet.party.values['name'] ?? example.name}</b><span className="second" lang="zh-CN">{example.note}</span></button>
          </li>
        ))}
      </ul>
    </div>
  )
}

/** A made-up enterprise has a clock of its own: late in the last year it tells of. */
function clockOf({ party }: Sheet): string {
  const years = [...JSON.stringify(party).matchAll(/20\d{2}(?=[-"])/g)].map(match => match[0])
  return `${years.sort().at(-1) ?? String(new Date().getFullYear())}-11-24`
}
