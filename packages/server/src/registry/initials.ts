import { pinyin } from 'pinyin-pro'

/** By what a name is typed without an input method: the first letters of its pinyin, what is not Chinese as it stands. */
export function initialsOf(name: string): string {
  return pinyin(name, { pattern: 'first', toneType: 'none', type: 'array', nonZh: 'consecutive' }).join('').toLowerCase().replace(/\s/g, '')
}
