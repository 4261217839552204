import { existsSync, readFileSync } from 'node:fs'
import pc from 'picocolors'
import type { Language } from '@lizhu/policy'
import { AuditProblem, deliver, keyOf, openPublicKey, publicKeyOf, readCheckpoints, signCheckpoint, verify, type Finding, type Verdict } from '@lizhu/server/audit'
import { InstallationProblem, keysIn, openDatabase, readKeys, readSettings, type Keys, type Settings } from '@lizhu/server/operate'
import { interruptible } from './interrupt.ts'
import { EXIT, Refusal } from './open.ts'
import { number, progress } from './progress.ts'

interface AuditOptions { readonly database?: string; readonly json?: boolean; readonly lang: Language }
export interface VerifyOptions extends AuditOptions { readonly checkpoints?: readonly string[]; readonly key?: readonly string[] }
export interface CheckpointOptions extends AuditOptions { readonly to?: string }

/** So many findings are printed; `--json` has more. */
const SHOWN = 20

/** `lizhu audit verify`: recomputes the audit trail and names what is not as it was sealed. */
export function verifyAudit({ checkpoints = [], key, json, lang, database }: VerifyOptions): Promise<number> {
  return refusing(() => interruptible(lang, async signal => {
    const zh = lang === 'zh'
    const settings = settingsOf(database)
    const kept = checkpoints.flatMap(file => readCheckpoints(textOf(file), file))
    const own = key === undefined ? readKeys(settings.folder) : undefined
    const keys = key?.map(openPublicKey) ?? (own === undefined ? undefined : [publicKeyOf(own.checkpoint.public)])
    const bar = progress(lang)
    const opened = await openDatabase(settings, { make: false })
    try {
      bar.step(zh ? '核对审计记录' : 'verifying the audit')
      const verdict = await verify(opened.owner, { checkpoints: kept, signal, onProgress: bar.at, ...(keys === undefined ? {} : { keys }) })
      bar.end()
      if (json === true) console.log(JSON.stringify({ version: 1, intact: verdict.bad === 0, ...verdict }, null, 2))
      else printVerdict(verdict, { given: kept.length, vouched: keys !== undefined }, zh)
      return verdict.bad === 0 ? EXIT.ok : EXIT.findings
    } finally { bar.end(); await opened.stop() }
  }))
}

/** `lizhu audit checkpoint`: signs what is sealed now, and writes it where whoever may change the database cannot reach it. */
export function checkpointAudit({ to, json, lang, database }: CheckpointOptions): Promise<number> {
  return refusing(async () => {
    const settings = settingsOf(database)
    const keys = keysOf(settings)
    const opened = await openDatabase(settings, { make: false })
    try {
      const taken = await signCheckpoint(opened.owner, keyOf(keys.checkpoint.private))
      if (taken === undefined) throw new Refusal('审计记录里还没有封存的内容。\nNothing in the audit is sealed yet.', EXIT.missing)
      if (to !== undefined) await deliver(taken, to)
      if (to === undefined || json === true) console.log(JSON.stringify(taken))
      else console.log(lang === 'zh' ? `已签发检查点：第 ${taken.seal} 号封存，共 ${number(taken.rows)} 条，密钥 ${taken.key} → ${to}` : `Checkpoint signed: seal ${taken.seal}, ${number(taken.rows)} rows, key ${taken.key} → ${to}`)
      return EXIT.ok
    } finally { await opened.stop() }
  })
}

/** `lizhu audit key`: the public half of the key that signs checkpoints, for an auditor to keep. */
export function printAuditKey(): Promise<number> {
  return refusing(() => {
    process.stdout.write(publicKeyOf(keysOf(readSettings(process.env)).checkpoint.public).pem)
    return EXIT.ok
  })
}

function settingsOf(database: string | undefined): Settings {
  return readSettings({ ...process.env, ...(database === undefined ? {} : { DATABASE_URL: database, DATABASE_APP_URL: '' }) })
}

function keysOf({ folder }: Settings): Keys {
  const keys = readKeys(folder)
  if (keys === undefined) throw new Refusal(`${keysIn(folder)} 不在；用 LIZHU_DATA 指明数据文件夹。\n${keysIn(folder)} is not there; name the data folder with LIZHU_DATA.`, EXIT.missing)
  return keys
}

function textOf(file: string): string {
  if (!existsSync(file)) throw new Refusal(`没有检查点文件 ${file}。\nThere is no file of checkpoints ${file}.`, EXIT.missing)
  return readFileSync(file, 'utf8')
}

/** What the server's own parts refuse is said as the command says it. */
async function refusing(action: () => number | Promise<number>): Promise<number> {
  try { return await action() } catch (problem) {
    if (problem instanceof AuditProblem || problem instanceof InstallationProblem) throw new Refusal(`${problem.words.zh}\n${problem.words.en}`, EXIT.missing)
    throw problem
  }
}

function printVerdict({ rows, seals, checkpoints, unsealed, findings, bad }: Verdict, { given, vouched }: { readonly given: number; readonly vouched: boolean }, zh: boolean): void {
  for (const one of findings.slice(0, SHOWN)) console.log(pc.red(`✗ ${wordsOf(one, zh)}`))
  if (bad > SHOWN) console.log(pc.red(zh ? `……共 ${number(bad)} 处` : `… ${number(bad)} in all`))
  console.log(zh ? `核对 ${number(rows)} 条、${number(seals)} 次封存，${number(checkpoints)}/${number(given)} 个检查点相符` : `${number(rows)} rows and ${number(seals)} seals verified; ${number(checkpoints)} of ${number(given)} checkpoints agree`)
  if (unsealed.since !== undefined) console.log(pc.yellow(zh ? `${number(unsealed.rows)} 条尚未封存，最早 ${unsealed.since}；服务在运行时一秒内封存` : `${number(unsealed.rows)} rows are not sealed yet, the first of ${unsealed.since}; a running service seals within a second`))
  if (given === 0) console.log(pc.yellow(zh ? '没有给出检查点：整条链重做过也看不出来。用 --checkpoints 给出库外保存的文件。' : 'No checkpoint was given: a chain that was made anew would pass. Name the file kept outside with --checkpoints.'))
  else if (!vouched) console.log(pc.yellow(zh ? '没有给出公钥：检查点由它自带的公钥验证。用 --key 给出另存的公钥。' : 'No public key was given: each checkpoint was held against the key it names itself. Name the key kept apart with --key.'))
  console.log(bad === 0 ? pc.green(zh ? '完好' : 'intact') : pc.red(zh ? '被改动过' : 'it was changed'))
}

function wordsOf(finding: Finding, zh: boolean): string {
  switch (finding.of) {
    case 'row': {
      const { id, what, from, seal } = finding
      const where = seal === undefined ? '' : zh ? `（第 ${seal} 号封存）` : ` (seal ${seal})`
      const words = { changed: ['内容被改', 'was changed'], missing: ['被删除', 'is gone'], added: ['是事后插入的', 'was added later'], moved: [`放的是第 ${from ?? ''} 条的内容`, `holds what was row ${from ?? ''}`], dated: ['时间不在封存它的时段', 'has a time that is not of its seal'] } as const
      return zh ? `第 ${id} 条${words[what][0]}${where}` : `row ${id} ${words[what][1]}${where}`
    }
    case 'seal': {
      const words = {
        changed: ['被改', 'was changed'], missing: ['被删除', 'is gone'], unlinked: ['接不上前一号', 'does not follow the one before'], digests: ['所存摘要被改', 'keeps digests that were changed'],
        tree: ['所存的树被改', 'keeps a part of the tree that was changed'], covers: ['封存了不归它的编号', 'covers ids that were not its own'],
      } as const
      return zh ? `第 ${finding.number} 号封存${words[finding.what][0]}` : `seal ${finding.number} ${words[finding.what][1]}`
    }
    case 'checkpoint': {
      const { at, seal, what, after = 0 } = finding
      const words = {
        contradicted: [`与库不符：第 ${after + 1} 到 ${seal} 号封存之间被改过`, `is contradicted: something in seals ${after + 1} to ${seal} was changed`],
        truncated: [`与库不符：库里的链在第 ${seal} 号封存之前就断了`, `is contradicted: the chain ends before seal ${seal}`],
        signature: ['签名不对', 'has a signature that is not right'], key: ['不是所给公钥签的', 'is not signed with the key asked for'],
      } as const
      return zh ? `${at} 的检查点${words[what][0]}` : `the checkpoint of ${at} ${words[what][1]}`
    }
  }
}
