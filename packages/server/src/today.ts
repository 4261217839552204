/** The city’s day of a moment, `YYYY-MM-DD`, whatever the zone of the server; the database’s word for it is `lizhu.today()`. */
export const dayOf = (at: Date): string => new Date(at.getTime() + 8 * 3_600_000).toISOString().slice(0, 10)

/** The city’s day now. */
export const today = (): string => dayOf(new Date())
