/** A table for the terminal: the first column to the left, figures to the right. Han characters are two cells wide. */
export function table(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map(row => width(row[column] ?? ''))))
  return rows.map(row => row.map((cell, column) => {
    const space = ' '.repeat((widths[column] ?? 0) - width(cell))
    return column === 0 ? cell + space : space + cell
  }).join('  ')).join('\n')
}

function width(text: string): number {
  return [...text].reduce((sum, char) => sum + (/[\u2e80-\u9fff\uff00-\uff60]/.test(char) ? 2 : 1), 0)
}
