import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { apiTypes } from '../../../scripts/lib/api-types.mjs'
import { OPERATION_NAMES } from './access/permissions.ts'
import { openApi } from './api/openapi.ts'
import { describedOperations } from './operations.ts'

test('the types that the pages use are those of the API', async () => {
  const committed = readFileSync(join(import.meta.dirname, '../../web/src/api/types.ts'), 'utf8')
  expect(await apiTypes(openApi(describedOperations(), ''))).toBe(committed)
})

test('the permission table and the API name the same operations, each once', () => {
  expect(describedOperations().map(one => one.name).sort()).toEqual([...OPERATION_NAMES].sort())
})
