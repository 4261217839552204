import type { Migration } from '../database/migration.ts'
import { FILES, FILES_GUARDED } from '../files/schema.ts'
import { JOBS } from '../jobs/schema.ts'
import { IMPORTS } from './schema.ts'

export const importMigrations: readonly Migration[] = [{ number: 5, name: 'files and imports', sql: `${FILES}${JOBS}${IMPORTS}${FILES_GUARDED}` }]
