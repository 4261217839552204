import type pg from 'pg'
import { signedText, type Checkpoint } from './checkpoint.ts'
import type { Covered } from './compare.ts'
import { DIGEST } from './digest.ts'
import type { Findings, SealFinding } from './finding.ts'
import { publicKeyIn, type PublicKey } from './key.ts'
import { parsed, sizeOf, union, within, without, type Range, type Ranges } from './ranges.ts'
import { hashOf, NONE, type Said } from './seal.ts'
import { EMPTY, grown, rootOf, type Tree } from './tree.ts'

/** Seals are read so many at a time, or until their digests are so many bytes. */
const [SEALS, BYTES] = [1000, 20_000 * DIGEST]

const READ = `select number, at::text, extract(epoch from at - '2000-01-01 00:00+00'::timestamptz)::float8 * 1e6 as made, given, upto, horizon, covers::text, missing::text, count, total, digests, root, previous, hash, tree
  from (select *, sum(octet_length(digests)) over (order by number) - octet_length(digests) as before from (select * from lizhu.audit_seal where number > $1 order by number limit ${SEALS}) s) s
  where before < ${BYTES} order by number`

interface Read {
  readonly number: string; readonly at: string; readonly made: number; readonly given: string; readonly upto: string; readonly horizon: string
  readonly covers: string; readonly missing: string; readonly count: number; readonly total: string
  readonly digests: Buffer; readonly root: Buffer; readonly previous: Buffer; readonly hash: Buffer; readonly tree: Buffer
}

export interface Walk {
  /** The next seals, already held against one another; none at the end. */
  readonly next: () => Promise<readonly Covered[]>
  /** Where the chain ends: ids up to which it looked, those that may still come, those where no row can be; checkpoints it agrees with. */
  readonly end: () => { readonly upto: number; readonly missing: Ranges; readonly empty: Ranges; readonly agreed: number }
}

/** Goes through the chain from its first seal. */
export function walkSeals(client: pg.Client, { checkpoints, keys }: { readonly checkpoints: readonly Checkpoint[]; readonly keys: readonly PublicKey[] | undefined }, found: Findings): Walk {
  const vouched = vouchedFor(checkpoints.filter(one => isSigned(one, keys, found)), found)
  const empty: Range[] = []
  let last: Pick<Said, 'number' | 'upto' | 'total' | 'missing'> & { readonly hash: Buffer } = { number: 0, upto: 0, total: 0, missing: [], hash: NONE }
  let tree: Tree = EMPTY
  let isSound = true
  const clock = agesOf()
  const take = (read: Read): Covered => {
    const number = Number(read.number)
    const [covers, missing] = [parsed(read.covers), parsed(read.missing)]
    const said: Said = { number, at: read.at, given: Number(read.given), upto: Number(read.upto), horizon: Number(read.horizon), covers: covers ?? [], missing: missing ?? [], count: read.count, total: Number(read.total), root: read.root, previous: read.previous }
    const follows = number === last.number + 1
    const looked = union(last.missing, [[last.upto + 1, said.upto + 1]])
    const grownTree = grown(tree, read.hash)
    const note = (what: SealFinding['what'], which = number): void => { isSound = false; found.note({ of: 'seal', number: which, what }) }
    if (!follows) note('missing', last.number + 1)
    if (covers === undefined || missing === undefined || !hashOf(said).equals(read.hash)) note('changed')
    else if (follows && !read.previous.equals(last.hash)) note('unlinked')
    else if (!countsRight(said, follows ? { ...last, looked } : undefined)) note('covers')
    else if (isSound && grownTree.parts.at(-1)?.equals(read.tree) !== true) note('tree')
    // What a seal that is left out covered is not known.
    if (follows) empty.push(...without(looked, union(said.covers, said.missing)))
    const { since, fresh } = clock(last.upto, said.given, read.made)
    last = { ...said, hash: read.hash }
    tree = grownTree
    vouched.at(number, tree, said.total)
    // More ids than digests are a lie, which would have us hold so many rows.
    const isHeld = sizeOf(said.covers) * DIGEST <= read.digests.length
    return { number, covers: isHeld ? said.covers : [], count: said.count, digests: read.digests, root: read.root, made: read.made, since, fresh }
  }
  return {
    async next() {
      const { rows } = await client.query<Read>(READ, [last.number])
      return rows.map(take)
    },
    end: () => ({ upto: last.upto, missing: last.missing, empty: union(empty), agreed: vouched.end(last.number) }),
  }
}

/** Each id is sealed once: what a seal covers was not covered before, and what it leaves was there to be left. */
function countsRight(said: Said, before: { readonly upto: number; readonly total: number; readonly looked: Ranges } | undefined): boolean {
  if (sizeOf(said.covers) !== said.count) return false
  return before === undefined || (said.upto >= before.upto && said.given >= said.upto && said.total === before.total + said.count
    && within(said.covers, before.looked) && within(said.missing, without(before.looked, said.covers)))
}

/** Since when the rows of a seal can be: an id that was not given out when a seal was made came after it. */
function agesOf(): (looked: number, given: number, made: number) => { readonly since: number; readonly fresh: number } {
  const seals: { readonly given: number; readonly made: number }[] = []
  let since = -Infinity
  return (looked, given, made) => {
    while (seals.length > 0 && (seals[0]?.given ?? 0) <= looked) since = seals.shift()?.made ?? since
    seals.push({ given, made })
    return { since, fresh: looked }
  }
}

/** Whether it is by the key asked for, or, where none is, by the key it names. */
function isSigned(one: Checkpoint, keys: readonly PublicKey[] | undefined, found: Findings): boolean {
  const key = keys === undefined ? publicKeyIn(one.publicKey) : keys.find(known => known.id === one.key)
  const what = key === undefined || key.id !== one.key ? 'key' : key.signed(signedText(one), one.signature) ? undefined : 'signature'
  if (what !== undefined) found.note({ of: 'checkpoint', at: one.at, seal: one.seal, what })
  return what === undefined
}

function vouchedFor(checkpoints: readonly Checkpoint[], found: Findings): { readonly at: (seal: number, tree: Tree, rows: number) => void; readonly end: (last: number) => number } {
  const waiting = [...checkpoints].sort((a, b) => a.seal - b.seal)
  let [next, agreed, after] = [0, 0, 0]
  const pass = (upto: number, agrees: (one: Checkpoint) => boolean, what: 'contradicted' | 'truncated'): void => {
    for (let one = waiting[next]; one !== undefined && one.seal <= upto; one = waiting[++next]) {
      if (agrees(one)) { agreed++; after = one.seal } else found.note({ of: 'checkpoint', at: one.at, seal: one.seal, what, after })
    }
  }
  return {
    at: (seal, tree, rows) => { pass(seal, one => one.seal === seal && tree.size === seal && one.rows === rows && rootOf(tree)?.toString('hex') === one.root, 'contradicted') },
    end: () => { pass(Infinity, () => false, 'truncated'); return agreed },
  }
}
