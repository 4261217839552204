import pino from 'pino'

/** One answered request. No name, no address, nothing of what was asked or answered: a person is looked up by the request's number in the audit trail, by whoever may. */
export interface Line { readonly request: string; readonly operation: string; readonly status: number; readonly ms: number; readonly fault?: unknown }

export interface Log {
  readonly request: (line: Line) => void
  /** Something that went wrong outside of any request. */
  readonly fault: (what: string, error: unknown) => void
  /** What the service did by itself, in figures. */
  readonly did: (what: string, figures: Readonly<Record<string, number>>) => void
  readonly close: () => void
}

/** JSON lines to a file, or to standard output where none is named. */
export function openLog(file: string | undefined): Log {
  const destination = pino.destination({ ...(file === undefined ? { dest: 1 } : { dest: file, mkdir: true }), sync: false })
  // A full disk must not end the service for want of a log.
  destination.on('error', () => undefined)
  const logger = pino({ base: null, timestamp: pino.stdTimeFunctions.isoTime }, destination)
  return {
    request: ({ fault, ms, ...line }) => {
      const said = { ...line, ms: Math.round(ms * 100) / 100 }
      if (fault === undefined) logger.info(said)
      else logger.error({ ...said, fault: faultOf(fault) })
    },
    fault: (what, error) => { logger.error({ what, fault: faultOf(error) }) },
    did: (what, figures) => { logger.info({ what, ...figures }) },
    close: () => { destination.flushSync() },
  }
}

/** Where it happened and of what kind: an error of the database quotes values in `detail`, which stay out. */
function faultOf(error: unknown): object {
  if (!(error instanceof Error)) return { message: typeof error }
  const code: unknown = 'code' in error ? error.code : undefined
  return { name: error.name, message: error.message.split('\n')[0], ...(typeof code === 'string' ? { code } : {}), stack: error.stack }
}
