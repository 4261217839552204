import type { Folder } from '@lizhu/policy'
import { parse } from 'yaml'

/** Where the values of a fact lie to one another on a schematic map; columns and rows from 1. */
export interface Tiles { readonly fact: string; readonly places: Readonly<Record<string, readonly [column: number, row: number]>> }

export function tilesOf({ name, files }: Folder): Tiles | undefined {
  const text = files.get('tiles.yaml')
  if (text === undefined) return undefined
  const data: unknown = parse(text)
  if (typeof data !== 'object' || data === null || !('fact' in data) || typeof data.fact !== 'string' || !('tiles' in data) || typeof data.tiles !== 'object' || data.tiles === null) {
    throw new Error(`${name}/tiles.yaml: wants "fact" and "tiles"`)
  }
  return { fact: data.fact, places: Object.fromEntries(Object.entries(data.tiles).map(([place, at]: [string, unknown]) => [place, cell(name, place, at)])) }
}

function cell(pack: string, place: string, at: unknown): readonly [number, number] {
  const cells: unknown[] = Array.isArray(at) ? at : []
  const [column, row] = cells
  if (typeof column !== 'number' || typeof row !== 'number' || column < 1 || row < 1) throw new Error(`${pack}/tiles.yaml: ${place} wants [column, row], both from 1`)
  return [column, row]
}
