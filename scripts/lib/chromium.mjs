import { accessSync, constants, existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { run } from './run.mjs'
import { say } from './say.mjs'

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome.exe']
const elsewhere = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
]

/** CHROMIUM, or the first one found where systems put it. @returns {string | undefined} */
export function findChromium() {
  const folders = (process.env['PATH'] ?? '').split(delimiter)
  return [process.env['CHROMIUM'], ...names.flatMap(name => folders.map(folder => join(folder, name))), ...elsewhere]
    .find(path => path !== undefined && isProgram(path))
}

/** Installs one where that is ours to do, with a font that has Chinese. @returns {Promise<string | undefined>} */
export async function requireChromium() {
  const found = findChromium()
  if (found !== undefined) return found
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    say('正在用 apt-get 安装 Chromium……', 'Installing Chromium with apt-get…')
    const env = { DEBIAN_FRONTEND: 'noninteractive' }
    await run('apt-get', ['update', '-qq'], { quiet: true })
    const { code, output } = await run(
      'apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium', 'fonts-noto-cjk'], { quiet: true, env },
    )
    if (code !== 0) console.error(output)
  }
  return findChromium()
}

/** @param {string} path */
function isProgram(path) {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}
