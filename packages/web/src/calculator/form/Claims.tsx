import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Kind } from '@lizhu/policy'
import type { Filling } from '../context.ts'
import { addClaim, itemAt, removeClaim, setClaims, type Item, type Place } from '../sheet/sheet.ts'
import { FactFields } from './FactField.tsx'
import { claimFields, claimKinds } from './facts.ts'

/** Chips before one asks for the rest. */
const FEW = 9

/** What hangs off a subject: one chip a kind; told ones open into rows, one each. */
export function Claims({ filling, place, kind, title }: { readonly filling: Filling; readonly place: Place; readonly kind: string; readonly title?: string }) {
  const { t } = useTranslation()
  const { program, names, sheet, change } = filling
  const held = itemAt(sheet, place)?.claims ?? {}
  const kinds = claimKinds(program, kind)
  const open = kinds.filter(one => held[one.name] === undefined)
  const none = kinds.filter(one => held[one.name] === 'none')
  const [all, setAll] = useState(false)
  const offered = all || open.length <= FEW + 2 ? open : open.slice(0, FEW)
  if (kinds.length === 0) return null
  return (
    <>
      {kinds.map(one => {
        const claims = held[one.name]
        return claims === undefined || claims === 'none' ? null : <Told key={one.name} filling={filling} place={place} kind={one} claims={claims} />
      })}
      {(open.length > 0 || none.length > 0) && (
        <section className="claims-open">
          {title !== undefined && <h3>{title}</h3>}
          {open.length > 0 && (
            <ul className="chips">
              {offered.map(one => (
                <li key={one.name}>
                  <button type="button" className="chip-add" onClick={() => change(sheet => setClaims(sheet, place, one.name, 'some'))}>＋ {names.kind(one.name)}</button>
                  <button type="button" className="chip-none" aria-label={t('claims.none of', { kind: names.kind(one.name) })} onClick={() => change(sheet => setClaims(sheet, place, one.name, 'none'))}>{t('field.none')}</button>
                </li>
              ))}
              {offered.length < open.length && <li className="chip-more"><button type="button" className="act" onClick={() => setAll(true)}>{t('claims.more', { count: open.length - offered.length })}</button></li>}
            </ul>
          )}
          {open.length > 1 && <button type="button" className="act small" onClick={() => change(sheet => open.reduce((next, one) => setClaims(next, place, one.name, 'none'), sheet))}>{t('claims.none left')}</button>}
          {none.length > 0 && (
            <p className="claims-none small second">
              {t('claims.told none')}
              {none.map(one => <button key={one.name} type="button" title={t('claims.undo')} onClick={() => change(sheet => setClaims(sheet, place, one.name, undefined))}>{names.kind(one.name)} ×</button>)}
            </p>
          )}
        </section>
      )}
    </>
  )
}

function Told({ filling, place, kind, claims }: { readonly filling: Filling; readonly place: Place; readonly kind: Kind; readonly claims: readonly Item[] }) {
  const { t } = useTranslation()
  const { names, change } = filling
  const [open, setOpen] = useState<string | undefined>(() => claims.find(one => Object.keys(one.values).length === 0)?.id)
  return (
    <section className="claims">
      <h3>{names.kind(kind.name)}<span className="third small">{t('claims.count', { count: claims.length })}</span></h3>
      {claims.map(claim => (
        <One
          key={claim.id} filling={filling} place={[...place, [kind.name, claim.id]]} kind={kind} claim={claim} open={open === claim.id}
          onOpen={on => setOpen(on ? claim.id : undefined)} onRemove={() => change(sheet => removeClaim(sheet, place, kind.name, claim.id))}
        />
      ))}
      <button type="button" className="act small" onClick={() => { change(sheet => addClaim(sheet, place, kind.name)); setOpen(undefined) }}>＋ {t('claims.another')}</button>
    </section>
  )
}

interface OneProps { readonly filling: Filling; readonly place: Place; readonly kind: Kind; readonly claim: Item; readonly open: boolean; readonly onOpen: (on: boolean) => void; readonly onRemove: () => void }

function One({ filling, place, kind, claim, open, onOpen, onRemove }: OneProps) {
  const { t } = useTranslation()
  const { program, names, assessed } = filling
  const fields = claimFields(program, claim, kind, assessed.result, assessed.asOf)
  const missing = fields.filter(({ key }) => (claim.values[key] ?? '') === '').length
  const shown = open || Object.keys(claim.values).length === 0
  return (
    <div className="claim">
      <div className="claim-head">
        <button type="button" aria-expanded={shown} onClick={() => onOpen(!shown)}>
          <b>{claim.id}</b> <span>{summaryOf(claim)}</span>
          {missing > 0 && <span className="lack">{t('field.lack', { count: missing })}</span>}
        </button>
        <button type="button" className="claim-remove second" aria-label={t('claims.remove', { kind: names.kind(kind.name), id: claim.id })} onClick={onRemove}>×</button>
      </div>
      {shown && <div className="claim-fields"><FactFields filling={filling} place={place} kind={kind.name} fields={fields} /></div>}
      {shown && <Claims filling={filling} place={place} kind={kind.name} />}
    </div>
  )
}

/** The first things told of it. */
const summaryOf = (claim: Item): string => Object.values(claim.values).find(text => !/^[\d.]+$|^(true|false)$/.test(text)) ?? ''
