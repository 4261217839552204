import { useTranslation } from 'react-i18next'
import type { Input } from '../api/client.ts'
import { useAct } from '../api/useAnswer.ts'
import { Entry } from '../ui/Entry.tsx'
import { Refusal } from '../ui/Refusal.tsx'
import { useDraft } from '../ui/useDraft.ts'

type Body = Input<'issuePaper'>['body']
/** What a paper is about, before what only its issuer can say. */
export type About = { [K in Body['kind']]: Pick<Extract<Body, { kind: K }>, 'kind' | Extract<keyof Extract<Body, { kind: K }>, 'matter' | 'publicity' | 'run' | 'recovery' | 'clock' | 'fund' | 'year'>> }[Body['kind']]

type Field = 'requirements' | 'remedy' | 'objections' | 'to' | 'until' | 'name' | 'bank' | 'account'
const FIELDS: { readonly [K in Body['kind']]: readonly Field[] } = {
  'award notice': ['requirements'], 'rejection notice': ['remedy'], 'approval form': [], 'publicity list': ['objections'], 'payment request': ['to'],
  reminder: ['until'], 'recovery decision': ['name', 'bank', 'account', 'remedy'], 'ledger statement': [],
}
const LONG: ReadonlySet<Field> = new Set(['requirements', 'remedy', 'objections'])
const OPTIONAL: ReadonlySet<Field> = new Set(['requirements'])
const EMPTY = { requirements: '', remedy: '', objections: '', to: '', until: '', name: '', bank: '', account: '' }

/** Issues one paper: nothing is asked that is recorded. */
export function IssuePaper({ about }: { readonly about: About }) {
  const { t } = useTranslation()
  const { draft, set, clear } = useDraft(`paper.${Object.values(about).join('.')}`, EMPTY)
  const { act, acting, problem } = useAct('issuePaper', ['listPapers'])
  const fields = FIELDS[about.kind]
  const lacking = fields.some(one => !OPTIONAL.has(one) && draft[one].trim() === '')
  const send = async () => { if (await act({ body: bodyOf(about, draft) }) !== undefined) clear() }
  return (
    <form className="form" onSubmit={event => { event.preventDefault(); void send() }}>
      {fields.map(one => <Entry key={one} label={t(`papers.${one}`)} value={draft[one]} onChange={text => set({ [one]: text })} required={!OPTIONAL.has(one)} {...LONG.has(one) ? { rows: 3 } : {}} {...one === 'until' ? { type: 'date' } : {}} />)}
      <Refusal problem={problem} />
      <div className="form-acts"><button type="submit" className="button-main" disabled={acting || lacking}>{t('papers.issue', { kind: t(`paper.${about.kind}`) })}</button>{acting && <span className="second small" role="status">{t('papers.issuing')}</span>}</div>
    </form>
  )
}

/** A paper's paragraphs have no line breaks: requirements come one a line, and elsewhere a new line goes on. */
function bodyOf(about: About, draft: typeof EMPTY): Body {
  const flat = (text: string): string => text.trim().replace(/\s*\n\s*/g, '')
  switch (about.kind) {
    case 'award notice': return { ...about, requirements: draft.requirements.split('\n').map(one => one.trim()).filter(one => one !== '') }
    case 'rejection notice': return { ...about, remedy: flat(draft.remedy) }
    case 'publicity list': return { ...about, objections: flat(draft.objections) }
    case 'payment request': return { ...about, to: flat(draft.to) }
    case 'reminder': return { ...about, until: draft.until }
    case 'recovery decision': return { ...about, payTo: { name: flat(draft.name), bank: flat(draft.bank), account: flat(draft.account) }, remedy: flat(draft.remedy) }
    default: return about
  }
}
