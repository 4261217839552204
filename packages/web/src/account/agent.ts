const BROWSERS = [[/Edg\/(\d+)/, 'Edge'], [/Firefox\/(\d+)/, 'Firefox'], [/Chrome\/(\d+)/, 'Chrome'], [/Version\/(\d+).*Safari/, 'Safari']] as const
const SYSTEMS = [[/Windows/, 'Windows'], [/Android/, 'Android'], [/iPhone|iPad/, 'iOS'], [/Mac OS/, 'macOS'], [/Linux/, 'Linux']] as const

/** A browser by the name its user knows it by; one that calls itself otherwise as it does. */
export function agentName(agent: string): string {
  const browser = BROWSERS.flatMap(([pattern, name]) => { const found = pattern.exec(agent); return found === null ? [] : [`${name} ${found[1] ?? ''}`] })[0]
  const system = SYSTEMS.find(([pattern]) => pattern.test(agent))?.[1]
  return browser === undefined ? agent : [browser, system ?? ''].filter(part => part !== '').join(' · ')
}
