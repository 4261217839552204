/** Something that is not as it was sealed. */
export type Finding = RowFinding | SealFinding | CheckpointFinding

export interface RowFinding {
  readonly of: 'row'
  readonly id: number
  /**
   * changed: its contents; missing: it was sealed and is gone; added: it stands where no row was; moved: it holds what was
   * sealed under the id `from`; dated: its time is not within the time in which its seal was made.
   */
  readonly what: 'changed' | 'missing' | 'added' | 'moved' | 'dated'
  readonly from?: number
  /** The seal that says otherwise. */
  readonly seal?: number
}

export interface SealFinding {
  readonly of: 'seal'
  readonly number: number
  /**
   * changed: it is not what its hash was made of; missing: the number is left out; unlinked: it was not made after the seal
   * before it; digests: the digests it keeps are not those of its root; tree: nor is the part of the tree; covers: ids that were not to be sealed.
   */
  readonly what: 'changed' | 'missing' | 'unlinked' | 'digests' | 'tree' | 'covers'
}

export interface CheckpointFinding {
  readonly of: 'checkpoint'
  readonly at: string
  readonly seal: number
  /** contradicted: the seals up to its own are not those it was made of; truncated: they end before; signature, key: it is not by the key asked for. */
  readonly what: 'contradicted' | 'truncated' | 'signature' | 'key'
  /** Contradicted or truncated: the last seal that a checkpoint before vouches for, and so the change is after it. */
  readonly after?: number
}

/** Of so many the whole story is kept; the rest are counted. */
const KEPT = 1000

export interface Findings {
  readonly note: (finding: Finding, digests?: Digests) => void
  readonly all: () => readonly Finding[]
  readonly count: () => number
}
/** Of a row: what it hashes to, and what was sealed. */
export interface Digests { readonly is?: Buffer; readonly was?: Buffer }

export function findings(): Findings {
  const kept: (Digests & { readonly finding: Finding })[] = []
  let count = 0
  return {
    note(finding, digests) {
      count++
      // Lent buffers are written over.
      if (kept.length < KEPT) kept.push({ finding, ...(digests?.is && { is: Buffer.from(digests.is) }), ...(digests?.was && { was: Buffer.from(digests.was) }) })
    },
    count: () => count,
    all() {
      const sealedAs = new Map(kept.flatMap(({ finding, was }) => (finding.of === 'row' && was !== undefined ? [[was.toString('hex'), finding.id]] : [])))
      const told = kept.map(({ finding, is }): Finding => {
        const from = is === undefined ? undefined : sealedAs.get(is.toString('hex'))
        return finding.of === 'row' && from !== undefined && from !== finding.id ? { ...finding, what: 'moved', from } : finding
      })
      return [...told.filter(one => one.of === 'row').sort((a, b) => a.id - b.id), ...told.filter(one => one.of !== 'row')]
    },
  }
}
