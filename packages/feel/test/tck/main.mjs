// The runner is TypeScript; Vite, which the tests bring along, runs it without a build.
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { runnerImport } from 'vite'

await runnerImport(join(dirname(fileURLToPath(import.meta.url)), 'cli.ts'))
