import { secureHeaders } from 'hono/secure-headers'

/**
 * Nothing from elsewhere, no script in the page's text, in nobody's frame. Styles may be inline because Ant Design
 * writes its rules into <style> elements while it runs.
 */
export const headers = secureHeaders({
  contentSecurityPolicy: {
    defaultSrc: ["'self'"],
    // Rules over a whole city are compiled to WebAssembly where they run; that allows no script besides.
    scriptSrc: ["'self'", "'wasm-unsafe-eval'"],
    workerSrc: ["'self'"],
    styleSrc: ["'self'", "'unsafe-inline'"],
    imgSrc: ["'self'", 'data:'],
    fontSrc: ["'self'", 'data:'],
    objectSrc: ["'none'"],
    baseUri: ["'none'"],
    formAction: ["'self'"],
    frameAncestors: ["'none'"],
  },
  xFrameOptions: 'DENY',
  referrerPolicy: 'no-referrer',
  // Meaningless on loopback; where TLS ends, whoever ends it says this.
  strictTransportSecurity: false,
})
