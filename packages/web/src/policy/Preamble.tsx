import { useTranslation } from 'react-i18next'
import { calendar } from '@lizhu/feel'
import type { Program } from '@lizhu/policy'

/** The document's head: letterhead and notice (folded), its title, its opening words; at the right what edition this is. */
export function Preamble({ program: { pack, articles }, text }: { readonly program: Program; readonly text: string }) {
  const { t } = useTranslation()
  const { notice, opening } = partsOf(text, pack.title, articles[0]?.chapter)
  return (
    <div className="preamble">
      <div className="preamble-law" lang="zh-CN">
        {notice.length > 0 && (
          <details>
            <summary>{pack.issuer} · {pack.number}</summary>
            {notice.map((line, i) => <p key={i}>{line}</p>)}
          </details>
        )}
        <h2>{pack.title}</h2>
        {opening.map((line, i) => <p key={i} className="preamble-line">{line}</p>)}
      </div>
      <dl className="preamble-facts">
        {pack.en !== undefined && <><dt>{t('policy.english title')}</dt><dd lang="en">{pack.en}</dd></>}
        <dt>{t('policy.in force')}</dt><dd>{calendar.isoDate(pack.inForce)}{pack.until === undefined ? '' : ` – ${calendar.isoDate(pack.until)}`} · <span className="preamble-hash">{pack.hash.replace('sha256:', '').slice(0, 12)}</span></dd>
        <dt>{t('policy.how')}</dt><dd>{t('policy.how text')}</dd>
        <dt className="screen">{t('policy.keys')}</dt><dd className="screen"><kbd>J</kbd> <kbd>K</kbd> {t('policy.keys walk')} · <kbd>Enter</kbd> {t('policy.keys open')} · <kbd>Esc</kbd> {t('policy.keys close')} · <kbd>/</kbd> {t('policy.keys search')}</dd>
      </dl>
    </div>
  )
}

/** What stands before the document's own title is the notice that sends it out; the first chapter's heading comes with its article. */
function partsOf(text: string, title: string, chapter: string | undefined): { readonly notice: readonly string[]; readonly opening: readonly string[] } {
  const bare = (line: string) => line.replace(/\s+/g, '')
  const lines = text.split('\n').filter(line => bare(line) !== '' && line.trim() !== chapter)
  const at = lines.findIndex(line => bare(line) === bare(title))
  return { notice: at < 0 ? [] : lines.slice(0, at), opening: lines.slice(at + 1) }
}
