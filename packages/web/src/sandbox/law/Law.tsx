import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Parameter } from '@lizhu/policy/simulate'
import { ordinalOf } from '../../policy/ordinal.ts'
import type { Sandbox } from '../context.ts'
import { articlesOf } from '../setting.ts'
import { Dial } from './Dial.tsx'
import { Handle } from './Handle.tsx'
import { piecesOf, type Piece } from './pieces.ts'
import { labelOf } from './words.ts'

/** The law's own sentence with its numbers as handles, and the one at hand below. */
export function Law({ sandbox }: { readonly sandbox: Sandbox }) {
  const { t } = useTranslation()
  const { program, parameters, setting: { article, reform, texts }, change, turn, compared } = sandbox
  const gone = compared?.reading.gone ?? []
  const [picked, pick] = useState<string>()
  const here = program.articles.find(one => one.number === article)
  const own = parameters.filter(one => one.words.article === article)
  const at = own.find(one => one.id === picked) ?? own.find(one => reform.has(one.id)) ?? own.find(one => one.role === 'rate' && one.at !== undefined) ?? own[0]
  if (here === undefined || at === undefined) return null
  const handle = (parameter: Parameter) => (
    <Handle
      key={parameter.id} parameter={parameter} value={reform.get(parameter.id) ?? parameter.value} label={labelOf(program, parameters, parameter)} on={parameter.id === at.id} changed={reform.has(parameter.id)} gone={gone.includes(parameter.id)}
      onPick={() => pick(parameter.id)} onTurn={value => turn(parameter, value)}
    />
  )
  const fromElsewhere = own.filter(one => one.at === undefined)
  return (
    <section className="sentence" aria-label={t('sandbox.numbers')}>
      <div className="sentence-head">
        <h2 lang="zh-CN" className="hidden">{ordinalOf(here)}{here.title}</h2>
        <label><span className="hidden">{t('sandbox.article')}</span>
          <select lang="zh-CN" value={article} onChange={event => { pick(undefined); change({ article: Number(event.target.value) }) }}>
            {articlesOf(parameters).map(number => {
              const one = program.articles.find(other => other.number === number)
              return one === undefined ? null : <option key={number} value={number}>{`${ordinalOf(one)}${one.title}`}{parameters.some(({ id, words, instruments }) => words.article === number && (reform.has(id) || [...texts.keys()].some(part => part.startsWith(`${instruments[0] ?? ''}.`)))) ? ' ✎' : ''}</option>
            })}
          </select>
        </label>
        <button type="button" className="act screen" disabled={reform.size + texts.size === 0} onClick={() => change({ reform: new Map(), texts: new Map() })}>{t('sandbox.restore')}</button>
      </div>
      <p className="sentence-law" lang="zh-CN">{piecesOf(here, own).map((piece, i, all) => (typeof piece === 'string' ? <span key={i}>{withoutStop(piece, all[i - 1])}</span> : <span key={piece.id} className="nowrap">{handle(piece)}{stopOf(all[i + 1])}</span>))}</p>
      {fromElsewhere.length > 0 && (
        <details className="sentence-settings" open={at.at === undefined || fromElsewhere.some(one => reform.has(one.id))}>
          <summary className="small second">{t('sandbox.settings', { count: fromElsewhere.length })} <span className="demo demo-law">{t('demo')}</span></summary>
          <ul>{fromElsewhere.map(one => <li key={one.id}><span className="song" lang="zh-CN">{one.words.quote}</span> {handle(one)}</li>)}</ul>
        </details>
      )}
      {gone.includes(at.id) && <p className="small amber">{t('sandbox.rule.gone', { number: at.written })}</p>}
      <Dial key={at.id} parameter={at} value={reform.get(at.id) ?? at.value} label={labelOf(program, parameters, at)} onTurn={value => turn(at, value)} />
    </section>
  )
}

/** A mark that ends a phrase stays on the line of its number. */
const STOP = /^[，。；、：）”]+/
const stopOf = (next: Piece | undefined): string => (typeof next === 'string' ? STOP.exec(next)?.[0] ?? '' : '')
const withoutStop = (piece: string, before: Piece | undefined): string => (typeof before === 'object' ? piece.replace(STOP, '') : piece)
