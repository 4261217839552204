import type { Role } from '../access/roles.ts'

export interface DemoPerson { readonly login: string; readonly name: string; readonly role: Role; readonly organisation?: string; readonly area?: string; readonly party?: string; readonly expert?: DemoExpert }
export interface DemoExpert { readonly employer: string; readonly title: string; readonly fields: readonly string[] }
export interface DemoPlaces {
  /** Offices that review, as the policy names its responsible units most often. */
  readonly organisations: readonly string[]
  /** Those of them that lead, and have a head. */
  readonly leads: ReadonlySet<string>
  /** Those of the enterprise first. */
  readonly counties: readonly { readonly code: string; readonly name: string }[]
  readonly enterprise: string | undefined
}

/** One of each role, and of each office that reviews, with names that nobody could take for a real person's. */
export function demoPeople({ organisations, leads, counties, enterprise }: DemoPlaces): DemoPerson[] {
  const their = enterprise === undefined ? [] : [
    { login: 'owner', name: '示例企业负责人', role: 'owner', party: enterprise }, { login: 'agent', name: '示例企业代办人', role: 'agent', party: enterprise },
  ] as const satisfies DemoPerson[]
  return [
    ...their,
    ...counties.slice(0, 2).map(({ code, name }, i): DemoPerson => ({ login: numbered('clerk', i), name: `示例${name}经办`, role: 'clerk', area: code })),
    ...organisations.map((organisation, i): DemoPerson => ({ login: numbered('officer', i), name: `示例${i === 0 ? '部门' : organisation}经办`, role: 'officer', organisation })),
    ...organisations.filter(one => leads.has(one)).map((organisation, i): DemoPerson => ({ login: numbered('head', i), name: `示例${i === 0 ? '部门' : organisation}负责人`, role: 'head', organisation })),
    { login: 'finance', name: '示例财政经办', role: 'finance' }, { login: 'finance2', name: '示例财政复核', role: 'finance' },
    { login: 'statistics', name: '示例统计核对员', role: 'statistics' }, { login: 'tax', name: '示例税务核对员', role: 'tax' },
    ...EXPERTS.map(([which, employer, title, fields], i): DemoPerson => ({ login: numbered('expert', i), name: `示例评审专家${which}`, role: 'expert', expert: { employer, title, fields } })),
    { login: 'supervisor', name: '示例督查员', role: 'supervisor' }, { login: 'leader', name: '示例领导小组成员', role: 'leader' },
    { login: 'auditor', name: '示例审计员', role: 'auditor' }, { login: 'system', name: '示例系统管理员', role: 'system-administrator' },
    { login: 'security', name: '示例安全管理员', role: 'security-administrator' }, { login: 'audit', name: '示例审计管理员', role: 'audit-administrator' },
  ]
}

/** More than an expert review draws, so that one who stands aside can be followed; of employers that nobody has. */
const EXPERTS = [
  ['甲', '示例理工大学', '教授', ['装备制造', '自动化']], ['乙', '示例机械研究院', '高级工程师', ['装备制造']], ['丙', '示例会计师事务所', '注册会计师', ['财务']], ['丁', '示例材料研究所', '研究员', ['材料', '冶金']],
  ['戊', '示例电子学会', '高级工程师', ['电子信息']], ['己', '示例节能服务中心', '正高级工程师', ['节能环保']], ['庚', '示例工业设计院', '高级工程师', ['工业设计', '装备制造']], ['辛', '示例经济研究中心', '副研究员', ['产业经济']],
] as const
const numbered = (login: string, index: number): string => (index === 0 ? login : `${login}${index + 1}`)
