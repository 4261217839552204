// Imported before anything else, so it uses nothing that an old Node lacks.

/** What Vite and ESLint themselves ask for. @param {string} version */
export function isSupported(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  return major === 20 ? minor >= 19 : major === 22 ? minor >= 13 : major > 22
}

/** Says what is missing and ends, on a Node that is too old. */
export function requireNode() {
  if (isSupported(process.versions.node)) return
  console.error(
    '需要 Node.js 20.19、22.13 或更新版本，当前是 ' + process.versions.node + '。请到 https://nodejs.org 安装后再试。\n'
    + 'Node.js 20.19, 22.13 or newer is needed; this is ' + process.versions.node + '. Install it from https://nodejs.org and try again.',
  )
  process.exit(1)
}
