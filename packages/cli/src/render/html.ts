import type { Language, Program } from '@lizhu/policy'

/** Text that is safe to put into a page: everything else is escaped on its way in. */
export interface Html { readonly html: string }
export const raw = (text: string): Html => ({ html: text })
export const list = (items: readonly Html[]): Html => raw(items.map(item => item.html).join('\n'))
const escape = (text: string): string => text.replace(/[&<>"']/g, char => `&#${char.charCodeAt(0)};`)

export function html(parts: TemplateStringsArray, ...values: readonly (string | number | Html)[]): Html {
  return raw(parts.map((part, index) => { const value = values[index]; return part + (value === undefined ? '' : typeof value === 'object' ? value.html : escape(String(value))) }).join(''))
}

const STYLE = `body{max-width:58rem;margin:2rem auto;padding:0 1rem;color:#1b2430;background:#fff;font:14px/22px "PingFang SC","Microsoft YaHei","Noto Sans CJK SC",sans-serif}
.law{font:17px/30px "Songti SC",SimSun,"Noto Serif CJK SC",serif;text-align:justify}.meta,.kind{color:#4d5967}.kind{display:inline-block;min-width:3em}a{color:#0f5c7a}
article{border-top:1px solid #dde2e7;padding:8px 0}pre{background:#f6f8f9;padding:8px;overflow:auto;white-space:pre-wrap}sup{color:#0f5c7a;padding:0 1px}@media print{body{margin:0}}`

/** A whole page. `up` leads to the root of the site. */
export function page(program: Program, language: Language, up: string, body: Html): string {
  return `<!doctype html>\n${html`<html lang="${language === 'zh' ? 'zh-CN' : 'en'}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${program.pack.title}</title><style>${raw(STYLE)}</style><link rel="up" href="${up}index.html"></head><body><main>${body}</main></body></html>`.html}\n`
}
