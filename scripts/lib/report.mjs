import { existsSync, readFileSync } from 'node:fs'

/** @typedef {{ passed: number, failed: number, skipped: number, failures: readonly string[] }} Counts what failed: its name and what was said of it */

/** @type {Counts} */
export const none = { passed: 0, failed: 0, skipped: 0, failures: [] }

/**
 * The counts of a vitest JSON report. A file that could not even be loaded has no tests in it, and is one failure; so
 * is a run that ended badly without saying why.
 * @param {string} file @param {number} code vitest's exit code @returns {Counts}
 */
export function count(file, code) {
  const report = existsSync(file) ? /** @type {unknown} */ (JSON.parse(readFileSync(file, 'utf8'))) : {}
  const unloaded = list(report, 'testResults')
    .filter(suite => field(suite, 'status') === 'failed' && list(suite, 'assertionResults').every(one => field(one, 'status') !== 'failed'))
  const failed = number(report, 'numFailedTests') + unloaded.length
  const failures = list(report, 'testResults').flatMap(suite => list(suite, 'assertionResults'))
    .filter(one => field(one, 'status') === 'failed')
    .map(one => `${text(one, 'fullName')}: ${list(one, 'failureMessages').join('\n')}`)
    .concat(unloaded.map(suite => `${text(suite, 'name')}: ${text(suite, 'message')}`))
  return {
    passed: number(report, 'numPassedTests'),
    failed: failed === 0 && code !== 0 ? 1 : failed,
    skipped: number(report, 'numPendingTests') + number(report, 'numTodoTests'),
    failures: failed === 0 && code !== 0 ? [`exit code ${String(code)} after every test passed: an error outside a test, printed above`] : failures,
  }
}

/** @param {readonly Counts[]} all @returns {Counts} */
export function sum(all) {
  return all.reduce((a, b) => ({
    passed: a.passed + b.passed, failed: a.failed + b.failed, skipped: a.skipped + b.skipped, failures: [...a.failures, ...b.failures],
  }), none)
}

/** @param {Counts} counts */
export function closing({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`
}

/** @param {unknown} value @param {string} key @returns {unknown} */
function field(value, key) {
  return typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined
}

/** @param {unknown} value @param {string} key @returns {unknown[]} */
function list(value, key) {
  const found = field(value, key)
  return Array.isArray(found) ? found : []
}

/** @param {unknown} value @param {string} key @returns {number} */
function number(value, key) {
  const found = field(value, key)
  return typeof found === 'number' ? found : 0
}

/** @param {unknown} value @param {string} key @returns {string} */
function text(value, key) {
  const found = field(value, key)
  return typeof found === 'string' ? found : ''
}
