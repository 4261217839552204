import { z } from '@hono/zod-openapi'
import { operation } from '../api/operation.ts'
import { Refused } from '../api/problem.ts'
import { issuePaper as issue, type Issued, type Press } from './issue.ts'
import type { Inputs, PaperKind } from './kinds/index.ts'
import { reminderOf } from './of/clock.ts'
import type { Made } from './of/law.ts'
import { approvalFormOf, awardNoticeOf, rejectionNoticeOf } from './of/matter.ts'
import { ledgerStatementOf, paymentRequestOf, recoveryDecisionOf } from './of/money.ts'
import { publicityListOf } from './of/publicity.ts'

const id = z.uuid()
const day = z.iso.date()
const text = (most: number) => z.string().trim().min(1).max(most).regex(/^[^\r\n]*$/u)

/** What it is about, and what only whoever issues it can say. */
const body = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('award notice'), matter: id, requirements: z.array(text(500)).max(50).default([]) }),
  z.strictObject({ kind: z.literal('rejection notice'), matter: id, remedy: text(1000) }),
  z.strictObject({ kind: z.literal('approval form'), matter: id }),
  z.strictObject({ kind: z.literal('publicity list'), publicity: id, objections: text(1000) }),
  z.strictObject({ kind: z.literal('payment request'), run: id, to: text(100) }),
  z.strictObject({ kind: z.literal('reminder'), clock: id, until: day }),
  z.strictObject({ kind: z.literal('recovery decision'), recovery: id, payTo: z.strictObject({ name: text(100), bank: text(100), account: text(40) }), remedy: text(1000) }),
  z.strictObject({ kind: z.literal('ledger statement'), fund: text(200), year: z.int().min(2000).max(2200) }),
])
const answer = z.strictObject({ id, number: z.string(), title: z.string(), verification: z.string() }).openapi('PaperIssued')

export const issuePaper = (press: Press) => operation({
  name: 'issuePaper', method: 'post', path: '/papers', tag: 'papers', creates: true, refuses: [404, 409],
  summary: { zh: '制发文书：内容取自已经记录的事项、公示、付款、追回和资金', en: 'Issue a paper, from what is recorded of a matter, a publicity, a payment, a recovery or a fund' },
  body, answer,
  run: async ({ db, actor, body }) => {
    const organisation = actor.memberships.find(one => one.organisation !== null)?.organisation
    if (typeof organisation !== 'string') throw new Refused(409, 'paper-of-no-office')
    const send = async <K extends PaperKind>(kind: K, { input, belonging }: Made<Inputs[K]>): Promise<Issued> => issue(press, db, actor, kind, input, { ...belonging, organisation })
    const { id, number, title, verification } = await (async () => {
      switch (body.kind) {
        case 'award notice': return send(body.kind, await awardNoticeOf(db, actor, body.matter, body))
        case 'rejection notice': return send(body.kind, await rejectionNoticeOf(db, actor, body.matter, body))
        case 'approval form': return send(body.kind, await approvalFormOf(db, actor, body.matter))
        case 'publicity list': return send(body.kind, await publicityListOf(db, actor, body.publicity, body))
        case 'payment request': return send(body.kind, await paymentRequestOf(db, body.run, body))
        case 'reminder': return send(body.kind, await reminderOf(db, body.clock, body))
        case 'recovery decision': return send(body.kind, await recoveryDecisionOf(db, actor, body.recovery, body))
        case 'ledger statement': return send(body.kind, await ledgerStatementOf(db, body))
      }
    })()
    return { body: { id, number, title, verification } }
  },
})
