/** A text that begins like a formula is no formula. */
const cell = (value: string | number): string => { const text = typeof value === 'string' && /^[=+@\t-]/.test(value) ? `'${value}` : String(value); return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text }

/** Rows as a spreadsheet opens them. */
export const csvOf = (rows: readonly (readonly (string | number)[])[]): string => `\uFEFF${rows.map(row => row.map(cell).join(',')).join('\r\n')}\r\n`
