import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'

const FOLDER = join('.cache', 'python')
const PACKAGES = ['numpy', 'openfisca-core']

/** A Python of our own with numpy and OpenFisca, made once in .cache; undefined where that cannot be, and why was said. */
export function requirePython(): string | undefined {
  const python = join(FOLDER, 'bin', 'python')
  const has = (): boolean => existsSync(python) && spawnSync(python, ['-c', 'import numpy, openfisca_core'], { stdio: 'ignore' }).status === 0
  if (has()) return python
  console.log(`正在准备 Python 环境…… · Making a Python environment in ${FOLDER} (${PACKAGES.join(', ')})…`)
  spawnSync('python3', ['-m', 'venv', FOLDER], { stdio: 'ignore' })
  spawnSync(join(FOLDER, 'bin', 'pip'), ['install', '-q', ...PACKAGES], { stdio: 'inherit', timeout: 600_000 })
  if (has()) return python
  console.log('跳过 numpy 与 OpenFisca：这里没有带 venv 的 Python，或取不到包 · NUMPY AND OPENFISCA SKIPPED: no Python with venv here, or the packages cannot be had')
  return undefined
}
