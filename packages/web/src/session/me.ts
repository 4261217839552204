import { useSyncExternalStore } from 'react'
import type { Answer, Name } from '../api/client.ts'

export type Me = Answer<'me'>
/** Whether somebody is signed in: not known yet, nobody, or who. */
export type Session = undefined | null | Me

/** That somebody signed in on this device: whoever never did is asked nothing, and loads nothing for it. */
const HINT = 'lizhu.signed-in'
/** Who was in last. */
const LAST = 'lizhu.last'
/** Said to the window where the server knows nobody any more by our cookie. */
export const SIGNED_OUT = 'lizhu:signed-out'
let session: Session = localStorage.getItem(HINT) === null ? null : undefined
let asking: Promise<Session> | undefined
const listeners = new Set<() => void>()

function tell(next: Me | null): Session {
  session = next
  if (next === null) localStorage.removeItem(HINT)
  else {
    // What one person left unsent, or took of a record, is not for the next one at the same screen.
    if (localStorage.getItem(LAST) !== next.person.id) forget()
    localStorage.setItem(HINT, 'true')
    localStorage.setItem(LAST, next.person.id)
  }
  for (const listener of listeners) listener()
  return next
}

/** Asks the server who is signed in. */
export function askSession(): Promise<Session> {
  return (asking ??= import('./ask.ts').then(({ whoIsIn }) => whoIsIn()).then(tell, () => tell(null)).finally(() => { asking = undefined }))
}
export async function signOut() {
  await (await import('./ask.ts')).leave()
  forget()
  tell(null)
}

/** What was typed and not sent, and what the calculator keeps of a record: it leaves this device with whoever may see it. */
function forget() {
  sessionStorage.clear()
  const sheets = Array.from({ length: localStorage.length }, (_, i) => localStorage.key(i) ?? '').filter(key => key.startsWith('lizhu.sheet.'))
  for (const key of sheets) if (localStorage.getItem(key)?.includes('"record":') === true) localStorage.removeItem(key)
}

if (session === undefined) void askSession()
addEventListener(SIGNED_OUT, () => tell(null))

export function useSession(): Session {
  return useSyncExternalStore(listen, () => session)
}
function listen(listener: () => void) {
  listeners.add(listener)
  return () => { listeners.delete(listener) }
}

/** Whether an operation is permitted, as `me` says. */
export const may = (me: Session, operation: Name): boolean => me !== undefined && me !== null && me.operations.some(one => one === operation)
/** Whether one of an enterprise's own people, of no office. */
export const isEnterprise = (me: Me): boolean => me.roles.length > 0 && me.roles.every(one => one.party !== null)
