import type { Article } from '@lizhu/policy'

/** The article's number as printed: `（十三）`. */
export function ordinalOf(article: Article): string {
  return /^\s*[（(][^）)]{1,4}[）)]/.exec(article.text)?.[0].trim().replace('(', '（').replace(')', '）') ?? `（${article.number}）`
}
