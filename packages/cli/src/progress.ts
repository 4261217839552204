import type { Language } from '@lizhu/policy'

/** How far a long piece of work is. `at` may be called as often as one likes. */
export interface Progress {
  readonly step: (name: string) => void
  readonly at: (done: number, of?: number) => void
  readonly end: () => void
}

/** Milliseconds between lines: in a terminal one line is written over and over. */
const [TERMINAL, LOG] = [200, 5000]

/** On standard error, with rate and time left. */
export function progress(language: Language, out: NodeJS.WriteStream = process.stderr): Progress {
  let [name, began, written, last, shown] = ['', performance.now(), 0, 0, false]
  const restart = (): void => { began = written = performance.now(); last = 0 }
  const wipe = (): void => { if (shown) out.write('\r\x1b[K'); shown = false }
  return {
    step: next => { wipe(); name = next; restart() },
    at(done, of) {
      const now = performance.now()
      // Another statement of the same step begins anew.
      if (done < last) restart()
      last = done
      if (now - written < (out.isTTY ? TERMINAL : LOG)) return
      written = now
      const line = lineOf(language, name, done, of, (now - began) / 1000)
      if (!out.isTTY) { out.write(`${line}\n`); return }
      out.write(`\r\x1b[K${line.slice(0, out.columns)}`)
      shown = true
    },
    end: wipe,
  }
}

function lineOf(language: Language, name: string, done: number, of: number | undefined, seconds: number): string {
  const zh = language === 'zh'
  const rate = seconds > 0 ? done / seconds : 0
  const left = of === undefined || rate === 0 ? '' : ` · ${zh ? `剩 ${duration((of - done) / rate, zh)}` : `${duration((of - done) / rate, zh)} left`}`
  return `${name} ${number(done)}${of === undefined ? '' : `/${number(of)}`} · ${number(rate)}/${zh ? '秒' : 's'}${left}`
}

export const number = (value: number): string => Math.round(value).toLocaleString('en-US')
export function duration(seconds: number, zh: boolean): string {
  if (seconds < 60) return `${seconds < 10 ? seconds.toFixed(1) : Math.round(seconds)} ${zh ? '秒' : 's'}`
  return `${Math.floor(seconds / 60)} ${zh ? '分' : 'min'} ${Math.round(seconds % 60)} ${zh ? '秒' : 's'}`
}
