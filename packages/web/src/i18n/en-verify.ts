import type { EnglishOf } from './en.ts'
import type { zhVerify } from './zh-verify.ts'

export const enVerify: EnglishOf<typeof zhVerify> = {
  'verify.title': 'Verify a paper',
  'verify.code': 'Code (beside the QR code, 20 characters)',
  'verify.look': 'Verify',
  'verify.stands': 'Issued by this system, and it stands.',
  'verify.withdrawn': 'Withdrawn on {{day}}; it no longer stands.',
  'verify.name': 'Title',
  'verify.kind': 'Kind',
  'verify.organisation': 'Issued by',
  'verify.day': 'Dated',
  'verify.compare': 'Compare a file',
  'verify.compare text': 'Choose the PDF or .docx you have. Its hash is worked out on this device; the file is not sent.',
  'verify.same': 'The same: this is the file that was issued, to the byte.',
  'verify.other': 'Not the same: this file differs from the one issued. It may have been changed, or printed and scanned.',
  'verify.unread': 'A browser works out hashes over https only. Open this page by https, or work out the SHA-256 yourself and compare it with the values above.',
}
