import { song } from 'lizhu:song'

/** Fetches the Song of the law once the page is painted and idle; until then, and without it, the system's own stands. */
export function loadSong() {
  const load = () => {
    for (const { weight, url } of song) {
      const face = new FontFace('Lizhu Song', `url(${url}) format("woff2")`, { weight: String(weight), display: 'swap' })
      document.fonts.add(face)
      void face.load()
    }
  }
  if ('requestIdleCallback' in window) requestIdleCallback(load, { timeout: 2000 })
  else setTimeout(load, 300)
}
