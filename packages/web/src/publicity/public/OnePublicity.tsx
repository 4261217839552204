import { use } from 'react'
import { useTranslation } from 'react-i18next'
import type { PublicityRead } from '../../api/types.ts'
import { useAnswer } from '../../api/useAnswer.ts'
import { go } from '../../app/address.ts'
import { language } from '../../i18n/language.ts'
import { instrumentName, loadRules } from '../../matters/rules.ts'
import { figure, sum } from '../../ui/fen.ts'
import { Refusal } from '../../ui/Refusal.tsx'
import { Skeleton } from '../../ui/Skeleton.tsx'
import { ObjectForm } from './ObjectForm.tsx'
import { PublicPage } from './PublicPage.tsx'
import { stateOf, unitOf } from './Publicities.tsx'

type Item = PublicityRead['items'][number]

/** One publicity as it was published: under each clause in its own words, who is to be given how much; until when, and how to object. */
export default function OnePublicity({ tenant, publicity }: { readonly tenant: string; readonly publicity: string }) {
  const { answer, error, again } = useAnswer('readPublicity', { params: { tenant, publicity } })
  return (
    <PublicPage tenant={tenant} tab="publicities" title={answer?.title}>{() => (answer === undefined ? error === null ? <Skeleton /> : <Refusal problem={error} again={again} /> : <Whole tenant={tenant} publicity={answer} />)}</PublicPage>
  )
}

function Whole({ tenant, publicity }: { readonly tenant: string; readonly publicity: PublicityRead }) {
  const { t } = useTranslation()
  const { items, dueOn, openedOn, provisional } = publicity
  const state = stateOf(publicity)
  const unit = unitOf(publicity)
  return (
    <>
      <p>
        {t('public.unit', { unit })} · <span className="nowrap">{t('public.days', { from: openedOn, to: dueOn ?? '' })}</span>{provisional && t('publicity.provisional')} · <b className={state === 'open' ? 'green' : 'second'}>{t(`public.${state}`)}</b>
      </p>
      {provisional && state === 'open' && <p className="amber small">{t('publicity.provisional text')}</p>}
      {grouped(items).map(([key, group]) => <Clause key={key} items={group} dueOn={dueOn} open={state === 'open'} />)}
      {items.length > 1 && <p className="public-sum">{t('public.sum')} <b className="figure">{figure(sum(items.map(one => one.amount)))}</b></p>}
      <section aria-labelledby="how">
        <h2 id="how">{t('public.how title')}</h2>
        {state === 'open' ? (
          <>
            <p>{t('public.how', { day: dueOn ?? '', unit })}</p>
            <p className="second">{t('public.private')}</p>
            <ObjectForm tenant={tenant} publicity={publicity} />
          </>
        ) : <p className="second">{t('public.closed')}</p>}
      </section>
      <p className="third small">{t('public.masked')}<span className="public-address"> {location.origin}{location.pathname}</span></p>
    </>
  )
}

/** By the clause that they rest on, in the order of the document. */
function grouped(items: readonly Item[]): readonly (readonly [string, readonly Item[]])[] {
  const groups = new Map<string, Item[]>()
  for (const one of items) {
    const key = `${one.document} ${one.instrument} ${one.words}`
    groups.set(key, [...groups.get(key) ?? [], one])
  }
  return [...groups].sort(([, [a]], [, [b]]) => (a?.article ?? 0) - (b?.article ?? 0))
}

function Clause({ items, dueOn, open }: { readonly items: readonly Item[]; readonly dueOn: string | null; readonly open: boolean }) {
  const { t } = useTranslation()
  const [first] = items
  if (first === undefined) return null
  return (
    <section>
      <h2>{language() === 'en' ? <EnglishName id={first.instrument} /> : first.instrumentName} <span className="second small"><span lang="zh-CN">{first.document}</span>{' '}{t('public.article', { number: first.article })}</span></h2>
      <blockquote className="public-law" lang="zh-CN">{first.words}</blockquote>
      <table className="plain public-items">
        <thead><tr><th scope="col">{t('public.number')}</th><th scope="col">{t('public.party')}</th><th scope="col" className="figure">{t('public.amount')}</th>{open && <th scope="col" className="screen"><span className="hidden">{t('public.object')}</span></th>}</tr></thead>
        <tbody>
          {items.map(one => (
            <tr key={one.number}>
              <td>{one.number}</td><td lang="zh-CN">{one.name}{one.subject !== null && <span className="second"> · {one.subject}</span>}{one.dueOn !== null && one.dueOn !== dueOn && <span className="second small" lang={language()}> {t('public.item due', { day: one.dueOn })}</span>}</td><td className="figure">{figure(one.amount)}</td>
              {open && <td className="screen nowrap"><a href="#object" aria-label={`${t('public.object')} ${one.number} ${one.name}`} onClick={() => go({ search: { item: String(one.number) } })}>{t('public.object')}</a></td>}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

const EnglishName = ({ id }: { readonly id: string }) => instrumentName(use(loadRules()), id)
