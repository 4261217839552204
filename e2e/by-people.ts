import { randomUUID } from 'node:crypto'
import type { Page } from 'playwright-core'
import { z } from 'zod'
import { signedIn } from './record-session.ts'

// What people do through the API of their own signed-in pages, where a test is about something else.

/** The answer to a request that a page’s own person sends. */
export async function ask<T>(on: Page, schema: z.ZodType<T>, method: 'GET' | 'POST', path: string, body?: unknown): Promise<T> {
  const { status, answer } = await on.evaluate(async ([method, path, body, key]) => {
    const response = await fetch(`/api${path}`, { method, headers: { ...body === '' ? {} : { 'Content-Type': 'application/json' }, ...method === 'GET' ? {} : { 'Idempotency-Key': key } }, ...body === '' ? {} : { body } })
    return { status: response.status, answer: await response.text() }
  }, [method, path, body === undefined ? '' : JSON.stringify(body), randomUUID()] as const)
  if (status >= 300) throw new Error(`${method} ${path}: ${status} ${answer}`)
  return schema.parse(JSON.parse(answer))
}
export const anything = z.unknown()
export const made = z.object({ id: z.string() })

/** Everybody’s page, by login, opened once. */
export function people(): (login: string) => Promise<Page> {
  const opened = new Map<string, Promise<Page>>()
  return login => {
    const page = opened.get(login) ?? signedIn(login)
    opened.set(login, page)
    return page
  }
}
