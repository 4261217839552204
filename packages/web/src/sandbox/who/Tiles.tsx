import { useTranslation } from 'react-i18next'
import { exact, signed } from '../figures.ts'

export type Places = Readonly<Record<string, readonly [column: number, row: number]>>

/** A schematic map: tiles where places lie to one another; depth of colour and figure are the change. */
export function Tiles({ places, values }: { readonly places: Places; readonly values: ReadonlyMap<string, number> }) {
  const { t } = useTranslation()
  const most = Math.max(1, ...Object.keys(places).map(place => Math.abs(values.get(place) ?? 0)))
  return (
    <figure className="tiles-figure">
      <ul className="tiles">
        {Object.entries(places).map(([place, [column, row]]) => {
          const by = values.get(place) ?? 0
          return <li key={place} style={{ gridColumn: column, gridRow: row, background: `color-mix(in srgb, ${by < 0 ? '#d9b36a' : '#5b93a8'} ${Math.round((100 * Math.abs(by)) / most)}%, #edf2f4)` }} title={`${place} ${exact(by)}`}><span lang="zh-CN">{short(place)}</span><b>{signed(by)}</b></li>
        })}
      </ul>
      <figcaption className="small second">{t('sandbox.tiles')} <span className="demo">{t('demo')}</span></figcaption>
    </figure>
  )
}

/** Without what kind of place it is: 曲江区, 乳源瑶族自治县. */
const short = (place: string): string => place.replace(/(?:.族)?(?:自治)?[县市区州]$/, '').replace(/^(.{2}).*$/, '$1')
