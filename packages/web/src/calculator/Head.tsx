import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { mainKind } from './sheet/useSheet.ts'
import { empty, isEmpty, setValue, type Sheet } from './sheet/sheet.ts'
import { linkTo, shareable } from './sheet/link.ts'
import type { Filling } from './context.ts'

/** Who it is; clearing, sharing, printing; how much was answered, and what is wrong. */
export function Head({ filling: { program, names, sheet, assessed, change }, reset, demo }: { readonly demo: boolean; readonly filling: Filling; readonly reset: (sheet?: Sheet) => void }) {
  const { t } = useTranslation()
  const [link, setLink] = useState<{ readonly address: string; readonly left: number }>()
  const [cleared, setCleared] = useState<Sheet>()
  const parties = program.kinds.filter(kind => kind.party && program.instruments.some(one => one.for === kind.name || program.kinds.find(other => other.name === one.for)?.of[0] === kind.name))
  const share = async () => {
    const { sheet: open, left } = shareable(sheet, program)
    const address = await linkTo(open)
    setLink({ address, left })
    await navigator.clipboard.writeText(address).catch(() => undefined)
  }
  return (
    <div className="facts-head">
      <div className="facts-name">
        <input aria-label={t('head.name')} placeholder={t('head.name')} value={sheet.party.values['name'] ?? ''} onChange={event => { const text = event.target.value; change(now => setValue(now, [], 'name', text)) }} />
        {demo && <span className="demo">{t('demo')}</span>}
      </div>
      <p className="small second facts-acts screen">
        {parties.length > 1 && (
          <select aria-label={t('head.kind')} value={sheet.kind} onChange={event => reset(empty(event.target.value))}>
            {parties.map(kind => <option key={kind.name} value={kind.name}>{names.kind(kind.name)}</option>)}
          </select>
        )}
        {!isEmpty(sheet) && <button type="button" className="act" onClick={() => { setCleared(sheet); setLink(undefined); reset(empty(mainKind(program))) }}>{t('head.clear')}</button>}
        {isEmpty(sheet) && cleared !== undefined && <button type="button" className="act" onClick={() => { reset(cleared); setCleared(undefined) }}>{t('head.undo')}</button>}
        {!isEmpty(sheet) && <button type="button" className="act" onClick={() => { void share() }}>{t('head.link')}</button>}
        {!isEmpty(sheet) && <button type="button" className="act" onClick={() => print()}>{t('head.print')}</button>}
        <span className="third">{t('head.kept')}</span>
      </p>
      {link !== undefined && (
        <p className="facts-link small screen">
          <input readOnly aria-label={t('head.link')} value={link.address} onFocus={event => event.target.select()} />
          <span className="second">{t('head.copied')}{link.left > 0 && <> {t('head.left out', { count: link.left })}</>}</span>
        </p>
      )}
      {assessed.problems.size > 0 && <p className="facts-problems small" role="status">{t('head.problems', { count: assessed.problems.size })}</p>}
    </div>
  )
}
