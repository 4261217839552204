import { language } from '../i18n/language.ts'

/** Names one after another, as the page's language has it. */
export const listed = (names: readonly string[]): string => names.join(language() === 'zh' ? '、' : ', ')
