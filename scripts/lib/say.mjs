/** One line in both languages. @param {string} zh @param {string} en */
export function say(zh, en) {
  console.log(`${zh} · ${en}`)
}

/** What went wrong and what to do, on a line for each language. */
export class Problem extends Error {
  /** @param {string} zh @param {string} en */
  constructor(zh, en) {
    super(`${zh}\n${en}`)
  }
}

/** The sentence of a Problem; all there is of anything else. @param {unknown} error */
export function complain(error) {
  console.error(error instanceof Problem ? `\n${error.message}` : error)
}

/** @param {number} since as of performance.now() */
export function seconds(since) {
  return `${((performance.now() - since) / 1000).toFixed(1)} s`
}
