import type { TestProject } from 'vitest/node'
import { started } from '../scripts/lib/started.mjs'

declare module 'vitest' {
  interface ProvidedContext { address: string }
}

/** One real server, as `npm start` starts it, for all browser tests. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await started()
  project.provide('address', server.address)
  return async () => { await server.stop() }
}
