import i18next from 'i18next'
import { initReactI18next } from 'react-i18next'
import { zh } from './zh.ts'
import type { zhSystem } from './zh-system.ts'

export type Language = 'zh' | 'en'
const KEPT = 'lizhu.language'

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'translation'
    // One flat object of texts: an intersection of so many keys is past what the linter's type checker goes through.
    resources: { translation: Record<keyof typeof zh | keyof typeof zhSystem, string> }
    returnNull: false
    keySeparator: false
    nsSeparator: false
  }
}

export const language = (): Language => (i18next.language === 'en' ? 'en' : 'zh')
export const otherLanguage = (): Language => (language() === 'zh' ? 'en' : 'zh')

/** The word of the page's language for a name that came from the server, if the pages have one. */
export function wordFor(key: string): string | undefined {
  const found: unknown = i18next.getResource(language(), 'translation', key)
  return typeof found === 'string' ? found : undefined
}

/** Chinese comes with the page, English when it is asked for. */
export async function startLanguage() {
  await i18next.use(initReactI18next).init({
    lng: 'zh', fallbackLng: 'zh', resources: { zh: { translation: zh } },
    keySeparator: false, nsSeparator: false, interpolation: { escapeValue: false }, returnNull: false,
  })
  await speak(wanted())
}

export async function switchLanguage() {
  const next = otherLanguage()
  localStorage.setItem(KEPT, next)
  await speak(next)
}

/** Words that come with the pages that say them. */
export type Words = Readonly<Record<Language, () => Promise<Readonly<Record<string, string>>>>>
const brought = new Set<Words>()

/** Fetches words in the language of the page, and from now on in any it is switched to. */
export async function bring(words: Words) {
  brought.add(words)
  await fetchWords(words, language())
}

async function fetchWords(words: Words, next: Language) {
  i18next.addResourceBundle(next, 'translation', await words[next](), true)
}

async function speak(next: Language) {
  await Promise.all([...brought].map(words => fetchWords(words, next)))
  // Asked for even where English words are there: those of the signed-in pages may have come first.
  if (next === 'en') i18next.addResourceBundle('en', 'translation', (await import('./en.ts')).en, true)
  await i18next.changeLanguage(next)
  document.documentElement.lang = next === 'zh' ? 'zh-CN' : 'en'
}

function wanted(): Language {
  const asked = new URLSearchParams(location.search).get('lang') ?? localStorage.getItem(KEPT)
  if (asked === 'zh' || asked === 'en') return asked
  return navigator.languages.some(one => one.startsWith('zh')) || !navigator.language.startsWith('en') ? 'zh' : 'en'
}
