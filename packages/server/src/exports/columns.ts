import { plainDecimal, shiftOf } from '@lizhu/data/sheets'
import { readPeriod, writePeriod, type Fact, type Kind } from '@lizhu/policy'
import { Refused } from '../api/problem.ts'

/** A fact as a column: of which period, and in which unit its figures are where they are bare. */
export interface Column { readonly fact: Fact; readonly period: string; readonly unit: string | undefined; /** Places that fen move to the unit. */ readonly shift: number }
/** What is known of a party in a column. */
export interface Held { readonly name: string; readonly period: string; readonly written: string; readonly number: string | null; readonly none: boolean }

export function columnOf(kind: Kind, { fact: name, period }: { readonly fact: string; readonly period: string | null }, field: string): Column {
  const fact = kind.facts.find(one => one.name === name)
  if (fact === undefined) throw new Refused(422, 'no-such-fact', { params: { kind: kind.name, name }, field })
  const at = fact.every === undefined || period === null ? undefined : readPeriod(fact.every, period)
  if ((fact.every === undefined) !== (period === null) || (fact.every !== undefined && at === undefined)) throw new Refused(422, 'invalid', { params: { zh: `${name}的期间`, en: `the period of ${name}` }, field: `${field}/period` })
  const { type } = fact
  const unit = type.kind === 'money' && type.currency === 'CNY' ? fact.shown ?? '元' : type.kind === 'number' ? type.unit : undefined
  return { fact, period: fact.every === undefined || at === undefined ? '' : writePeriod(fact.every, at), unit, shift: type.kind === 'money' ? shiftOf(unit ?? '元') ?? 0 : 0 }
}

/** 营业收入（2024年，万元）, as the columns of an import are read. */
export function headerOf({ fact, period, unit }: Column): string {
  const inside = [period === '' ? [] : fact.every === 'year' ? `${period}年` : period, unit ?? []].flat()
  return inside.length === 0 ? fact.name : `${fact.name}（${inside.join('，')}）`
}

/** A figure in the unit of the header where it can be one; else the words in which it was told. */
export function cellOf({ fact: { type }, unit, shift }: Column, held: Held | undefined): string | number | null {
  if (held === undefined || held.written === '未知') return null
  if (held.none) return type.kind === 'boolean' ? '否' : '无'
  if (held.number === null || (type.kind !== 'money' && type.kind !== 'number') || (type.kind === 'money' && unit === undefined)) return held.written
  const text = shift === 0 ? held.number : shifted(held.number, shift)
  // A double tells 15 digits apart: a longer figure stays a text, so that none of it is rounded.
  return text.replace(/\D/g, '').replace(/^0+/, '').length <= 15 ? Number(text) : text
}

function shifted(number: string, places: number): string {
  const sign = number.startsWith('-') ? '-' : ''
  const text = plainDecimal(`${number.slice(sign.length)}${number.includes('.') ? '' : '.0'}e-${places}`)
  return `${sign}${text.replace(/(\.\d*?)0+$/, '$1').replace(/\.$/, '')}`
}
