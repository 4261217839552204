import type { Name } from '../api/client.ts'
import { isEnterprise, may, type Me } from './me.ts'

/** The pages of the system of record: where they are, and the operation without which there is nothing to see. */
const PAGES = [
  { path: '/home', needs: undefined },
  { path: '/matters', needs: 'listMatters' },
  { path: '/approvals', needs: 'approveMatter' },
  { path: '/calls', needs: 'listCalls' },
  { path: '/publicities', needs: 'listPublished' },
  { path: '/funds', needs: 'listBudgets' },
  { path: '/payments', needs: 'listPayable' },
  { path: '/accounts', needs: 'listAccounts' },
  { path: '/papers', needs: 'listPapers' },
  { path: '/parties', needs: 'listParties' },
  { path: '/imports', needs: 'listImports' },
  { path: '/questions', needs: 'listOpenQuestions' },
  { path: '/packs', needs: 'listPacks' },
  { path: '/people', needs: 'listPeople' },
  { path: '/audit', needs: 'listChanges' },
  { path: '/webhooks', needs: 'listWebhooks' },
] as const satisfies readonly { readonly path: string; readonly needs: Name | undefined }[]

export type PagePath = (typeof PAGES)[number]['path']

/** The pages that somebody's menu has: what is permitted. An enterprise has its own record in place of a register. */
export function pagesOf(me: Me): readonly PagePath[] {
  return PAGES.filter(({ path, needs }) => (needs === undefined || may(me, needs)) && !(isEnterprise(me) ? OFFICES : ENTERPRISES).has(path)).map(one => one.path)
}
/** Not for whoever has one record: the law itself says what an enterprise wants of it. */
const OFFICES: ReadonlySet<PagePath> = new Set(['/parties', '/questions', '/packs'])

/** Offices have it among their payments. */
const ENTERPRISES: ReadonlySet<PagePath> = new Set(['/accounts'])

export type OwnParty = NonNullable<Me['roles'][number]['party']>
export const partiesOf = (me: Me): readonly OwnParty[] => [...new Map(me.roles.flatMap(({ party }) => (party === null ? [] : [[party.id, party]]))).values()]
