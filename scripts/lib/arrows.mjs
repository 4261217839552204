import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { isBuiltin } from 'node:module'
import { dirname, join, relative, resolve, sep } from 'node:path'
import ts from 'typescript'

/** Who may import whom. @type {Readonly<Record<string, readonly string[]>>} */
const allowed = {
  feel: [],
  policy: ['feel'],
  data: ['policy', 'feel'],
  server: ['data', 'policy', 'feel'],
  web: ['policy', 'feel'],
  cli: ['feel', 'policy', 'data', 'server', 'web'],
}
/** Run unchanged in a browser. */
const portable = new Set(['feel', 'policy'])

/** @typedef {{ file: string, line: number, says: string }} Wrong */

/** All imports below `packages/`. @param {string} root @returns {{ files: number, wrong: Wrong[] }} */
export function arrows(root) {
  const sources = readdirSync(join(root, 'packages'), { recursive: true, encoding: 'utf8' })
    .map(path => join(root, 'packages', path))
    .filter(path => /\.tsx?$/.test(path) && !/[\\/](node_modules|dist)[\\/]/.test(path))
  const wrong = sources.flatMap(file => imports(file).flatMap(({ to, line }) => {
    const says = judge(root, file, to)
    return says === undefined ? [] : [{ file: relative(root, file).split(sep).join('/'), line, says }]
  }))
  return { files: sources.length, wrong }
}

/** What is wrong with an import, if anything. @param {string} root @param {string} file @param {string} to */
function judge(root, file, to) {
  const packages = join(root, 'packages')
  const home = relative(packages, file).split(sep)[0] ?? ''
  const may = allowed[home]
  if (may === undefined) return `package ${home} has no place in scripts/lib/arrows.mjs`
  const isTest = /\.test\.tsx?$|[\\/]test[\\/]/.test(file)
  if (to.startsWith('.')) return isTest && sharedByTests(root, may, resolve(dirname(file), to)) ? undefined : judgeInside(join(packages, home), file, to, isTest)
  if (portable.has(home) && isBuiltin(to) && !isTest && file !== nodeEntry(join(packages, home))) {
    return `${home} runs in a browser too, which has no ${to}; only src/node.ts may`
  }
  const [, other, entry] = /^@lizhu\/([^/]+)(\/.*)?$/.exec(to) ?? []
  if (other === undefined) return undefined
  if (!may.includes(other)) return `${home} must not import ${other}; it may import ${may.join(', ') || 'no package of ours'}`
  const inPage = home === 'web' && !relative(join(packages, home, 'src'), file).startsWith('..')
  if (inPage && entry === '/node' && !isTest) return `a browser has no ${to}`
  return undefined
}

/** What tests may look at outside their package: tests of those it may import, and the servers that the scripts start. @param {string} root @param {readonly string[]} may @param {string} target */
function sharedByTests(root, may, target) {
  return [join(root, 'scripts', 'lib'), ...may.map(other => join(root, 'packages', other, 'test'))].some(folder => target.startsWith(folder + sep))
}

/** @param {string} home @param {string} file @param {string} to @param {boolean} isTest */
function judgeInside(home, file, to, isTest) {
  const target = resolve(dirname(file), to)
  if (relative(home, target).startsWith('..')) return `${to} leaves the package; import another by its name`
  // A test may look inside what it tests.
  if (isTest) return undefined
  if (target === nodeEntry(home)) return `${to} is for Node alone; the package runs in a browser too`
  // The outermost folder that this import enters from outside; where it has an index, that is its door.
  const steps = to.split('/').filter(step => step !== '.' && step !== '..')
  const up = to.slice(0, to.length - steps.join('/').length)
  for (let depth = 1; depth < steps.length; depth++) {
    const index = `${up}${steps.slice(0, depth).join('/')}/index.ts`
    const door = resolve(dirname(file), index)
    if (existsSync(door)) return door === target ? undefined : `${to} enters by the window; import ${index}`
  }
  return undefined
}

/** Where a portable package may touch the machine. @param {string} home */
function nodeEntry(home) {
  return join(home, 'src', 'node.ts')
}

/** Every module a file names: import, export from, import(), and import types. @param {string} file */
function imports(file) {
  const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true)
  /** @type {{ to: string, line: number }[]} */
  const found = []
  /** @param {ts.Node} node */
  const visit = node => {
    const name = ts.isImportDeclaration(node) || ts.isExportDeclaration(node) ? node.moduleSpecifier
      : ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword ? node.arguments[0]
      : ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument) ? node.argument.literal
      : undefined
    if (name !== undefined && ts.isStringLiteralLike(name)) {
      found.push({ to: name.text, line: source.getLineAndCharacterOfPosition(name.pos).line + 1 })
    }
    ts.forEachChild(node, visit)
  }
  visit(source)
  return found
}
