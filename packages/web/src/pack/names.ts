import type { Fact, Program } from '@lizhu/policy'
import { language } from '../i18n/language.ts'

/** Names in the language of the page: English where the pack has it, else as the pack says. */
export interface Names {
  fact(owner: string, name: string): string
  kind(name: string): string
  unit(name: string): string
}

interface Named { readonly en?: string }
const own = (name: string, { en }: Named): string => (language() === 'en' && en !== undefined ? en : name)
const bare = (name: string): string => name.slice(name.lastIndexOf('.') + 1)

export function namesOf(program: Program): Names {
  const facts = new Map<string, Fact>()
  for (const kind of program.kinds) for (const fact of kind.facts) facts.set(`${kind.name}.${bare(fact.name)}`, fact)
  for (const fact of program.area) facts.set(`area.${bare(fact.name)}`, fact)
  const kinds = new Map(program.kinds.map(kind => [kind.name, kind]))
  const units = new Map(program.organisations.map(unit => [unit.id, unit]))
  return {
    fact: (owner, name) => own(name, facts.get(`${owner}.${bare(name)}`) ?? {}),
    kind: name => own(name, kinds.get(name) ?? {}),
    unit: name => own(name, units.get(name) ?? {}),
  }
}

/** A named thing of the pack in the page's language. */
export const nameOf = (thing: { readonly name: string; readonly en?: string }): string => own(thing.name, thing)
