import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { wordsOf } from '../api/problem.ts'
import type { Answer } from '../api/client.ts'
import { useAct, useAnswer } from '../api/useAnswer.ts'
import { Entry } from '../ui/Entry.tsx'
import { fieldOf, Refusal } from '../ui/Refusal.tsx'

/** Where one is reached outside the pages. */
export function Contact() {
  const { t } = useTranslation()
  const { answer, error, again } = useAnswer('readContact', {})
  return (
    <section>
      <h2>{t('contact.title')}<span className="small second">{t('contact.text')}</span></h2>
      <Refusal problem={error} again={again} />
      {answer !== undefined && <Form contact={answer} />}
    </section>
  )
}

function Form({ contact }: { readonly contact: Answer<'readContact'> }) {
  const { t } = useTranslation()
  const [told, setTold] = useState(contact)
  const [done, setDone] = useState(false)
  const { act, acting, problem } = useAct('setContact', ['readContact'])
  const field = fieldOf(problem)
  const wrong = (name: string) => (field === name ? wordsOf(problem) : undefined)
  const change = (more: Partial<typeof told>) => { setTold({ ...told, ...more }); setDone(false) }
  const save = async () => {
    const { version: _, ...body } = told
    setDone(await act({ version: contact.version, body }) !== undefined)
  }
  return (
    <form className="form" onSubmit={event => { event.preventDefault(); void save() }}>
      <Entry label={t('contact.mail')} value={told.mail ?? ''} onChange={text => change({ mail: text === '' ? null : text })} autoComplete="email" problem={wrong('mail')} />
      <Entry label={t('contact.phone')} value={told.phone ?? ''} onChange={text => change({ phone: text === '' ? null : text })} autoComplete="tel" inputMode="numeric" problem={wrong('phone')} />
      <div className="permits">
        <label><input type="checkbox" checked={told.byMail} onChange={({ target }) => change({ byMail: target.checked })} /> {t('contact.by mail')}</label>
        <label><input type="checkbox" checked={told.bySms} onChange={({ target }) => change({ bySms: target.checked })} /> {t('contact.by sms')}</label>
      </div>
      <Entry label={t('contact.language')} value={told.language} onChange={text => change({ language: text === 'en' ? 'en' : 'zh' })} choices={[{ value: 'zh', name: '中文' }, { value: 'en', name: 'English' }]} />
      {field !== 'mail' && field !== 'phone' && <Refusal problem={problem} />}
      {done && problem === null && <p className="said" role="status">{t('contact.saved')}</p>}
      <div className="form-acts"><button type="submit" className="button-plain" disabled={acting}>{t('contact.save')}</button></div>
    </form>
  )
}
