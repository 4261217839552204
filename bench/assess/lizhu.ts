import { calendar } from '@lizhu/feel'
import { assess, loadPack, readDossier, type Dossier, type Program, type Result } from '@lizhu/policy'
import { readFolder, siblings } from '@lizhu/policy/node'
import { awardsOf, type Awards, type Contender, type Does } from './contender.ts'
import { YEAR, type Enterprise } from './enterprises.ts'

/** A pack that must be without errors: a bench of a broken one would say nothing. */
export function load(path: string): Program {
  const { program, diagnostics } = loadPack(readFolder(path), siblings(path))
  if (diagnostics.length > 0) throw new Error(`${path}: ${JSON.stringify(diagnostics[0])}`)
  return program
}

/** Facts that were told, read by the program's kinds. */
export function dossierOf(program: Program, facts: unknown): Dossier {
  const { dossier, problems } = readDossier(program, facts)
  if (problems.length > 0) throw new Error(JSON.stringify(problems[0]))
  return dossier
}

export const DAY = calendar.dayNumber(YEAR, 12, 31)

const yuan = (value: number): string => `${value}元`

/** As a facts file would tell it: a title, a purchase, a project, a contract and a post under the enterprise. */
function told(one: Enterprise): unknown {
  return {
    企业: [{
      id: '甲',
      产值: { [YEAR - 1]: yuan(one.output), [YEAR - 2]: yuan(one.outputBefore) },
      工业投资: { [YEAR - 1]: yuan(one.investment), [YEAR - 2]: yuan(one.investmentBefore) },
      称号: [{ id: '一', 名称: one.title }],
      设备采购: [{ id: '一', 类别: one.equipment, 采购额: yuan(one.purchase) }],
      工业互联网项目: [{ id: '一', 应用标杆: String(one.benchmark), 省级专项资金: yuan(one.provincial) }],
      设计服务合同: [{ id: '一', 服务内容: one.service, 实际发生额: yuan(one.contract) }],
      高管任职: [{ id: '一', 职务: one.post, 地方留成: { [YEAR]: yuan(one.tax) } }],
    }],
    担保机构: [{ id: '乙', 担保余额: { [YEAR]: yuan(one.balance), ...(one.balanceBefore === undefined ? {} : { [YEAR - 1]: yuan(one.balanceBefore) }) } }],
  }
}

const does: Does = {
  trace: 'every condition, value and step, with the words of the law and the facts read',
  exact: 'fractions of whole numbers',
  missing: 'unknown, and which fact to ask for',
}

function awards({ assessments }: Result): Awards {
  return awardsOf(rule => {
    const granted = assessments.find(one => one.instrument === rule)?.granted
    return granted?.how === 'exact' ? Number(granted.value.n) / 100 / Number(granted.value.d) : 0
  })
}

function says({ assessments }: Result): string {
  const one = assessments.find(({ instrument }) => instrument === 'guarantee')
  if (one?.granted?.how === 'exact') return `${one.status} ${Number(one.granted.value.n) / 100}`
  return `${one?.status ?? ''}${(one?.missing ?? []).map(({ fact, at }) => `, missing ${fact?.name ?? ''} ${at ?? ''}`).join('')}`
}

/** On a dossier, as the system of record holds it. */
export function lizhu(program: Program): Contender<Dossier, Result> {
  return { name: 'Lizhu', does, prepared: one => dossierOf(program, told(one)), run: dossier => assess(program, dossier, { asOf: DAY }), awards, says }
}

/** From facts as they were told: texts such as `4260000元` are read, typed and checked each time. */
export function lizhuFromFacts(program: Program): Contender<unknown, Result> {
  return { name: 'Lizhu, facts read too', does, prepared: told, run: facts => assess(program, dossierOf(program, facts), { asOf: DAY }), awards, says }
}
