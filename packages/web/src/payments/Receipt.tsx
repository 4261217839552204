import { useTranslation } from 'react-i18next'
import { useAct, useAnswer } from '../api/useAnswer.ts'
import { may, useSession } from '../session/me.ts'
import { figure } from '../ui/fen.ts'
import { Refusal } from '../ui/Refusal.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { asideName } from './words.ts'

/** What became of each line of a receipt; what was set aside says why, and is tried again once that is put right. */
export function Receipt({ receipt }: { readonly receipt: string }) {
  const { t } = useTranslation()
  const me = useSession()
  const { answer, error, again } = useAnswer('readPaymentReceipt', { params: { receipt } })
  const { act, acting, problem } = useAct('retryReceipt', ['readPaymentReceipt', 'listReceipts', 'readRun', 'listRuns', 'listPayable'])
  if (answer === undefined) return error === null ? <Skeleton /> : <Refusal problem={error} again={again} />
  const { counts } = answer
  const outcomes = (['paid', 'failed', 'returned', 'repeated', 'aside'] as const).filter(one => counts[one] > 0)
  return (
    <>
      <p role="status"><b>{answer.name}</b> {outcomes.map(one => `${t(`outcome.${one}`)} ${counts[one]}`).join(' · ')}</p>
      <div className="scroll" tabIndex={0} role="region" aria-label={answer.name}>
        <table className="plain">
          <thead><tr><th scope="col">{t('pay.row')}</th><th scope="col">{t('pay.reference')}</th><th scope="col" className="figure">{t('funds.yuan')}</th><th scope="col">{t('pay.bank says')}</th><th scope="col">{t('pay.became')}</th></tr></thead>
          <tbody>
            {answer.items.map(one => (
              <tr key={one.row}>
                <td className="figure">{one.row}</td><td className="nowrap">{one.reference}</td><td className="figure">{one.amount === null ? <span className="lack">{t('field.missing')}</span> : figure(one.amount)}</td>
                <td>{t(`said.${one.result}`)} <span className="second">{[one.reason ?? '', one.day ?? ''].filter(part => part !== '').join(' · ')}</span></td>
                <td><span className={one.outcome === 'paid' ? 'green' : one.outcome === 'repeated' ? 'second' : 'now'}>{t(`outcome.${one.outcome}`)}</span>{one.why !== null && <span className="second"> {asideName(one.why)}</span>}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <Refusal problem={problem} />
      {counts.aside > 0 && me !== undefined && may(me, 'retryReceipt') && <div className="form-acts"><button type="button" className="button-plain" disabled={acting} onClick={() => { void act({ params: { receipt } }) }}>{t('pay.retry')}</button><span className="second small">{t('pay.retry text')}</span></div>}
    </>
  )
}
