import { useTranslation } from 'react-i18next'
import type { Instrument, Keep, Stacking } from '@lizhu/policy'
import type { Names } from '../../pack/names.ts'
import { phrase } from '../../pack/phrase.ts'
import { chosenNode, type Chosen } from './choose.ts'

/** Around the amount: payment, what must be kept, allocation, stacking. */
export function Around({ instrument, chosen, names }: { readonly instrument: Instrument; readonly chosen: Chosen; readonly names: Names }) {
  const { t } = useTranslation()
  const pay = instrument.pay === undefined ? undefined : chosenNode(instrument.pay, chosen)
  const rows: (readonly [string, string])[] = []
  if (pay !== undefined) {
    const who = ([['payer', pay.payer], ['applicant', pay.applicant], ['beneficiary', pay.beneficiary], ['payee', pay.payee]] as const)
      .flatMap(([role, name]) => (name === undefined ? [] : [`${t(`pay.${role}`)} ${names.unit(names.kind(name))}`]))
    const parts = pay.parts === undefined ? [] : typeof pay.parts === 'string' ? [t('pay.by rule', { rule: pay.parts })] : pay.parts.map(part => [phrase(part.part, names), part.after === undefined ? '' : t('pay.after', { date: phrase(part.after, names) })].join(' '))
    rows.push([t('around.pay'), [...who, ...parts].join(' · ')])
  }
  for (const one of instrument.keep) rows.push([t('around.keep'), keepWords(chosenNode<Keep>(one, chosen), names)])
  if (instrument.allocate !== undefined) rows.push([t('around.allocate'), `${phrase(instrument.allocate.pool, names)} · ${t(`short.${instrument.allocate.whenShort}`)}`])
  for (const one of instrument.stacking) {
    const rule = chosenNode<Stacking>(one, chosen)
    rows.push([t('around.stacking'), one.reading?.readAs === null && chosen[one.reading.id] === undefined ? t('rule.not read') : `${t(`stacking.${rule.rule}`)} ${othersOf(rule)}`])
  }
  if (rows.length === 0) return null
  return <dl className="rule-rows">{rows.map(([label, text], i) => <div key={i}><dt>{label}</dt><dd>{text}</dd></div>)}</dl>
}

function keepWords(one: Keep, names: Names): string {
  return [one.promise, one.for === undefined ? undefined : phrase(one.for, names), one.repay === undefined ? undefined : `↩ ${phrase(one.repay, names)}`].filter(part => part !== undefined).join(' · ')
}

function othersOf(rule: Stacking): string {
  switch (rule.rule) {
    case 'with': case 'not with': case 'after': return rule.others.join('、')
    case 'highest': return rule.among?.join('、') ?? rule.per ?? ''
    case 'promotion': return rule.among.join(' → ')
    case 'use once': return rule.what
  }
}
