import { Command, CommanderError } from 'commander'
import type { Language } from '@lizhu/policy'
import { assessFile, type AssessOptions } from './assess.ts'
import { interview } from './ask.ts'
import type { CheckpointOptions, VerifyOptions } from './audit.ts'
import { check, type CheckOptions } from './check.ts'
import { explainInstrument } from './explain.ts'
import { explainScreening } from './explain-kernel.ts'
import type { BackupOptions } from './backup.ts'
import type { DoctorOptions } from './doctor.ts'
import type { InitOptions } from './init.ts'
import { EXIT, Refusal } from './open.ts'
import type { RestoreOptions } from './restore.ts'
import { populate, type PopulationOptions } from './population.ts'
import { renderSite } from './render/site.ts'
import { printSchemas } from './schema.ts'
import { screenCity, type ScreenOptions } from './screen.ts'
import { simulate, type SimulateOptions } from './simulate.ts'

const completing = ['--with <packs...>', '补充它的政策包 · packs that complete it'] as const
const day = ['--as-of <date>', '评估日期，缺省为今天 · as-of date, default today'] as const

/** Runs one command line (without node and script) and gives its exit code. */
export async function main(args: readonly string[]): Promise<number> {
  let exit: number = EXIT.ok
  /** Of a command its number is the exit code; a refusal is a sentence, not a stack. */
  const run = async (action: () => number | Promise<number>): Promise<void> => {
    try { exit = await action() } catch (error) {
      if (!(error instanceof Refusal)) throw error
      console.error(error.message)
      exit = error.exit
    }
  }
  try { await commandsRunBy(run).parseAsync(args, { from: 'user' }) } catch (error) {
    if (!(error instanceof CommanderError)) throw error
    return error.exitCode === 0 ? EXIT.ok : EXIT.usage
  }
  return exit
}

function commandsRunBy(run: (action: () => number | Promise<number>) => Promise<void>): Command {
  const program = new Command('lizhu').description('立柱：让政策文本自己运行 · policy text as a program')
    .option('--lang <lang>', 'zh | en (default: LIZHU_LANG, else zh)')
    .showHelpAfterError().exitOverride()
  const language = (): Language => (program.opts<{ lang?: string }>().lang ?? process.env['LIZHU_LANG']) === 'en' ? 'en' : 'zh'

  program.command('check').argument('<pack>', 'folder of a pack').description('检查：诊断与条文覆盖 · diagnostics and coverage of the words')
    .option('--fix', '修正引文标点的全角半角 · mend the width of punctuation in quotations').option('--json', 'machine-readable, version 1').option('--explain-kernel', '各工具能否按列计算，为何不能 · which instruments run in columns, and why not the others').option(...day).option(...completing)
    .action((path: string, { explainKernel, ...options }: Omit<CheckOptions, 'lang'> & { explainKernel?: boolean; asOf?: string }) => run(() => (explainKernel === true ? explainScreening : check)(path, { ...options, lang: language() })))
  program.command('assess').argument('<pack>').description('评估：一家企业能享受什么 · what an enterprise is entitled to')
    .requiredOption('--facts <file>', '事实文件 · facts file (docs/pack-files.md)').option(...day).option(...completing)
    .option('--instrument <ids...>', '只看这些工具，逐项列出 · only these, in detail').option('--all', '也列出不符合的 · also those not eligible').option('--json', 'machine-readable, version 1')
    .action((path: string, options: Omit<AssessOptions, 'lang'>) => run(() => assessFile(path, { ...options, lang: language() })))
  program.command('population').argument('<pack>').description('演示数据：虚构一个城市 · a made-up city, marked as such')
    .requiredOption('--size <n>', '户数 · how many parties').option('--seed <n>', '同一种子同一城市 · the same seed makes the same city', '1').requiredOption('-o, --out <place>', '文件夹或 postgres:// · a folder, or postgres://')
    .option('--format <format>', 'parquet | csv', 'parquet').option('--untold <share>', '缺失的事实所占比例 · share of facts that are not told', '10%').option(...day).option(...completing)
    .action((path: string, options: Omit<PopulationOptions, 'lang'>) => run(() => populate(path, { ...options, lang: language() })))
  program.command('screen').argument('<pack>').description('筛查：全市每一户、每一项 · a whole city against every instrument')
    .requiredOption('--data <place>', '文件夹、文件、postgres:// 或 trino:// · a folder, a file, or a database').requiredOption('-o, --out <file>', '.parquet | .csv | .xlsx；以 / 结尾：宽表文件夹 · ends in /: a folder, wide')
    .option('--engine <engine>', 'kernel | duckdb | postgres | trino').option('--instrument <ids...>', '只看这些工具 · only these').option(...day).option(...completing).option('--json', 'machine-readable, version 1')
    .action((path: string, options: Omit<ScreenOptions, 'lang'>) => run(() => screenCity(path, { ...options, lang: language() })))
  program.command('simulate').argument('<pack>').description('推演：改几个数，全市花多少、谁得谁失 · change numbers of the law and see what a city pays and who gains')
    .requiredOption('--data <place>', '文件夹、文件、postgres:// 或 trino:// · a folder, a file, or a database').option('--set <numbers...>', "改哪个数 · such as 'I13-1.amount=6%'")
    .option('--take-up <percent>', '申报率 · of those entitled, who claim', '100').option('--share <percent>', '上限的实批比例 · of a ceiling, how much is granted', '100')
    .option('--solve <target>', 'low | likely | high，例如 high=5000万元 · the most that fits').option('--by <number>', '只动哪个数 · the number that may move').option('--patch <file>', '改动写成 policy.md 的补丁 · the reform as a diff of policy.md')
    .option(...day).option(...completing).option('--json', 'machine-readable, version 1')
    .action((path: string, options: Omit<SimulateOptions, 'lang'>) => run(() => simulate(path, { ...options, lang: language() })))
  program.command('ask').argument('<pack>').description('问答：逐项问，先问最能定事的 · an interview, the question that settles most first')
    .option(...day).option('--for <kind>', '主体类别，缺省为第一类 · kind of party').option(...completing)
    .action((path: string, options: { asOf?: string; for?: string; with?: string[] }) => run(() => interview(path, { ...options, lang: language() })))
  program.command('explain').argument('<pack>').argument('<instrument>', 'id, such as I13-1').description('说明一项工具 · an instrument as worded and as run')
    .action((path: string, id: string) => run(() => explainInstrument(path, id, language())))
  program.command('render').argument('<pack>').description('生成静态网站 · a static site of the commented text')
    .requiredOption('-o, --out <dir>', 'output folder').option(...completing)
    .action((path: string, options: { out: string; with?: string[] }) => run(() => renderSite(path, options.out, { ...options, lang: language() })))
  const audit = program.command('audit').description('审计记录：核对、签发检查点 · the audit trail: verify it, sign checkpoints')
  const database = ['--database <url>', 'postgres://，缺省为 DATABASE_URL 或数据文件夹里的库 · default: DATABASE_URL, or the one in the data folder'] as const
  // Only these need the server, which takes a while to load.
  audit.command('verify').description('从头核对，指出第一处改动 · recompute it from the first row and name what was changed')
    .option('--checkpoints <files...>', '库外保存的检查点 · checkpoints kept outside the database').option('--key <files...>', '另存的公钥（PEM） · public keys kept apart').option(...database).option('--json', 'machine-readable, version 1')
    .action((options: Omit<VerifyOptions, 'lang'>) => run(async () => (await import('./audit.ts')).verifyAudit({ ...options, lang: language() })))
  audit.command('checkpoint').description('签发检查点 · sign a checkpoint of what is sealed now')
    .option('--to <place>', '追加到文件，或 POST 到 https://；缺省打印 · append to a file, or post to a URL; default: print it').option(...database).option('--json', 'print it too')
    .action((options: Omit<CheckpointOptions, 'lang'>) => run(async () => (await import('./audit.ts')).checkpointAudit({ ...options, lang: language() })))
  audit.command('key').description('打印公钥，交审计保存 · print the public key, for an auditor to keep')
    .action(() => run(async () => (await import('./audit.ts')).printAuditKey()))
  operate(program, run, language)
  program.command('schema').argument('[pack]', '给出时另附它的事实文件的 Schema').description('JSON Schema，供编辑器补全和检查 · JSON Schemas for editors')
    .option('-o, --out <dir>', '每个一个文件 · one file each')
    .action((path: string | undefined, options: { out?: string }) => run(() => printSchemas(path, options.out)))
  return program
}

/** What an installation is operated with (docs/operate.md). It needs the server, which takes a while to load. */
function operate(program: Command, run: (action: () => number | Promise<number>) => Promise<void>, language: () => Language): void {
  const passphrase = ['--passphrase-file <file>', '口令文件：备份加密，并含密钥 · encrypt, and hold the keys too'] as const
  program.command('init').description('建立正式安装 · make an installation')
    .option('--tenant <id>', '城市代号 · id of the city').option('--name <name>', '城市名称 · its name').option('--en <name>', '英文名称 · its English name').option('--pack <folder>', '政策包 · its pack')
    .option('--jurisdictions <file>', '区划 · jurisdictions, .yaml or .csv').option('--admin <login>', '安全管理员登录名 · login of the security administrator').option('--admin-name <name>', '其姓名 · name')
    .action((options: Omit<InitOptions, 'lang'>) => run(async () => (await import('./init.ts')).init({ ...options, lang: language() })))
  program.command('serve').description('运行服务 · run the service')
    .action(() => run(async () => (await import('./serve.ts')).serve({ lang: language() })))
  program.command('doctor').description('检查安装：哪里不对，怎么办 · what is wrong with the installation, and what to do')
    .option('--all', '检查每个证据文件 · look at every evidence file').option('--json', 'machine-readable, version 1')
    .action((options: Omit<DoctorOptions, 'lang'>) => run(async () => (await import('./doctor.ts')).doctor({ ...options, lang: language() })))
  program.command('backup').argument('<file>').description('备份，不停服务 · back up while it runs').option(...passphrase)
    .action((file: string, options: Omit<BackupOptions, 'lang'>) => run(async () => (await import('./backup.ts')).backUp(file, { ...options, lang: language() })))
  program.command('restore').argument('<file>').description('恢复到空的数据库 · restore into an empty database').option(...passphrase)
    .option('--without-keys', '密钥已丢失 · the keys are lost')
    .action((file: string, options: Omit<RestoreOptions, 'lang'>) => run(async () => (await import('./restore.ts')).restore(file, { ...options, lang: language() })))
}
