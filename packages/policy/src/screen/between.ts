import { refuse } from '@lizhu/feel/kernel'
import type { Instrument, Read, Stacking } from '../program.ts'
import { chainOf } from './conditions.ts'
import { chosen, type Making } from './outside.ts'

/** Instruments whose rows under one party are settled among each other: two that may be granted there are left to the closure. */
export type Meeting = readonly string[]

/** Whom the rows of an instrument may meet. Limits that they share are the amount's (amount.ts). */
export function meetingsOf(making: Making, instrument: Instrument): Meeting[] {
  const { id, once } = instrument
  const { program } = making.prepared
  const all = program.instruments.map(one => one.id)
  const meetings: Meeting[] = []
  if (once !== undefined) meetings.push(...withinParty(making, instrument, once, [id]))
  const visit = (node: Read<Stacking>, under: readonly string[], owner: boolean): void => {
    const rule = chosen(making.options, node).node
    switch (rule.rule) {
      case 'with': return
      case 'promotion': if (rule.among.includes(id)) meetings.push(rule.among); return
      case 'highest': if ((rule.among ?? under).includes(id)) meetings.push(...withinParty(making, instrument, rule.per, rule.among ?? under)); return
      case 'not with': if (under.includes(id)) meetings.push([id, ...rule.others]); else if (rule.others.includes(id)) meetings.push([...under, ...rule.others]); return
      case 'after': if (under.includes(id)) refuse('after-award'); return
      case 'use once': if (owner) refuse('use-once')
    }
  }
  for (const one of program.instruments) for (const rule of chosen(making.options, one).node.stacking) visit(rule, [one.id], one.id === id)
  for (const general of program.generals) {
    const under = general.appliesTo ?? all
    for (const rule of chosen(making.options, general).node.stacking) visit(rule, under, under.includes(id))
  }
  return meetings
}

/** A grain that is the subject itself meets nobody but other instruments; one outside the party may meet rows of another. */
export function withinParty(making: Making, instrument: Instrument, per: string | undefined, instruments: readonly string[]): Meeting[] {
  if (per !== undefined && !chainOf(making, instrument.for).includes(per)) return refuse('group', { name: per })
  return (per === undefined || per === instrument.for) && instruments.every(id => id === instrument.id) ? [] : [instruments]
}
