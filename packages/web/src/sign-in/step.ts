import type { Answer } from '../api/client.ts'

export type Step = Answer<'readSignIn'>['step']
export type Tenant = Answer<'signInOptions'>['tenants'][number]
