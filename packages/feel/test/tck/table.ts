import type { CaseResult, Verdict } from './run.ts'

export interface Row { readonly folder: string; readonly right: number; readonly refused: number; readonly wrong: number }

/** Right, refused and wrong by folder. */
export function rows(results: readonly CaseResult[]): readonly Row[] {
  const folders = [...new Set(results.map(result => result.folder))]
  return folders.map(folder => {
    const count = (verdict: Verdict): number => results.filter(result => result.folder === folder && result.verdict === verdict).length
    return { folder, right: count('right'), refused: count('refused'), wrong: count('wrong') }
  })
}

export function table(results: readonly CaseResult[]): string {
  const all = rows(results)
  const sum = (key: Verdict): number => all.reduce((total, row) => total + row[key], 0)
  const width = Math.max(6, ...all.map(row => row.folder.length))
  const line = (name: string, right: string | number, refused: string | number, wrong: string | number): string =>
    `${name.padEnd(width)} ${String(right).padStart(6)} ${String(refused).padStart(8)} ${String(wrong).padStart(6)}`
  return [line('folder', 'right', 'refused', 'wrong'), ...all.map(row => line(row.folder, row.right, row.refused, row.wrong)), line('total', sum('right'), sum('refused'), sum('wrong'))].join('\n')
}
