import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import { go } from '../app/address.ts'
import { Mark, type MarkName } from '../ui/Mark.tsx'
import type { Note, NoteState } from './notes.ts'

const MARKS: Readonly<Record<NoteState, MarkName>> = { exact: 'exact', ceiling: 'ceiling', setting: 'undecided', discretion: 'undecided', outside: 'outside' }

/** One note: its number, what the words became, its state, one line of meaning. */
export const NoteRow = memo(function NoteRow({ note, open, quiet, onPoint }: { readonly note: Note; readonly open: boolean; readonly quiet: boolean; readonly onPoint: (id?: string) => void }) {
  const { t } = useTranslation()
  const classes = ['note', `note-${note.kind}`, open ? 'note-on' : '', quiet ? 'note-quiet' : ''].filter(name => name !== '').join(' ')
  return (
    <li className={classes} data-for={note.id} onMouseEnter={() => onPoint(note.id)} onMouseLeave={() => onPoint(undefined)}>
      <button
        type="button" data-note={note.opens} aria-expanded={open} onFocus={() => onPoint(note.id)} onBlur={() => onPoint(undefined)}
        onClick={() => go({ fragment: open ? '' : note.opens }, open ? 'same' : 'new')}
      >
        <span className="note-number">{note.number}</span>
        <span className="note-kind">{t(`kind.${note.kind}`)}</span>
        <span className="note-name"><span>{note.name}</span>{note.meaning !== '' && <span className="note-meaning"> {note.meaning}</span>}</span>
        {note.state !== undefined && <State state={note.state} />}
      </button>
    </li>
  )
})

export function State({ state }: { readonly state: NoteState }) {
  const { t } = useTranslation()
  return <span className={`state state-${MARKS[state]} note-state`}><Mark name={MARKS[state]} />{t(`state.${state}`)}</span>
}
