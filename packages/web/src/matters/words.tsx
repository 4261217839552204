import { useTranslation } from 'react-i18next'
import type { TFunction } from 'i18next'
import type { Matter, MatterRead, Opinion } from '../api/types.ts'
import { wordFor } from '../i18n/language.ts'
import type { Place } from '../pack/load.ts'
import { nameOf, type Names } from '../pack/names.ts'
import { rough, worthOf, yuan } from './rules.ts'

export const stepName = (step: string): string => wordFor(`step.${step}`) ?? step
export const eventName = (kind: string): string => wordFor(`happened.${kind}`) ?? kind
export const lackingName = (code: string): string => wordFor(`lacking.${code}`) ?? code

/** Where a matter stands: the step it is at, else how it ended or what it waits for. */
export function standing({ state, step }: Pick<Matter, 'state' | 'step'>, t: TFunction): string {
  return state === 'in review' && step !== null ? stepName(step) : t(`matter.state.${state}`)
}

/** Whose seat it is: of a unit, or of a county. */
export function seatName({ organisation, area }: Pick<Opinion, 'organisation' | 'area'>, names: Names, places: readonly Place[]): string {
  if (organisation !== null) return names.unit(organisation)
  if (area === null) return ''
  const place = places.find(one => one.code === area)
  return place === undefined ? area : nameOf(place)
}

/** The amount as overviews have it; hovering shows it to the fen. */
export function Rough({ matter }: { readonly matter: Pick<Matter, 'amount' | 'most' | 'how'> }) {
  const { t } = useTranslation()
  const worth = worthOf(matter)
  if (worth === undefined) return <span className="lack">{t('matter.no amount')}</span>
  return <span className="nowrap" title={yuan(worth.fen)}>{worth.upTo && '≤ '}{rough(worth.fen)}</span>
}

/** The amount to the fen, and whose it is: assessed, decided below a ceiling and still to be approved, or approved. */
export function Exact({ matter }: { readonly matter: Pick<Matter, 'amount' | 'most' | 'how' | 'state'> }) {
  const { t } = useTranslation()
  const worth = worthOf(matter)
  if (worth === undefined) return <span className="lack">{t('matter.no amount')}</span>
  const word = matter.state === 'approved' ? 'matter.granted' : worth.upTo ? 'matter.up to' : matter.amount === null || matter.how === 'exact' ? 'matter.comes to' : 'matter.planned'
  return <span className="matter-amount"><span className="second">{t(word)}</span> <b>{yuan(worth.fen)}</b></span>
}

/** Whether somebody who reads it acts for the enterprise whose it is. */
export const isOwn = ({ party }: Pick<MatterRead, 'party'>, parties: readonly { readonly id: string }[]): boolean => parties.some(one => one.id === party)
