import { v7 as uuid } from 'uuid'
import type { Actor } from '../access/within.ts'
import { Refused } from '../api/problem.ts'
import type { Db } from '../database/pool.ts'
import type { FileStore } from '../files/store.ts'
import { keep, LARGEST } from '../files/upload-file.ts'
import { today } from '../today.ts'
import { KINDS, type Inputs, type Office, type PaperKind } from './kinds/index.ts'
import { holdsIdentityNumber } from './mask.ts'
import { paperNumber } from './number.ts'
import { PaperProblem, type Paper } from './paper.ts'
import type { Faces } from './pdf/faces.ts'
import { saidBy } from './texts.ts'
import { newVerification, spelled } from './verification.ts'

/** What papers are made with. */
export interface Press {
  readonly store: FileStore
  /** Fonts of one's own; absent: those that come along. */
  readonly faces?: Faces
  /** The address people reach this server by: the QR code holds it. */
  readonly origin: string
}

/** Whose paper it is, and what it belongs to. */
export interface Belonging {
  /** The organisation that issues it. */
  readonly organisation: string
  readonly matter?: string
  /** Read by this party besides the offices. */
  readonly party?: string
  /** Read by the offices of this place. */
  readonly area?: string
  /** Today, unless it is said; no paper is dated before one with a smaller number. */
  readonly issuedOn?: string
}

export interface Issued { readonly id: string; readonly number: string; readonly title: string; readonly verification: string; readonly pdf: string; readonly docx: string }

/**
 * Issues a paper in the transaction at hand: its number is the next of the organisation's year, and with the transaction
 * undone it is nobody's. Others of that year wait until the transaction ends.
 */
export async function issuePaper<K extends PaperKind>(press: Press, db: Db, actor: Actor, kind: K, input: Inputs[K], { organisation, matter, party, area, issuedOn = today() }: Belonging): Promise<Issued> {
  const office = await officeOf(db, actor.tenant, organisation)
  const { draft: drafted, open } = KINDS[kind]
  const draft = drafted(office, input)
  const [id, verification] = [uuid(), newVerification()]
  const { code, year, number } = await db.insertInto('paper').values({ tenant: actor.tenant, id, organisation, kind, title: draft.title, issued_on: issuedOn, open, matter: matter ?? null, party: party ?? null, area: area ?? null, verification, issued_by: actor.person })
    .returning(['code', 'year', 'number']).executeTakeFirstOrThrow()
  const paper = { ...draft, number: paperNumber(code, year, number), signature: { organisations: [office.name], date: issuedOn }, verification: { url: `${press.origin}/verify/${verification}`, code: spelled(verification) } }
  if (open) refuseIdentityNumbers(paper)
  const made = await filesOf(paper, press.faces)
  const hashes = { pdf: '', docx: '' }
  for (const format of ['pdf', 'docx'] as const) {
    const { hash, size } = await keep(db, actor, press.store, await press.store.receive(chunksOf(made[format]), LARGEST), `${paper.number}.${format}`)
    await db.insertInto('paper_file').values({ tenant: actor.tenant, paper: id, format, hash, size }).execute()
    hashes[format] = hash
  }
  return { id, number: paper.number, title: paper.title, verification, ...hashes }
}

async function officeOf(db: Db, tenant: string, organisation: string): Promise<Office> {
  const office = await db.selectFrom('paper_issuer as i').innerJoin('organisation as o', join => join.onRef('o.tenant', '=', 'i.tenant').onRef('o.id', '=', 'i.organisation'))
    .select(['o.name', 'i.letterhead']).where('i.tenant', '=', tenant).where('i.organisation', '=', organisation).executeTakeFirst()
  if (office === undefined) throw new Refused(409, 'no-paper-issuer', { params: { organisation } })
  return office
}

/** What sets a page is loaded with the first one: most of the time nothing is issued. */
async function filesOf(paper: Paper, own: Faces | undefined): Promise<Readonly<Record<'pdf' | 'docx', Buffer>>> {
  const [{ pdfOf }, { docxOf }, { openFaces }] = await Promise.all([import('./pdf/document.ts'), import('./docx/document.ts'), import('./pdf/faces.ts')])
  const faces = own ?? (opened ??= openFaces())
  try {
    return { pdf: await pdfOf(paper, faces), docx: await docxOf(paper) }
  } catch (error) {
    if (error instanceof PaperProblem) throw new Refused(422, 'paper', { params: { zh: error.zh, en: error.en } })
    throw error
  }
}

let opened: Faces | undefined

function refuseIdentityNumbers(paper: Paper): void {
  if (!saidBy(paper).some(holdsIdentityNumber)) return
  throw new Refused(422, 'paper', { params: { zh: '公开的文书里不能有身份证号码。', en: 'No paper for the public holds the number of an identity card.' } })
}

async function* chunksOf(content: Buffer): AsyncGenerator<Uint8Array> { yield await Promise.resolve(content) }
