import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import type { Answer } from '../api/client.ts'
import { useAnswer } from '../api/useAnswer.ts'
import { useTitle } from '../app/title.ts'
import { language } from '../i18n/language.ts'
import { Entry } from '../ui/Entry.tsx'
import { Refusal } from '../ui/Refusal.tsx'
import { hashOf } from './hash.ts'

type Verified = Answer<'verifyPaper'>

/** Anybody who holds a paper: whether it was issued here and stands, and whether a file is the one that was issued. */
export default function VerifyPage({ code }: { readonly code: string | undefined }) {
  const { t } = useTranslation()
  const [, navigate] = useLocation()
  const [typed, setTyped] = useState(code ?? '')
  const { answer, error } = useAnswer('verifyPaper', { params: { code: code ?? '' } }, code !== undefined)
  useTitle(t('verify.title'))
  return (
    <div className="page">
      <div className="page-head"><h1>{t('verify.title')}</h1></div>
      <form className="form" onSubmit={event => { event.preventDefault(); if (typed.trim() !== '') navigate(`/verify/${encodeURIComponent(typed.trim())}`) }}>
        <Entry label={t('verify.code')} value={typed} onChange={setTyped} required />
        <div className="form-acts"><button type="submit" className="button-main">{t('verify.look')}</button></div>
      </form>
      <Refusal problem={error} />
      {answer !== undefined && <Paper paper={answer} />}
    </div>
  )
}

function Paper({ paper }: { readonly paper: Verified }) {
  const { t } = useTranslation()
  const english = language() === 'en'
  return (
    <section aria-labelledby="paper">
      <h2 id="paper" lang="zh-CN">{paper.number}</h2>
      <p role="status" className={paper.stands ? 'said' : 'refusal'}><strong>{paper.stands ? t('verify.stands') : t('verify.withdrawn', { day: paper.withdrawnOn })}</strong></p>
      <dl className="pairs">
        <div><dt>{t('verify.name')}</dt><dd lang="zh-CN">{paper.title}</dd></div>
        <div><dt>{t('verify.kind')}</dt><dd>{english ? paper.kind.en : paper.kind.zh}</dd></div>
        <div><dt>{t('verify.organisation')}</dt><dd>{english ? paper.organisationEn ?? paper.organisation : paper.organisation}</dd></div>
        <div><dt>{t('verify.day')}</dt><dd className="nowrap">{paper.issuedOn}</dd></div>
        <div><dt>PDF SHA-256</dt><dd><code className="code">{paper.hashes.pdf}</code></dd></div>
        <div><dt>docx SHA-256</dt><dd><code className="code">{paper.hashes.docx}</code></dd></div>
      </dl>
      <Compare hashes={paper.hashes} />
    </section>
  )
}

/** The file stays on the device: its hash is worked out here. */
function Compare({ hashes }: { readonly hashes: Verified['hashes'] }) {
  const { t } = useTranslation()
  const [found, setFound] = useState<'same' | 'other' | 'unread'>()
  const compare = async (file: File | undefined) => {
    setFound(undefined)
    if (file === undefined) return
    const hash = await hashOf(file)
    setFound(hash === undefined ? 'unread' : hash === hashes.pdf || hash === hashes.docx ? 'same' : 'other')
  }
  return (
    <>
      <h2>{t('verify.compare')}</h2>
      <p className="second"><label htmlFor="verify-file">{t('verify.compare text')}</label></p>
      <p><input id="verify-file" type="file" accept=".pdf,.docx" onChange={event => { void compare(event.target.files?.[0]) }} /></p>
      {found !== undefined && <p role="status" className={found === 'same' ? 'said' : 'refusal'}>{t(`verify.${found}`)}</p>}
    </>
  )
}
