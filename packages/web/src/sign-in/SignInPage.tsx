import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Redirect } from 'wouter'
import { useAnswer } from '../api/useAnswer.ts'
import { useAddress } from '../app/address.ts'
import { useTitle } from '../app/title.ts'
import { askSession, useSession } from '../session/me.ts'
import { Refusal } from '../ui/Refusal.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { ChoosePassword } from './ChoosePassword.tsx'
import { DemoAccounts } from './DemoAccounts.tsx'
import { Enrolment } from './Enrolment.tsx'
import { PasswordForm } from './PasswordForm.tsx'
import { SecondFactor } from './SecondFactor.tsx'
import type { Step } from './step.ts'
import './sign-in.css'

/** Signing in, step by step; whoever comes back to it goes on where it was. */
export default function SignInPage() {
  const { t } = useTranslation()
  const session = useSession()
  const { search } = useAddress()
  const options = useAnswer('signInOptions', {})
  const begun = useAnswer('readSignIn', {}, session === null)
  const [step, setStep] = useState<Step>()
  const at = step ?? begun.answer?.step
  useTitle(t('sign-in.title'))
  useEffect(() => { if (at === 'done') void askSession() }, [at])
  if (session !== null && session !== undefined) return <Redirect to={inside(search.get('to'))} replace />
  if (options.error !== null) return <div className="page"><Refusal problem={options.error} again={options.again} /></div>
  if (options.answer === undefined || at === undefined || at === 'done') return <Skeleton />
  const again = () => setStep('none')
  const demo = options.answer.tenants.filter(one => one.demo && one.accounts.length > 0)
  return (
    <div className="page sign-in">
      <section className="form">
        <h1>{t(at === 'enrol' ? 'enrol.title' : at === 'choose-password' ? 'choose.title' : 'sign-in.title')}</h1>
        {at === 'none' && <PasswordForm tenants={options.answer.tenants} refused={search.get('refused') ?? undefined} onStep={setStep} />}
        {at === 'second-factor' && <SecondFactor onStep={setStep} onAgain={again} />}
        {at === 'choose-password' && <ChoosePassword shortest={begun.answer?.shortestPassword ?? undefined} onStep={setStep} />}
        {at === 'enrol' && <Enrolment onStep={setStep} />}
      </section>
      {at === 'none' && demo.map(one => <DemoAccounts key={one.tenant} tenant={one} onStep={setStep} />)}
    </div>
  )
}

/** Only a page of ours: an address that somebody wrote into a link leads nowhere else. */
const inside = (to: string | null): string => (to !== null && /^\/(?![/\\])/.test(to) && !to.startsWith('/sign-in') ? to : '/home')
