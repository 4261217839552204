/**
 * `npm run bench -- population [part …]`: a whole city at once. How to read it: docs/benchmarks.md; what it needs: bench/README.md.
 * Only ratios within one run count.
 */
import { agreement } from './agreement.ts'
import { all } from './all.ts'
import { allContender } from './all-contender.ts'
import { exact } from './exact.ts'
import { files } from './files.ts'
import { pools } from './pools.ts'
import { six } from './six.ts'
import { sixContender } from './six-contender.ts'
import { stream, streamContender } from './stream.ts'

/** Fewer, for a first look: `SIZES=1000,10000`. */
const SIZES = process.env['SIZES']?.split(',').map(Number) ?? [1000, 10_000, 100_000, 1_000_000]
const PARTS: ReadonlyMap<string, () => Promise<void> | void> = new Map<string, () => Promise<void> | void>([
  ['six', () => six(SIZES)], ['all', () => all(SIZES)], ['exact', exact],
  ['stream', () => stream([100_000, 1_000_000, 10_000_000])], ['agreement', () => agreement(Number(process.env['AGREE'] ?? 100_000))], ['files', () => files(1_000_000)], ['pools', () => pools(1_000_000)],
])

const [first, ...rest] = process.argv.slice(2)
if (first === 'contender') {
  const [what, name = '', size = '', folder = ''] = rest
  if (what === 'all') await allContender(name, Number(size), folder)
  else if (what === 'stream') await streamContender(Number(size))
  else await sixContender(name, Number(size), folder)
} else {
  const start = performance.now()
  const wanted = first === undefined ? [...PARTS.keys()] : [first, ...rest]
  for (const part of wanted) {
    const run = PARTS.get(part)
    if (run === undefined) throw new Error(`没有 ${part} 一节；有：${[...PARTS.keys()].join('、')} · no part ${part}; there are ${[...PARTS.keys()].join(', ')}`)
    await run()
  }
  console.log(`\n共 · In all ${((performance.now() - start) / 1000).toFixed(0)} s`)
}
