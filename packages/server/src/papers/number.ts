/** 发文字号: 机关代字, the year in full in 六角括号, and a number that is not padded (GB/T 9704 7.2.5). */
export const PAPER_NUMBER = /^([\u4e00-\u9fa5]{2,10})〔(\d{4})〕([1-9]\d*)号$/

export const paperNumber = (code: string, year: number, number: number): string => `${code}〔${year}〕${number}号`
