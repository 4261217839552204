/** SHA-256 of a file, in hexadecimal; undefined where the browser works none out: it does over https and on this machine alone. */
export async function hashOf(file: Blob): Promise<string | undefined> {
  if (!isSecureContext) return undefined
  const digest = await crypto.subtle.digest('SHA-256', await file.arrayBuffer())
  return [...new Uint8Array(digest)].map(byte => byte.toString(16).padStart(2, '0')).join('')
}
