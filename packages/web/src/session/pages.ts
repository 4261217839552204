import type { Name } from '../api/client.ts'
import { isEnterprise, may, type Me } from './me.ts'

/** The pages of the system of record: where they are, what they belong to, and the operation without which there is nothing to see. */
const PAGES = [
  { path: '/home', group: 'work', needs: undefined },
  { path: '/matters', group: 'matters', needs: 'listMatters' },
  { path: '/calls', group: 'matters', needs: 'listCalls' },
  { path: '/panels', group: 'matters', needs: 'listPanelWork' },
  { path: '/inspections', group: 'matters', needs: 'listInspections' },
  { path: '/publicities', group: 'matters', needs: 'listPublished' },
  { path: '/approvals', group: 'money', needs: 'approveMatter' },
  { path: '/funds', group: 'money', needs: 'listBudgets' },
  { path: '/payments', group: 'money', needs: 'listPayable' },
  { path: '/accounts', group: 'money', needs: 'listAccounts' },
  { path: '/papers', group: 'money', needs: 'listPapers' },
  { path: '/parties', group: 'register', needs: 'listParties' },
  { path: '/imports', group: 'register', needs: 'listImports' },
  { path: '/questions', group: 'rules', needs: 'listOpenQuestions' },
  { path: '/packs', group: 'rules', needs: 'listPacks' },
  { path: '/people', group: 'system', needs: 'listPeople' },
  { path: '/audit', group: 'system', needs: 'listChanges' },
  { path: '/webhooks', group: 'system', needs: 'listWebhooks' },
] as const satisfies readonly { readonly path: string; readonly group: string; readonly needs: Name | undefined }[]

export type PagePath = (typeof PAGES)[number]['path']
export type PageGroup = (typeof PAGES)[number]['group']

/** As many as a row holds beside who is in. */
const ROW = 6

/** Somebody's menu: what is permitted; each page for itself where they are few, else what belongs together under one name. An enterprise has its own record in place of a register. */
export function menuOf(me: Me): readonly { readonly group: PageGroup; readonly pages: readonly PagePath[] }[] {
  const pages = PAGES.filter(({ path, needs }) => (needs === undefined || may(me, needs)) && !(isEnterprise(me) ? OFFICES : ENTERPRISES).has(path))
  if (pages.length <= ROW) return pages.map(({ group, path }) => ({ group, pages: [path] }))
  return [...new Set(pages.map(one => one.group))].map(group => ({ group, pages: pages.filter(one => one.group === group).map(one => one.path) }))
}

/** Not for whoever has one record: the law itself says what an enterprise wants of it. */
const OFFICES: ReadonlySet<PagePath> = new Set(['/parties', '/questions', '/packs'])

/** Offices have it among their payments. */
const ENTERPRISES: ReadonlySet<PagePath> = new Set(['/accounts'])

export type OwnParty = NonNullable<Me['roles'][number]['party']>
export const partiesOf = (me: Me): readonly OwnParty[] => [...new Map(me.roles.flatMap(({ party }) => (party === null ? [] : [[party.id, party]]))).values()]
