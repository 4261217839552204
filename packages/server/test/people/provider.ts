import { createServer } from 'node:http'
import Provider from 'oidc-provider'

export interface TestProvider { readonly issuer: string; readonly close: () => Promise<void> }

/** A real OpenID provider on loopback with one client, which must use PKCE. Anybody signs in there by typing who they are. */
export async function startProvider(redirect: string): Promise<TestProvider> {
  const server = createServer()
  await new Promise<void>(resolve => { server.listen(0, '127.0.0.1', resolve) })
  const address = server.address()
  if (typeof address !== 'object' || address === null) throw new Error('no address')
  const issuer = `http://127.0.0.1:${address.port}`
  const provider = new Provider(issuer, {
    clients: [{ client_id: 'lizhu', client_secret: 'a secret of the client', redirect_uris: [redirect], grant_types: ['authorization_code'], response_types: ['code'] }],
    cookies: { keys: ['of a test'] }, pkce: { required: () => true },
  })
  const answer = provider.callback()
  server.on('request', (request, response) => { void answer(request, response) })
  return { issuer, close: () => new Promise(resolve => { server.close(() => { resolve() }); server.closeAllConnections() }) }
}

/** Goes through the provider's pages as a browser would, signing in as `subject`. @returns the address it sends the browser back to */
export async function throughProvider(start: string, subject: string): Promise<URL> {
  const jar = new Map<string, string>()
  const { origin } = new URL(start)
  let [url, form]: [string, URLSearchParams | undefined] = [start, undefined]
  for (let i = 0; i < 10; i += 1) {
    const response: Response = await fetch(url, { redirect: 'manual', headers: { Cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; ') }, ...(form === undefined ? {} : { method: 'POST', body: form }) })
    for (const cookie of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? []
      jar.set(name, value)
    }
    const page = await response.text()
    const location = response.headers.get('Location')
    if (location !== null) {
      const next: URL = new URL(location, url)
      if (next.origin !== origin) return next;
      [url, form] = [next.href, undefined]
    } else {
      const [, prompt] = /name="prompt" value="(\w+)"/.exec(page) ?? []
      const [, action] = /<form[^>]*action="([^"]+)"/.exec(page) ?? []
      if (prompt === undefined || action === undefined) throw new Error(`the provider shows ${response.status}: ${page.slice(0, 500)}`)
      form = new URLSearchParams({ prompt, login: subject, password: 'any' })
      url = new URL(action, url).href
    }
  }
  throw new Error('the provider goes round in circles')
}
