import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { readFolder } from '@lizhu/policy/node'
import type { Db } from '../database/pool.ts'
import { check, enforce, submit, takeStep } from './steps.ts'
import type { PackKind } from './tables.ts'

const ORDER: readonly PackKind[] = ['library', 'policy', 'completing']
const DOCUMENT = '随系统安装'

/**
 * Brings the packs of a folder (policies/) into force with the installation, each from the day its words say, those that are
 * shared first. `db`: as the owner of the database; the steps are nobody's. Throws a `Refused` where a pack has errors.
 */
export async function seedPack(db: Db, tenant: string, folder: string): Promise<void> {
  const nobody = { tenant, person: null, organisation: null }
  const paths = readdirSync(folder).sort().map(name => join(folder, name)).filter(path => existsSync(join(path, 'policy.md')))
  await db.transaction().execute(async inside => {
    const versions: string[] = []
    for (const path of paths) versions.push(await submit(inside, nobody, Object.fromEntries(readFolder(path).files)))
    const kinds = await inside.selectFrom('pack_version').where('tenant', '=', tenant).where('id', 'in', versions).select(['id', 'kind']).execute()
    for (const { id } of kinds.sort((a, b) => ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind))) {
      await check(inside, nobody, id)
      await takeStep(inside, nobody, id, 'signed off', { document: DOCUMENT })
      await enforce(inside, nobody, id, { document: DOCUMENT })
    }
  })
}
