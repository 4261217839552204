import type { Language } from '@lizhu/policy'

/** What a shell expects of a command that was ended by Ctrl-C. */
const INTERRUPTED = 130

/** Runs what Ctrl-C may end: the work is told, and takes away what it has half done. */
export async function interruptible(language: Language, action: (signal: AbortSignal) => Promise<number>): Promise<number> {
  const ending = new AbortController()
  // A terminal and npm may both send it: the second must not end us before we have tidied up.
  const stop = (): void => { ending.abort() }
  process.on('SIGINT', stop).on('SIGTERM', stop)
  try { return await action(ending.signal) } catch (error) {
    if (!ending.signal.aborted) throw error
    console.error(language === 'zh' ? '已中断，没有留下未完成的文件。' : 'Interrupted; nothing half-done was left behind.')
    return INTERRUPTED
  } finally { process.off('SIGINT', stop).off('SIGTERM', stop) }
}
