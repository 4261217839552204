import { defineConfig } from 'vitest/config'
import { defaultServerConditions } from 'vite'

// Packages resolve to their source, so that a test never meets a stale build.
const conditions = ['source', ...defaultServerConditions]
const resolve = { conditions }
const ssr = { resolve: { conditions } }

export default defineConfig({
  test: {
    projects: [
      {
        resolve, ssr,
        test: {
          name: 'unit',
          // Generous: a loaded machine is slow, and no test asserts a time.
          testTimeout: 300_000,
          hookTimeout: 300_000,
          include: ['packages/*/{src,test}/**/*.test.{ts,tsx}', 'scripts/**/*.test.ts'],
          exclude: ['packages/data/**', 'packages/server/test/**', '**/node_modules/**'],
        },
      },
      {
        resolve, ssr,
        test: {
          name: 'data',
          include: ['packages/data/test/**/*.test.ts'],
          globalSetup: 'packages/data/test/servers.ts',
          testTimeout: 600_000,
          hookTimeout: 300_000,
          // The databases use both cores themselves.
          fileParallelism: false,
        },
      },
      {
        resolve, ssr,
        test: {
          // Whatever needs the database: a real one, started once for all of them.
          name: 'server',
          include: ['packages/server/test/**/*.test.ts'],
          globalSetup: 'packages/server/test/servers.ts',
          testTimeout: 300_000,
          hookTimeout: 300_000,
        },
      },
      {
        resolve, ssr,
        test: {
          name: 'e2e',
          include: ['e2e/**/*.test.ts'],
          globalSetup: 'e2e/server.ts',
          testTimeout: 180_000,
          hookTimeout: 180_000,
          // One browser at a time: two on two cores only wait for each other.
          fileParallelism: false,
        },
      },
    ],
  },
})
