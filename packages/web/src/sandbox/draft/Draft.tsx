import { useDeferredValue, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { reformed, type Parameter } from '@lizhu/policy/simulate'
import { ordinalOf } from '../../policy/ordinal.ts'
import type { Sandbox } from '../context.ts'
import { download } from '../../ui/download.ts'
import { piecesOf } from '../law/pieces.ts'
import { written } from '../law/words.ts'
import { csvFile, draftFile } from './files.ts'
import { Meetings } from './Meetings.tsx'

/** The reform as the law's words: what is struck out, what is put in; to be sent on as a link or a file. */
export function Draft({ sandbox }: { readonly sandbox: Sandbox }) {
  const { t } = useTranslation()
  const { program, parameters, setting: { reform, texts, assumptions, article }, parts, city } = sandbox
  const [copied, setCopied] = useState<string>()
  const changed = parameters.filter(one => reform.has(one.id))
  const many = changed.length + texts.size
  const [patching, setPatching] = useState<readonly string[]>()
  const settled = useDeferredValue(reform)
  const after = useMemo(() => reformed(program, parameters, settled), [program, parameters, settled])
  const copy = async (): Promise<void> => {
    const { href } = location
    setCopied(href)
    await navigator.clipboard.writeText(href).catch(() => undefined)
  }
  const patch = async (): Promise<void> => {
    const { diff, left } = await city.patch({ reform, texts, assumptions })
    setPatching(left)
    if (diff !== '') download('policy.diff', diff, 'text/x-diff')
  }
  const articles = program.articles.filter(one => changed.some(({ at, words }) => at !== undefined && words.article === one.number))
  return (
    <section className="draft" aria-label={t('sandbox.draft')}>
      <div className="draft-head">
        <h2>{t('sandbox.draft')} <span className="second">{many === 0 ? t('sandbox.no change') : t('sandbox.changes', { count: many })}</span></h2>
        {many > 0 && (
          <p className="draft-acts screen">
            <button type="button" className="act" onClick={() => { void copy() }}>{t('head.link')}</button>
            <button type="button" className="act" onClick={() => download('sandbox.md', draftFile(sandbox), 'text/markdown')}>{t('sandbox.download', { type: '.md' })}</button>
            <button type="button" className="act" onClick={() => download('sandbox.csv', csvFile(sandbox), 'text/csv')}>{t('sandbox.download', { type: '.csv' })}</button>
            <button type="button" className="act" onClick={() => { void patch() }}>{t('sandbox.patch')}</button>
            <button type="button" className="act" onClick={() => print()}>{t('head.print')}</button>
          </p>
        )}
      </div>
      {copied !== undefined && many > 0 && <p className="facts-link small screen" role="status"><input readOnly aria-label={t('head.link')} value={copied} onFocus={event => event.target.select()} /><span className="second">{t('sandbox.copied')}</span></p>}
      {patching !== undefined && patching.length > 0 && <p className="small amber" role="status">{t('sandbox.patch left', { text: patching.join('; ') })}</p>}
      {articles.map(one => (
        <p key={one.number} className="draft-law" lang="zh-CN">
          {ordinalOf(one)}{piecesOf(one, changed, parameter => reform.has(parameter.id)).map((piece, i) => (typeof piece === 'string' ? <span key={i}>{piece}</span> : <Changed key={piece.id} parameter={piece} sandbox={sandbox} />))}
        </p>
      ))}
      {changed.filter(one => one.at === undefined).map(one => <p key={one.id} className="draft-law" lang="zh-CN">{one.words.quote} <Changed parameter={one} sandbox={sandbox} /></p>)}
      {[...texts].map(([id, text]) => <p key={id} className="draft-rule" lang="zh-CN"><span className="third">{id}</span> <del>{parts?.find(one => one.id === id)?.text}</del> <ins>{text}</ins></p>)}
      <Meetings before={program} after={after} articles={[article, ...changed.map(one => one.words.article)].join()} />
    </section>
  )
}

function Changed({ parameter, sandbox: { setting: { reform } } }: { readonly parameter: Parameter; readonly sandbox: Sandbox }) {
  const value = reform.get(parameter.id)
  return <>{' '}<del>{parameter.written}</del> {value !== undefined && <ins>{written(parameter, value)}</ins>}{' '}</>
}
