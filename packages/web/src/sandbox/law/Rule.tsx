import { useEffect, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Part, Said } from '@lizhu/policy/simulate'
import { language } from '../../i18n/language.ts'
import { nameOf } from '../../pack/names.ts'
import type { Sandbox } from '../context.ts'
import { keyLabel } from './words.ts'

/** The rules of the article at hand as they are computed: each condition and amount a text that can be written anew. */
export function Rule({ sandbox }: { readonly sandbox: Sandbox }) {
  const { t } = useTranslation()
  const { program, parameters, setting: { article, texts }, parts, compared, write, city } = sandbox
  const own = new Set([...program.instruments.filter(one => one.article === article), ...parameters.filter(one => one.words.article === article).flatMap(one => program.instruments.filter(({ id }) => one.instruments.length < program.instruments.length && one.instruments.includes(id)))].map(one => one.id))
  const written = [...texts.keys()].some(id => [...own].some(one => id.startsWith(`${one}.`)))
  const [open, setOpen] = useState(written)
  useEffect(() => { if (open) city.open() }, [open, city])
  if (own.size === 0) return null
  const reading = compared?.reading
  const here = parts?.filter(one => own.has(one.instrument)) ?? []
  return (
    <details className="rule screen" open={open} onToggle={event => setOpen(event.currentTarget.open)}>
      <summary>{t('sandbox.rule')} <span className="small third">{t('sandbox.rule text')}</span></summary>
      {open && parts === undefined && <p className="second small" role="status">{t('sandbox.rule.reading')}</p>}
      {reading?.said.filter(one => one.part === undefined).map((one, i) => <p key={i} className={`small rule-${one.severity}`} role="alert">{one[language()]}</p>)}
      {here.map((part, i) => (
        <div key={part.id}>
          {part.instrument !== here[i - 1]?.instrument && own.size > 1 && <h3>{nameOf(program.instruments.find(one => one.id === part.instrument) ?? { name: part.instrument })}</h3>}
          <Field part={part} text={texts.get(part.id)} said={reading?.said.filter(one => one.part === part.id) ?? []} onText={text => write(part.id, text)} />
        </div>
      ))}
    </details>
  )
}

/** One part: the law's words, the text, and what the compiler says at the character. */
function Field({ part, text, said, onText }: { readonly part: Part; readonly text: string | undefined; readonly said: readonly Said[]; readonly onText: (text: string | undefined) => void }) {
  const { t } = useTranslation()
  const id = useId()
  const now = text ?? part.text
  const label = `${keyLabel(part.key)}${part.words === undefined ? '' : `: ${part.words}`}`
  return (
    <div className="rule-part" data-part={part.id}>
      <label htmlFor={id}><span className="second">{keyLabel(part.key)}</span> {part.words !== undefined && <span className="song" lang="zh-CN">{part.words}</span>}</label>
      <textarea
        id={id} rows={1} spellCheck={false} lang="zh-CN" aria-label={label} value={now} aria-invalid={said.some(one => one.severity === 'error')} aria-describedby={said.length === 0 ? undefined : `${id}s`}
        onChange={event => { const typed = event.target.value.replaceAll('\n', ' '); onText(typed === part.text ? undefined : typed) }} onKeyDown={event => { if (event.key === 'Enter') event.preventDefault(); if (event.key === 'Escape') onText(undefined) }}
      />
      {text !== undefined && <p className="small second">{t('sandbox.was')} <del lang="zh-CN">{part.text}</del> <button type="button" className="act" onClick={() => onText(undefined)}>{t('sandbox.law')}</button></p>}
      {said.length > 0 && <div id={`${id}s`} role="alert">{said.map((one, i) => <p key={i} className={`small rule-${one.severity}`}><code lang="zh-CN">{now.slice(0, one.from)}<mark>{now.slice(one.from, one.to) || '␣'}</mark>{now.slice(one.to)}</code> {one[language()]}</p>)}</div>}
    </div>
  )
}
