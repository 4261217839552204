import type { TFunction } from 'i18next'
import type { Fact } from '../api/types.ts'
import type { Place } from '../pack/load.ts'
import { nameOf, type Names } from '../pack/names.ts'
import { ROLES } from '../people/roles.ts'

/** By whom a fact was recorded: the office; of none, the role and the county. */
export function whoOf({ organisation, recorder }: Pick<Fact, 'organisation' | 'recorder'>, t: TFunction, names: Names, places: readonly Place[]): string {
  if (organisation !== null) return names.unit(organisation)
  const role = ROLES.find(one => one === recorder?.role)
  if (role === undefined) return t('panel.enterprise')
  const place = places.find(one => one.code === recorder?.area)
  return [place === undefined ? '' : nameOf(place), t(`role.${role}`)].filter(part => part !== '').join(' · ')
}
