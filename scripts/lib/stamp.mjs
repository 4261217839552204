import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join, relative, resolve } from 'node:path'
import { root } from './run.mjs'

// What a step was last done for, as a hash of all it reads: neither a checkout nor a clock can deceive it.

const folder = join(root, '.cache')
const skipped = new Set(['node_modules', 'dist', '.git', '.cache', 'test'])

/** All files below, in a fixed order. @param {string} path @returns {string[]} */
export function files(path) {
  if (!existsSync(path)) return []
  if (!statSync(path).isDirectory()) return [path]
  return readdirSync(path, { withFileTypes: true })
    .filter(entry => !skipped.has(entry.name))
    .sort((a, b) => a.name < b.name ? -1 : 1)
    .flatMap(entry => entry.isDirectory() ? files(join(path, entry.name)) : [join(path, entry.name)])
}

/** @param {readonly string[]} paths relative to the root @param {readonly string[]} more whatever else matters */
export function hash(paths, more = []) {
  const sum = createHash('sha256')
  for (const text of more) sum.update(`${text}\0`)
  for (const file of paths.flatMap(path => files(resolve(root, path)))) {
    if (/\.test\.tsx?$|\.tsbuildinfo$/.test(file)) continue
    sum.update(`${relative(root, file)}\0`).update(readFileSync(file)).update('\0')
  }
  return sum.digest('hex')
}

/** @param {string} step @param {string} value */
export function isStamped(step, value) {
  const file = join(folder, `${step}.stamp`)
  return existsSync(file) && readFileSync(file, 'utf8') === value
}

/** @param {string} step @param {string} value */
export function stamp(step, value) {
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, `${step}.stamp`), value)
}
