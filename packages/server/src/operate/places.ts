import { readJurisdictions, type Jurisdiction } from '../registry/index.ts'
import { InstallationProblem } from './problem.ts'

const KINDS: Readonly<Record<string, Jurisdiction['kind']>> = { province: 'province', city: 'city', county: 'county', 'functional area': 'functional area', park: 'park', 省: 'province', 市: 'city', 县区: 'county', 功能区: 'functional area', 园区: 'park' }

/** The jurisdictions of a file: jurisdictions.yaml, or CSV with the columns code, name, parent, kind. Those above come first. @throws InstallationProblem with file and line */
export function readPlaces(text: string, file: string): Jurisdiction[] {
  if (/\.ya?ml$/i.test(file)) {
    try { return readJurisdictions(text) } catch (error) {
      const why = error instanceof Error ? error.message : String(error)
      throw new InstallationProblem(`${file} 不是区划文件：${why}`, `${file} does not list jurisdictions: ${why}`)
    }
  }
  return inOrder(text.replace(/^\uFEFF/, '').split(/\r?\n/).flatMap((line, i) => (i === 0 || line.trim() === '' ? [] : [placeOf(line, `${file}:${i + 1}`)])), file)
}

function placeOf(line: string, where: string): Jurisdiction {
  const [code = '', name = '', parent = '', named = '', ...more] = line.split(',').map(cell => cell.trim())
  const kind = KINDS[named]
  if (line.includes('"') || more.length > 0 || code === '' || name === '' || kind === undefined) {
    throw new InstallationProblem(`${where} 应为 代码,名称,上级代码,类别 四列（不带引号），类别是 ${Object.keys(KINDS).join('、')} 之一；现在是“${line}”。`,
      `${where} must be code,name,parent,kind, without quotes, the kind one of ${Object.keys(KINDS).join(', ')}; it is "${line}".`)
  }
  return { code, name, kind, ...(parent === '' ? {} : { parent }) }
}

function inOrder(places: readonly Jurisdiction[], file: string): Jurisdiction[] {
  const ordered: Jurisdiction[] = []
  for (let left = [...places]; left.length > 0;) {
    const next = left.filter(one => one.parent === undefined || ordered.some(({ code }) => code === one.parent))
    const [first] = left
    if (next.length === 0 && first !== undefined) throw new InstallationProblem(`${file}：${first.name} 的上级 ${first.parent ?? ''} 不在文件里。`, `${file}: ${first.parent ?? ''}, which ${first.name} lies in, is not in the file.`)
    ordered.push(...next)
    left = left.filter(one => !next.includes(one))
  }
  const twice = ordered.find(({ code }, i) => ordered.findIndex(one => one.code === code) < i)
  if (twice !== undefined) throw new InstallationProblem(`${file}：代码 ${twice.code} 有两行。`, `${file}: there are two lines with the code ${twice.code}.`)
  return ordered
}
