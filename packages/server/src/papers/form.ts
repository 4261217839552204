/** GB/T 9704-2012, 党政机关公文格式: the page and what is set on it. */
const INCH = 25.4
export const pointsOf = (mm: number): number => (mm / INCH) * 72
/** Twentieths of a point, as a .docx measures. */
export const twipsOf = (mm: number): number => Math.round((mm / INCH) * 1440)

export const PAGE_MM = { width: 210, height: 297, top: 37, bottom: 35, left: 28, right: 26 } as const
export const TEXT_MM = { width: 156, height: 225 } as const
export const LINES = 22
export const CHARACTERS = 28
/** From the top of the text to the red letterhead, from the number to the red rule, from the text down to the page number. */
export const LETTERHEAD_MM = 35
export const RULE_MM = 4
export const PAGE_NUMBER_MM = 7
export const QR_MM = 20

/** 号 in points. */
export const SIZE = { title: 22, body: 16, pageNumber: 14, table: 12, code: 7 } as const
/** A letterhead is as large as its width allows, up to 一号 and a half. */
export const letterheadSize = (text: string): number => Math.min(48, Math.floor((pointsOf(TEXT_MM.width) / Math.max(1, [...text].length)) * 0.96))
export const RED = 'E60012'

/** How a character is set: body and headings have the faces that the standard names. */
export type Face = 'fangsong' | 'kai' | 'hei' | 'song' | 'title'
/** The face of each level; body text is level 0. */
export const FACE_OF_LEVEL: readonly Face[] = ['fangsong', 'hei', 'kai', 'fangsong', 'fangsong']
