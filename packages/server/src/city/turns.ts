export interface Turns {
  /** Back comes what ends the turn, once it has come; undefined: too many wait already. Whoever leaves makes room. */
  readonly take: (signal: AbortSignal) => Promise<() => void> | undefined
}

/** One at a time, in the order in which they came; at most so many wait. */
export function turns(most: number): Turns {
  const waiting: (() => void)[] = []
  let busy = false
  const next = (): void => { const first = waiting.shift(); if (first === undefined) busy = false; else first() }
  return {
    take(signal) {
      if (!busy) { busy = true; return Promise.resolve(next) }
      if (waiting.length >= most) return undefined
      return new Promise((resolve, reject) => {
        const begin = (): void => { signal.removeEventListener('abort', leave); resolve(next) }
        const leave = (): void => { waiting.splice(waiting.indexOf(begin), 1); reject(new Error('left while waiting')) }
        waiting.push(begin)
        signal.addEventListener('abort', leave, { once: true })
      })
    },
  }
}
