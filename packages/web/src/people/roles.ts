import type { Me } from '../session/me.ts'

export type Role = Me['roles'][number]['role']
export const ROLES = ['owner', 'agent', 'clerk', 'officer', 'head', 'finance', 'statistics', 'tax', 'expert', 'supervisor', 'leader', 'auditor', 'system-administrator', 'security-administrator', 'audit-administrator'] as const satisfies readonly Role[]
export const roleOf = (text: string | null): Role | undefined => ROLES.find(one => one === text)

/** What an administrator grants; an enterprise's roles come from a claim on its record, and from its owner. */
export const OFFICE_ROLES = ['clerk', 'officer', 'head', 'finance', 'statistics', 'tax', 'expert', 'supervisor', 'leader', 'auditor', 'system-administrator', 'security-administrator', 'audit-administrator'] as const satisfies readonly Role[]
/** Of a bureau: such a role is held for one. */
export const OF_A_BUREAU: readonly Role[] = ['officer', 'head', 'finance', 'statistics', 'tax']
