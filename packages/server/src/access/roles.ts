/** What somebody is to a tenant, by a membership with a beginning and an end. */
export const ROLES = {
  owner: { zh: '企业负责人', en: 'Enterprise owner' },
  agent: { zh: '企业代办人', en: 'Enterprise agent' },
  clerk: { zh: '县区经办', en: 'County clerk' },
  officer: { zh: '部门经办', en: 'Bureau officer' },
  head: { zh: '部门负责人', en: 'Bureau head' },
  finance: { zh: '财政', en: 'Finance' },
  statistics: { zh: '统计核对', en: 'Statistics verifier' },
  tax: { zh: '税务核对', en: 'Tax verifier' },
  expert: { zh: '评审专家', en: 'Expert' },
  supervisor: { zh: '督查', en: 'Supervisor' },
  leader: { zh: '领导小组', en: 'Leader' },
  auditor: { zh: '审计', en: 'Auditor' },
  'system-administrator': { zh: '系统管理员', en: 'System administrator' },
  'security-administrator': { zh: '安全管理员', en: 'Security administrator' },
  'audit-administrator': { zh: '审计管理员', en: 'Audit administrator' },
} as const

export type Role = keyof typeof ROLES
export const ROLE_NAMES = ['owner', 'agent', 'clerk', 'officer', 'head', 'finance', 'statistics', 'tax', 'expert', 'supervisor', 'leader', 'auditor', 'system-administrator', 'security-administrator', 'audit-administrator'] as const satisfies readonly Role[]

/**
 * How far a permission reaches: the whole tenant; the membership's jurisdiction and what lies in it; its enterprise;
 * oneself; the accounts of the tenant, or what ties it to other systems (no business data); the audit trail.
 */
export type Scope = 'tenant' | 'area' | 'own' | 'self' | 'accounts' | 'system' | 'trail'
