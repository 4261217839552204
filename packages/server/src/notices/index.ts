import type { Operation } from '../api/operation.ts'
import { readContact, setContact } from './contact.ts'
import { listNotices } from './list-notices.ts'
import { countUnread, markRead } from './unread.ts'

export { openChannels, transportOf, type Channels, type ChannelSettings } from './channels.ts'
export { deliverNotices } from './deliver.ts'
export { noticeMigrations } from './migrations.ts'
export { enqueue, notify, type News, type Recipient } from './notify.ts'
export { remind, startReminders } from './remind.ts'
export type { NoticeTables } from './tables.ts'
export { KINDS, type Kind, type Param, type ParamsOf } from './words.ts'

/** What people are told, in the page and outside. */
export const noticeOperations: readonly Operation[] = [listNotices, countUnread, markRead, readContact, setContact]
