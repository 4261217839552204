import { existsSync, readdirSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { Coverage, Folder, Loaded } from '@lizhu/policy'
import { moreOf } from './more.ts'
import { placesOf } from './places.ts'
import { tilesOf, type Tiles } from './tiles.ts'

/** A pack as the pages get it: what is needed at once stands in `about`; `files` are fetched. */
export interface Bundle { readonly id: string; readonly about: About; readonly files: ReadonlyMap<string, string> }
export interface About {
  readonly title: string
  /** 韶委字〔2020〕2号, and the day from which it holds. */
  readonly number?: string
  readonly inForce: number
  /** The words before the first article. */
  readonly preamble: string
  /** Facts whose value is a code of the published list. */
  readonly coded: readonly string[]
  readonly coverage: { readonly articles: number; readonly numbers: number; readonly numbersBound: number }
  readonly tiles?: Tiles
}

const read = new Map<string, Promise<readonly Bundle[]>>()

/** Every policy under a folder: packs with instruments of their own. One that completes it is a second program of it. Read once. */
export function readBundles(folder: string): Promise<readonly Bundle[]> {
  const known = read.get(folder) ?? readAll(folder)
  read.set(folder, known)
  return known
}

async function readAll(folder: string): Promise<readonly Bundle[]> {
  const { loadPack, checkWords, codesOf, encodeProgram, readCases, runCase } = await import('@lizhu/policy')
  const { readFolder, siblings } = await import('@lizhu/policy/node')
  const paths = readdirSync(folder, { withFileTypes: true }).filter(entry => entry.isDirectory() && existsSync(join(folder, entry.name, 'policy.md'))).map(entry => join(folder, entry.name)).sort()
  const load = (path: string, completing: readonly string[] = []) => loadPack(readFolder(path), siblings(path), completing.map(readFolder))
  const all = paths.map(path => ({ path, loaded: load(path) }))
  return all.flatMap(({ path, loaded }) => {
    const { program } = loaded
    if (program.pack.completes !== undefined || program.instruments.length === 0) return []
    stopOnErrors(path, loaded)
    const trial = all.find(other => other.loaded.program.pack.completes === program.pack.id)
    const source = readFolder(path)
    const completed = new Map<string, Loaded>([['', loaded]])
    const loadedWith = (packs: readonly string[]): Loaded => {
      const found = completed.get(packs.join()) ?? load(path, packs.map(pack => join(folder, pack)))
      completed.set(packs.join(), found)
      return found
    }
    const codes = codesOf([loaded.source, ...loaded.others].map(source => source.folder), program)
    const files = new Map([['codes', JSON.stringify(codes.codes)], ['program', encodeProgram(program)], ['more', JSON.stringify(moreOf(source, readCases(source, []), loadedWith, runCase))]])
    files.set('sources', JSON.stringify(sourcesOf(source, loaded, trial === undefined ? [] : [readFolder(trial.path)])))
    files.set('places', JSON.stringify(placesOf(source)))
    if (trial !== undefined) files.set('trial', encodeProgram(load(path, [trial.path]).program))
    return [{ id: program.pack.id, files, about: aboutOf(loaded, checkWords(loaded.source, []), codes.facts) }]
  })
}

/** What a worker needs to compile a rule anew: the policy, the packs whose words it shares, and the one that completes it. */
function sourcesOf(pack: Folder, { others }: Loaded, completing: readonly Folder[]) {
  const plain = ({ name, files }: Folder) => ({ name: basename(name), files: Object.fromEntries([...files].filter(([file]) => !/^(?:cases|examples)\//.test(file))) })
  return { pack: plain(pack), library: others.map(one => plain(one.folder)), completing: completing.map(plain) }
}

function aboutOf({ program, source }: Loaded, coverage: Coverage, coded: readonly string[]): About {
  const tiles = tilesOf(source.folder)
  const articles = coverage.filter(one => one.article > 0)
  return {
    title: program.pack.title, ...(program.pack.number === undefined ? {} : { number: program.pack.number }), inForce: program.pack.inForce,
    preamble: source.sections.find(section => section.number === 0)?.text ?? '',
    coded, ...(tiles === undefined ? {} : { tiles }),
    coverage: {
      articles: articles.filter(one => one.sentences === one.sentencesBound).length,
      numbers: sum(articles.map(one => one.numbers)), numbersBound: sum(articles.map(one => one.numbersBound)),
    },
  }
}

const sum = (all: readonly number[]): number => all.reduce((total, one) => total + one, 0)

function stopOnErrors(path: string, { diagnostics }: Loaded) {
  const errors = diagnostics.filter(one => one.severity === 'error')
  if (errors.length > 0) console.warn(`${path}: ${errors.length} errors, the first: ${JSON.stringify(errors[0])}`)
}
