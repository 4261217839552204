import type { Table } from '../city/index.ts'
import type { Kind, Program } from '../program.ts'

/** Owners, further ones too, before what hangs off them. */
export function ownersFirst({ kinds }: Program): readonly Kind[] {
  const done = new Set<Kind>()
  const visit = (kind: Kind | undefined): void => {
    if (kind === undefined || done.has(kind)) return
    for (const owner of kind.of) visit(kinds.find(one => one.name === owner))
    done.add(kind)
  }
  kinds.forEach(visit)
  return [...done]
}

/** Rows as the assessor meets them: owner by owner, those told of and those not. */
export function assessorOrder({ owner, under, told, count }: Table, tables: ReadonlyMap<string, Table>): number[] {
  const above = owner === undefined ? undefined : tables.get(owner)
  if (above === undefined || under === undefined || told === count) return Array.from({ length: count }, (_, row) => row)
  const byOwner = new Map<number, number[]>()
  under.forEach((of, row) => { const known = byOwner.get(of); if (known === undefined) byOwner.set(of, [row]); else known.push(row) })
  return assessorOrder(above, tables).flatMap(row => byOwner.get(row) ?? [])
}
