#!/usr/bin/env node
import { Command } from 'commander'
import { check, type CheckOptions } from './check.ts'
import { EXIT, Refusal } from './open.ts'

const program = new Command('lizhu').description('立柱：让政策文本自己运行 · policy text as a program')
program.option('--lang <lang>', 'zh | en', /^en/i.test(process.env['LANG'] ?? '') && process.env['LIZHU_LANG'] === undefined ? 'en' : process.env['LIZHU_LANG'] ?? 'zh')

/** Runs a command: its number is the exit code; a refusal is a sentence, not a stack. */
function run(action: () => number | Promise<number>): Promise<void> {
  return Promise.resolve().then(action).then(code => { process.exitCode = code }, (error: unknown) => {
    if (!(error instanceof Refusal)) throw error
    console.error(error.message)
    process.exitCode = error.exit
  })
}

program.command('check').argument('<pack>', 'folder of a pack').description('检查政策包：诊断与条文覆盖 · diagnostics and coverage of the words')
  .option('--fix', 'mend the width of punctuation in quotations').option('--json', 'machine-readable, versioned').option('--with <packs...>', 'packs that complete it')
  .action((path: string, options: Omit<CheckOptions, 'lang'>) => run(() => check(path, { ...options, lang: program.opts<{ lang: string }>().lang === 'en' ? 'en' : 'zh' })))

program.exitOverride()
try { await program.parseAsync() } catch (error) {
  if (!(error instanceof Error && 'code' in error && String(error.code).startsWith('commander.'))) throw error
  process.exitCode = /help|version/.test(String(error.code)) ? EXIT.ok : EXIT.usage
}
