import type { Operation } from '../api/operation.ts'
import { downloadFile } from './download-file.ts'
import type { FileStore } from './store.ts'
import { uploadFile } from './upload-file.ts'

/** Evidence: files by their hash. */
export function fileOperations(store: FileStore): readonly Operation[] {
  return [uploadFile(store), downloadFile(store)]
}
