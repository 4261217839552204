import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http'

export interface Heard { readonly path: string; readonly headers: IncomingHttpHeaders; readonly body: string }
export interface Receiver {
  readonly url: string
  readonly heard: readonly Heard[]
  /** How it answers from here on. */
  answer: (response: ServerResponse, path: string) => void
  close(): Promise<void>
}

/** A real server that is told. */
export async function receiver(): Promise<Receiver> {
  const heard: Heard[] = []
  const made: Omit<Receiver, 'url' | 'close'> = { heard, answer: response => response.end('ok') }
  const server = createServer((request, response) => {
    let body = ''
    request.setEncoding('utf8').on('data', (part: string) => { body += part }).on('end', () => {
      heard.push({ path: request.url ?? '', headers: request.headers, body })
      made.answer(response, request.url ?? '')
    })
  })
  await new Promise<void>(resolve => { server.listen(0, '127.0.0.1', resolve) })
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  return Object.assign(made, { url: `http://127.0.0.1:${port}`, close: () => new Promise<void>(resolve => { server.close(() => resolve()); server.closeAllConnections() }) })
}

/** Waits for what comes by itself. */
export async function until(reached: () => Promise<boolean> | boolean): Promise<void> {
  for (let i = 0; i < 600; i++) {
    if (await reached()) return
    await new Promise(resolve => setTimeout(resolve, 50))
  }
  throw new Error('it never came')
}
