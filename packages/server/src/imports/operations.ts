import type { Operation } from '../api/operation.ts'
import type { FileStore } from '../files/store.ts'
import type { Works } from '../jobs/run.ts'
import type { Vocabulary } from '../registry/index.ts'
import { annotateImport } from './annotate-import.ts'
import { carryOutImport, undoImport } from './begin.ts'
import { carryOutWork } from './carry-out.ts'
import { checkWork } from './check.ts'
import { chooseRows } from './choose-rows.ts'
import { listImportRows } from './list-rows.ts'
import { previewImport } from './preview-import.ts'
import { listImports, readImport } from './read-imports.ts'
import { setMatching } from './set-matching.ts'
import { undoWork } from './undo.ts'
import { uploadSheet } from './upload-sheet.ts'

/** Sheets read into the registry, step by step. */
export function importOperations(store: FileStore, vocabulary: Vocabulary): readonly Operation[] {
  return [uploadSheet(store, vocabulary), listImports, readImport, previewImport(store, vocabulary), setMatching(store, vocabulary), listImportRows, chooseRows, annotateImport(store), carryOutImport, undoImport]
}

/** What of it goes on in the background. */
export function importWorks(store: FileStore, vocabulary: Vocabulary): Works {
  return { setMatching: checkWork(store, vocabulary), carryOutImport: carryOutWork(vocabulary), undoImport: undoWork }
}
