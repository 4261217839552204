import type { Operation } from '../api/operation.ts'
import type { FileStore } from '../files/store.ts'
import { downloadPaper } from './download-paper.ts'
import { issuePaper } from './issue-paper.ts'
import { listPaperIssuers, setPaperIssuer } from './issuers.ts'
import { listPapers } from './list-papers.ts'
import { verifyPaper } from './verify-paper.ts'
import { withdrawPaper } from './withdraw-paper.ts'

/** Official papers: issued, read, withdrawn, verified by anybody. `origin`: the address people reach this server by. */
export function paperOperations(store: FileStore, origin: string): readonly Operation[] {
  return [issuePaper({ store, origin }), listPapers, downloadPaper(store), withdrawPaper, verifyPaper, listPaperIssuers, setPaperIssuer]
}
