/** The nearest name to one that nobody knows, or undefined when none is near. */
export function nearest(name: string, names: Iterable<string>): string | undefined {
  let best: string | undefined
  let least = Math.max(1, Math.floor([...name].length / 3))
  let seen = 0
  for (const candidate of names) {
    if (++seen > 5000) break
    const far = candidate.includes(name) || name.includes(candidate) ? Math.min(least, distance(name, candidate, least)) : distance(name, candidate, least)
    if (far < least || (far === least && best === undefined)) {
      best = candidate
      least = far
    }
  }
  return best
}

/** Levenshtein distance by code points; anything above `most` counts as `most + 1`. */
function distance(a: string, b: string, most: number): number {
  const x = [...a].slice(0, 40)
  const y = [...b].slice(0, 40)
  if (Math.abs(x.length - y.length) > most) return most + 1
  let row = y.map((_, j) => j + 1)
  let before = 0
  x.forEach((char, i) => {
    const next: number[] = []
    let diagonal = i
    before = i + 1
    y.forEach((other, j) => {
      const up = row[j] ?? 0
      before = Math.min(up + 1, before + 1, diagonal + (char === other ? 0 : 1))
      diagonal = up
      next.push(before)
    })
    row = next
  })
  return row.at(-1) ?? x.length
}
