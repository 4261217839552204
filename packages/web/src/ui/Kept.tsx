/** Words in which no date is broken at the end of a line. */
export function Kept({ text }: { readonly text: string }) {
  return text.split(/(\d{4}-\d{2}-\d{2})/).map((part, i) => (i % 2 === 1 ? <span key={i} className="nowrap">{part}</span> : part))
}
