import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describedOperations, openApi } from '@lizhu/server'
import { apiTypes } from './lib/api-types.mjs'
import { root } from './lib/run.mjs'

writeFileSync(join(root, 'packages/web/src/api/types.ts'), await apiTypes(openApi(describedOperations(), '')))
