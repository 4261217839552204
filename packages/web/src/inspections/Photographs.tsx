import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { addressOf, call } from '../api/client.ts'
import { Refusal } from '../ui/Refusal.tsx'

const TYPES = 'image/jpeg,image/png,image/webp'
export interface Photo { readonly file: string; readonly takenAt: string | null; readonly position: { readonly latitude: number; readonly longitude: number } | null; readonly note: null }

/** Photographs as a draft keeps them: one a line, its hash, when it was taken, and where. */
export function photosIn(draft: string): readonly Photo[] {
  return draft.split('\n').filter(one => one !== '').map(line => {
    const [file = '', takenAt = '', latitude, longitude] = line.split(' ')
    return { file, takenAt: takenAt === '' ? null : takenAt, position: latitude === undefined || longitude === undefined ? null : { latitude: Number(latitude), longitude: Number(longitude) }, note: null }
  })
}

/** Taken here and now by a phone’s camera, or chosen; each is sent at once. Where it was taken is told if whoever sends it wants. */
export function Photographs({ value, onChange }: { readonly value: string; readonly onChange: (value: string) => void }) {
  const { t } = useTranslation()
  const [sending, setSending] = useState(false)
  const [problem, setProblem] = useState<unknown>()
  const [placed, setPlaced] = useState(false)
  const photos = photosIn(value)
  const send = async (files: readonly File[]) => {
    setSending(true)
    setProblem(undefined)
    let lines = value
    try {
      const here = placed ? await position() : undefined
      for (const file of files) {
        const { hash } = await call('uploadFile', { query: { name: file.name }, body: file })
        if (photosIn(lines).some(one => one.file === hash)) continue
        lines = [...lines === '' ? [] : [lines], [hash, new Date(file.lastModified).toISOString(), ...here === undefined ? [] : [here.latitude.toFixed(6), here.longitude.toFixed(6)]].join(' ')].join('\n')
        onChange(lines)
      }
    } catch (error) { setProblem(error) }
    setSending(false)
  }
  const entry = (words: string, more: object) => <label className="button-plain photo-entry">{words}<input type="file" accept={TYPES} disabled={sending} {...more} onChange={event => { void send([...event.target.files ?? []]); event.target.value = '' }} /></label>
  return (
    <fieldset className="finding">
      <legend>{t('visit.photos')} <span className="third small">{t('visit.photos hint')}</span></legend>
      <div className="form-acts">{entry(t('visit.camera'), { capture: 'environment' })}{entry(t('visit.choose'), { multiple: true })}<label><input type="checkbox" checked={placed} onChange={event => setPlaced(event.target.checked)} /> {t('visit.position')}</label></div>
      {sending && <p className="second small" role="status">{t('visit.sending')}</p>}
      <Refusal problem={problem} />
      <ul className="photos">
        {photos.map((one, i) => <li key={one.file}><Thumbnail {...one} number={i + 1} /><button type="button" className="act small" aria-label={`${t('evidence.remove')} ${i + 1}`} onClick={() => onChange(value.split('\n').filter(line => !line.startsWith(one.file)).join('\n'))}>{t('evidence.remove')}</button></li>)}
      </ul>
    </fieldset>
  )
}

/** Small, with when and where it was taken as far as that is told; whole at a click. */
export function Thumbnail({ file, takenAt, position, number }: Pick<Photo, 'file' | 'takenAt'> & { readonly position: { readonly latitude: string | number; readonly longitude: string | number } | null; readonly number: number }) {
  const { t } = useTranslation()
  const address = addressOf('downloadFile', { params: { hash: file } })
  const at = takenAt === null ? '' : new Date(Date.parse(takenAt) + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ')
  return (
    <figure>
      <a href={address}><img src={address} alt={t('visit.photo', { number })} loading="lazy" /></a>
      <figcaption className="second small">{at}{position !== null && <> <span className="nowrap">{Number(position.latitude).toFixed(4)}, {Number(position.longitude).toFixed(4)}</span></>} <code className="code" title={file}>{file.slice(0, 8)}</code></figcaption>
    </figure>
  )
}

const position = (): Promise<GeolocationCoordinates | undefined> => new Promise(resolve => navigator.geolocation.getCurrentPosition(found => resolve(found.coords), () => resolve(undefined), { enableHighAccuracy: true, timeout: 10_000 }))
