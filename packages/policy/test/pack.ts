import { checkWords, loadPack, messageOf, render, type Diagnostic, type Folder } from '../src/index.ts'

/** A pack in memory: its files by name, with a folder name for messages. */
export function folder(files: Readonly<Record<string, string>>, name = 'p'): Folder { return { name, files: new Map(Object.entries(files)) } }

const HEAD = '```yaml pack\nid: p\ntitle: 试\nin force: "2020-01-01"\n```\n'
export const FACTS = `parties:
  企业:
    facts:
      投资额:
        type: money
      产值:
        type: money
        every: 年
      从业人员:
        type: number
        unit: 人
      类别:
        type: choice
        choices:
          - 甲类
          - 乙类
`

/** One article with these words and blocks, and the facts above. */
export function article(words: string, blocks: string, files: Readonly<Record<string, string>> = {}): Folder {
  return folder({ 'policy.md': `${HEAD}\n## 1 补助\n\n> （一）补助。${words}\n\n${blocks}\n`, 'facts.yaml': FACTS, ...files })
}
export const fence = (kind: string, body: string) => `\`\`\`yaml ${kind}\n${body.trim()}\n\`\`\`\n`

/** Every diagnostic of a pack, as its command would find them. */
export function diagnose(pack: Folder, library: readonly Folder[] = [], completing: readonly Folder[] = []): readonly Diagnostic[] {
  const loaded = loadPack(pack, id => library.find(one => one.name === id), completing)
  const words: Diagnostic[] = []
  checkWords(loaded.source, words)
  return [...loaded.diagnostics, ...words]
}
export function sentences(diagnostics: readonly Diagnostic[], language: 'zh' | 'en' = 'zh'): string[] { return diagnostics.map(one => messageOf(one, language)) }
export { render }
