import { z } from '@hono/zod-openapi'
import { operation } from '../api/operation.ts'
import { Refused } from '../api/problem.ts'

const fields = {
  mail: z.string().trim().max(254).refine(text => /^[^@\s,;<>]+@[^@\s,;<>]+$/.test(text), { params: { zh: '邮箱写法不对，例如 name@example.cn', en: 'write it as name@example.cn' } }).nullable(), phone: z.string().trim().refine(text => /^\+?\d{6,20}$/.test(text), { params: { zh: '手机号只写数字，可带 +', en: 'figures only, perhaps with + before' } }).nullable(),
  byMail: z.boolean(), bySms: z.boolean(), language: z.enum(['zh', 'en']),
}
const contactSchema = z.strictObject({ ...fields, version: z.int() }).openapi('Contact')

interface Row { readonly mail: string | null; readonly phone: string | null; readonly by_mail: boolean; readonly by_sms: boolean; readonly language: 'zh' | 'en'; readonly version: number }
const contactOf = ({ by_mail, by_sms, ...row }: Row): z.input<typeof contactSchema> => ({ ...row, byMail: by_mail, bySms: by_sms })
const COLUMNS = ['mail', 'phone', 'by_mail', 'by_sms', 'language', 'version'] as const
const NONE: Row = { mail: null, phone: null, by_mail: true, by_sms: true, language: 'zh', version: 0 }

export const readContact = operation({
  name: 'readContact', method: 'get', path: '/notices/contact', tag: 'notices', summary: { zh: '通知怎样送到自己', en: 'How notices reach one' }, answer: contactSchema,
  run: async ({ db, actor: { tenant, person } }) => {
    const row = await db.selectFrom('contact').select(COLUMNS).where('tenant', '=', tenant).where('person', '=', person).executeTakeFirst() ?? NONE
    return { body: contactOf(row), version: row.version }
  },
})

export const setContact = operation({
  name: 'setContact', method: 'put', path: '/notices/contact', tag: 'notices', edits: true, summary: { zh: '设定通知怎样送到自己（首次 If-Match 为 "0"）', en: 'Say how notices reach one; If-Match is "0" the first time' },
  body: z.strictObject(fields), answer: contactSchema,
  run: async ({ db, actor: { tenant, person }, body: { mail, phone, byMail, bySms, language }, version }) => {
    const values = { mail, phone, by_mail: byMail, by_sms: bySms, language }
    const row = version === 0
      ? await db.insertInto('contact').values({ tenant, person, ...values }).onConflict(conflict => conflict.doNothing()).returning(COLUMNS).executeTakeFirst()
      : await db.updateTable('contact').set({ ...values, version: version + 1 }).where('tenant', '=', tenant).where('person', '=', person).where('version', '=', version).returning(COLUMNS).executeTakeFirst()
    if (row === undefined) throw new Refused(412, 'changed-since')
    return { body: contactOf(row), version: row.version }
  },
})
