import { Suspense, lazy } from 'react'
import { useTranslation } from 'react-i18next'
import { Redirect, Route, Switch } from 'wouter'
import { useSession } from '../session/me.ts'
import { Skeleton } from '../ui/Skeleton.tsx'
import { Failure } from './Failure.tsx'
import { Header } from './Header.tsx'

const PolicyPage = lazy(() => import('../policy/PolicyPage.tsx'))
const CalculatorPage = lazy(() => import('../calculator/CalculatorPage.tsx'))
const SandboxPage = lazy(() => import('../sandbox/SandboxPage.tsx'))
/** The system of record: a load of its own, with its words. */
const RecordPages = lazy(async () => {
  const [pages, { recordWords }] = await Promise.all([import('./RecordPages.tsx'), import('../i18n/record.ts')])
  await recordWords()
  return pages
})

export function App() {
  const { t } = useTranslation()
  return (
    <>
      <a className="skip screen" href="#main" onClick={toMain}>{t('skip')}</a>
      <Header />
      <main id="main" tabIndex={-1}>
        <Failure>
          <Suspense fallback={<Skeleton />}>
            <Switch>
              <Route path="/policy"><PolicyPage /></Route>
              <Route path="/calculator"><CalculatorPage /></Route>
              <Route path="/sandbox"><SandboxPage /></Route>
              <Route path="/"><First /></Route>
              <Route><RecordPages /></Route>
            </Switch>
          </Suspense>
        </Failure>
      </main>
    </>
  )
}

/** Whoever is signed in begins with what waits for them, anybody else with what they may be entitled to. */
function First() {
  const me = useSession()
  return me === undefined ? <Skeleton /> : <Redirect to={me === null ? '/calculator' : '/home'} replace />
}

/** Moves the focus without touching the address: the fragment belongs to the page. */
function toMain(event: { preventDefault(): void }) {
  event.preventDefault()
  document.getElementById('main')?.focus()
}
