/** A slider's next word must not wait longer than this for dossiers that are being worked out. */
const SLICE = 8
/** While the hand moves nothing else is done. */
const QUIET = 200

const turn = new MessageChannel()
let waiting: (() => void)[] = []
turn.port1.onmessage = () => { const now = waiting; waiting = []; for (const one of now) one() }

/** Lets the page speak first; `moved`: when its hand last did. */
export async function pause(moved: number): Promise<void> {
  const rest = QUIET - (performance.now() - moved)
  if (rest > 0) await new Promise<void>(resolve => { setTimeout(resolve, rest) })
  else await new Promise<void>(resolve => { waiting.push(resolve); turn.port2.postMessage(undefined) })
}

/** Goes on for so long from now. */
export function slices(): () => boolean {
  const until = performance.now() + SLICE
  return () => performance.now() < until
}
