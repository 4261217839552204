import { Suspense, lazy } from 'react'
import { useTranslation } from 'react-i18next'
import { Redirect, Route, Switch } from 'wouter'
import { Header } from './Header.tsx'
import { Failure } from './Failure.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'

const PolicyPage = lazy(() => import('../policy/PolicyPage.tsx'))
const CalculatorPage = lazy(() => import('../calculator/CalculatorPage.tsx'))
const SandboxPage = lazy(() => import('../sandbox/SandboxPage.tsx'))

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
              <Route path="/"><Redirect to="/calculator" replace /></Route>
              <Route><Nowhere /></Route>
            </Switch>
          </Suspense>
        </Failure>
      </main>
    </>
  )
}

/** Moves the focus without touching the address: the fragment belongs to the page. */
function toMain(event: { preventDefault(): void }) {
  event.preventDefault()
  document.getElementById('main')?.focus()
}

function Nowhere() {
  const { t } = useTranslation()
  return <div className="empty"><h1>{t('nowhere.title')}</h1><p>{t('nowhere.text')}</p></div>
}
