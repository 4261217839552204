import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Solved } from '../city/protocol.ts'
import type { Sandbox } from '../context.ts'
import { unit, wan } from '../figures.ts'
import { labelOf, written } from './words.ts'

const FIGURES = ['high', 'likely', 'low'] as const

/** The number that spends a given sum, all else as it is. */
export function Solve({ sandbox: { program, parameters, setting, scope, turn, city } }: { readonly sandbox: Sandbox }) {
  const { t } = useTranslation()
  const own = parameters.filter(one => one.words.article === setting.article)
  const [figure, setFigure] = useState<(typeof FIGURES)[number]>('high')
  const [typed, setTyped] = useState<string>()
  const [picked, pick] = useState<string>()
  const [state, setState] = useState<{ readonly busy: boolean; readonly left?: number; readonly solved?: Solved; readonly of?: string }>({ busy: false })
  const parameter = own.find(one => one.id === picked) ?? own.find(one => one.role === 'rate') ?? own[0]
  if (parameter === undefined) return null
  const text = typed ?? (setting.budget === undefined ? '' : String(setting.budget / 1_000_000n))
  const target = Number(text.replaceAll(/[,，\s]/g, ''))
  const wrong = text === '' || !Number.isFinite(target) || target < 0
  const start = async (): Promise<void> => {
    setState({ busy: true })
    const { reform, texts, assumptions } = setting
    setState({ busy: false, of: parameter.id, solved: await city.solve({ trial: { reform, texts, assumptions }, scope, parameter: parameter.id, figure, target: BigInt(Math.round(target * 1_000_000)) }, left => setState({ busy: true, left })) })
  }
  const solved = state.of === parameter.id ? state.solved : undefined
  return (
    <section className="solve">
      <h3>{t('sandbox.solve')} <span className="small third">{t('sandbox.solve text')}</span></h3>
      <form onSubmit={event => { event.preventDefault(); if (!wrong) void start() }}>
        {t('sandbox.solve.let')}
        <select aria-label={t('sandbox.solve.figure')} value={figure} onChange={event => setFigure(FIGURES.find(one => one === event.target.value) ?? 'high')}>{FIGURES.map(one => <option key={one} value={one}>{t(`sandbox.${one}`)}</option>)}</select>
        {t('sandbox.solve.be')}
        <input type="text" inputMode="decimal" size={7} aria-label={t('sandbox.solve.target')} aria-invalid={wrong} value={text} onChange={event => setTyped(event.target.value)} /> <span>{unit()}{t('sandbox.solve.by')}</span>
        <select aria-label={t('sandbox.solve.parameter')} value={parameter.id} onChange={event => pick(event.target.value)}>{own.map(one => <option key={one.id} value={one.id}>{labelOf(program, parameters, one)}</option>)}</select>
        <button type="submit" className="act" disabled={wrong || state.busy}>{t('sandbox.solve.go')}</button>
      </form>
      <p className="solve-answer" role="status">
        {state.busy && <span className="second">{t('sandbox.solve.busy')}{state.left !== undefined && state.left > 0 && ` ${t('sandbox.settling', { count: state.left })}`}</span>}
        {solved !== undefined && ('value' in solved
          ? <><span lang="zh-CN">→ <b>{written(parameter, solved.value)}</b></span> <span className="second">{t('sandbox.solve.likely', { amount: wan(solved.likely), unit: unit() })}</span> <button type="button" className="act" onClick={() => turn(parameter, solved.value)}>{t('sandbox.solve.take')}</button></>
          : <span className="amber">{t('sandbox.solve.none', { least: wan(solved.least), most: wan(solved.most), unit: unit() })}</span>)}
      </p>
    </section>
  )
}
