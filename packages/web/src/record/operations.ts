import { wordFor } from '../i18n/language.ts'

/** What an operation of the API is called by the people who do it; its own name where the pages have no word for it. */
export const operationName = (name: string): string => wordFor(`do.${name}`) ?? name
