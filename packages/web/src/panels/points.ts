import type { Panel } from '../api/types.ts'
import { language } from '../i18n/language.ts'

export type Sheet = Panel['sheet']
export type Points = readonly { readonly criterion: number; readonly points: number; readonly comment: string }[]

export const criterionName = ({ criterion, en }: Sheet[number]): string => (language() === 'en' ? en ?? criterion : criterion)
export const mostOf = (sheet: Sheet): number => sheet.reduce((sum, one) => sum + one.most, 0)
export const totalOf = (scores: Points): number => scores.reduce((sum, one) => sum + one.points, 0)
/** To two decimals, as people read points. */
export const mean = (sum: number, of: number): string => String(Math.round((sum * 100) / of) / 100)
/** Whether the mean is below what passes: exactly, whatever is shown of it. */
export const isBelow = (points: number, of: number, pass: number | null): boolean => pass !== null && points < pass * of
