import i18next from 'i18next'
import { initReactI18next } from 'react-i18next'
import { zh } from './zh.ts'

export type Language = 'zh' | 'en'
const KEPT = 'lizhu.language'

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'translation'
    resources: { translation: typeof zh }
    returnNull: false
    keySeparator: false
    nsSeparator: false
  }
}

export const language = (): Language => (i18next.language === 'en' ? 'en' : 'zh')
export const otherLanguage = (): Language => (language() === 'zh' ? 'en' : 'zh')

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

async function speak(next: Language) {
  if (next === 'en' && !i18next.hasResourceBundle('en', 'translation')) {
    i18next.addResourceBundle('en', 'translation', (await import('./en.ts')).en)
  }
  await i18next.changeLanguage(next)
  document.documentElement.lang = next === 'zh' ? 'zh-CN' : 'en'
}

function wanted(): Language {
  const asked = new URLSearchParams(location.search).get('lang') ?? localStorage.getItem(KEPT)
  if (asked === 'zh' || asked === 'en') return asked
  return navigator.languages.some(one => one.startsWith('zh')) || !navigator.language.startsWith('en') ? 'zh' : 'en'
}
