import { answers } from '../api/answers.ts'
import { call } from '../api/client.ts'
import type { Me } from './me.ts'

/** Who is signed in. How far a sign-in is may be asked by anybody: that nobody is in is an answer, not a refusal. */
export async function whoIsIn(): Promise<Me | null> {
  const { step } = await call('readSignIn', {})
  return step === 'done' ? call('me', {}) : null
}

export async function leave() {
  await call('signOut', {}).catch(() => undefined)
  answers.clear()
}
