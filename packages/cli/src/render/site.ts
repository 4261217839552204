import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Instrument, Language, Program } from '@lizhu/policy'
import { openSound } from '../assess.ts'
import { EXIT } from '../open.ts'
import { html, list, page, raw, type Html } from './html.ts'
import { notesOf, superscripts, type Note } from './notes.ts'

/** `lizhu render PACK -o DIR`: the text with what each run of words became, and a page an instrument. No script, no server. */
export function renderSite(path: string, out: string, options: { readonly lang: Language; readonly with?: readonly string[] }): number {
  const { program, source } = openSound(path, options)
  mkdirSync(join(out, 'instruments'), { recursive: true })
  writeFileSync(join(out, 'index.html'), page(program, options.lang, '', textPage(program, options.lang)))
  for (const instrument of program.instruments) {
    const block = source.blocks.find(one => one.kind === 'instrument' ? one.data.id.text === instrument.id : one.kind === 'several' && one.data.respectively.some(row => row.id.text === instrument.id))
    writeFileSync(join(out, 'instruments', `${instrument.id}.html`), page(program, options.lang, '../', instrumentPage(program, instrument, block ? source.text.slice(block.span.from, block.span.to) : '', options.lang)))
  }
  console.log(`${join(out, 'index.html')} · ${program.articles.length} · ${program.instruments.length}`)
  return EXIT.ok
}

function textPage(program: Program, language: Language): Html {
  return html`<h1>${program.pack.title}</h1><p class="meta">${program.pack.number ?? ''} · ${program.pack.issuer ?? ''}</p>
${list(program.articles.map((article, index) => {
    const notes = notesOf(program, article.number, language)
    const chapter = article.chapter !== program.articles[index - 1]?.chapter && article.chapter ? html`<h2>${article.chapter}</h2>` : raw('')
    return html`${chapter}<article id="a${article.number}"><p class="law">${superscripts(article.text, notes)}</p><ol>${list(notes.map(note => noteLine(note)))}</ol></article>`
  }))}`
}
function noteLine({ number, kind, name, href }: Note): Html {
  return html`<li value="${number}"><span class="kind">${kind}</span> ${href === undefined ? name : html`<a href="${href}">${name}</a>`}</li>`
}

function instrumentPage(program: Program, instrument: Instrument, block: string, language: Language): Html {
  const article = program.articles.find(one => one.number === instrument.article)
  const [from, to] = [instrument.words.at[0]?.[0] ?? 0, instrument.words.at.at(-1)?.[1] ?? 0]
  const zh = language === 'zh'
  return html`<p><a href="../index.html#a${instrument.article}">← ${article?.title ?? ''}</a></p><h1>${zh ? instrument.name : instrument.en ?? instrument.name}</h1>
<p class="meta">${instrument.id} · ${instrument.for} · ${zh ? '责任单位' : 'responsible'}: ${article?.units.join('、') ?? ''}</p>
<blockquote class="law">${article?.text.slice(from, to) ?? instrument.words.quote}</blockquote><pre>${block}</pre>`
}
