import { wordFor } from '../i18n/language.ts'

/** Why a line of a receipt is set aside, in words; a rule of the database has its own. */
export const asideName = (why: string): string => wordFor(`aside.${why}`) ?? wordFor('aside.rule') ?? why
