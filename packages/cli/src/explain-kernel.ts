import pc from 'picocolors'
import { explainKernel } from '@lizhu/policy/screen'
import type { Language } from '@lizhu/policy'
import { dayOf, openSound } from './assess.ts'
import { EXIT } from './open.ts'
import { table } from './table.ts'

export interface ExplainOptions { readonly json?: boolean; readonly asOf?: string; readonly lang: Language; readonly with?: readonly string[] }

/** `lizhu check PACK --explain-kernel`: which instruments are screened in columns; which the closure does one by one, and why. */
export function explainScreening(path: string, options: ExplainOptions): number {
  const { program } = openSound(path, options)
  const all = explainKernel(program, { asOf: dayOf(options.asOf) })
  if (options.json === true) { console.log(JSON.stringify({ version: 1, pack: program.pack.id, hash: program.pack.hash, instruments: all }, null, 2)); return EXIT.ok }
  const zh = options.lang === 'zh'
  const names = new Map(program.instruments.map(one => [one.id, zh ? one.name : one.en ?? one.name]))
  console.log(table([zh ? ['工具', '名称', '类', '怎样算'] : ['instrument', 'name', 'kind', 'how'], ...all.map(one => [one.instrument, names.get(one.instrument) ?? '', one.kind, `${one.how === 'kernel' ? '✓' : '◇'} ${one[options.lang]}${one.pool === undefined ? '' : ` · ${one.pool[options.lang]}`}`])]))
  const columns = all.filter(one => one.how === 'kernel').length
  console.log(pc.green(zh ? `${columns}/${all.length} 个工具按列计算，其余逐户计算，结果相同` : `${columns}/${all.length} instruments in columns; the others one by one, with the same answer`))
  return EXIT.ok
}
