import { Suspense, lazy, useEffect, useState, type ReactNode } from 'react'
import { QueryClientProvider } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Redirect, Route, Switch, useLocation } from 'wouter'
import { answers } from '../api/answers.ts'
import { askSession, useSession, type Me } from '../session/me.ts'
import { Skeleton } from '../ui/Skeleton.tsx'
import '../ui/mark.css'
import '../ui/page.css'

const SignInPage = lazy(() => import('../sign-in/SignInPage.tsx'))
const RegisterPage = lazy(() => import('../sign-in/RegisterPage.tsx'))
const VerifyPage = lazy(() => import('../verify/VerifyPage.tsx'))
const ApiPage = lazy(() => import('../api-docs/ApiPage.tsx'))
const HomePage = lazy(() => import('../home/HomePage.tsx'))
const AccountPage = lazy(() => import('../account/AccountPage.tsx'))
const RegistryPage = lazy(() => import('../registry/RegistryPage.tsx'))
const RecordPage = lazy(() => import('../record/RecordPage.tsx'))
const PeoplePage = lazy(() => import('../people/PeoplePage.tsx'))
const PersonPage = lazy(() => import('../people/PersonPage.tsx'))
const AuditPage = lazy(() => import('../audit/AuditPage.tsx'))
const QuestionsPage = lazy(() => import('../questions/QuestionsPage.tsx'))
const PacksPage = lazy(() => import('../packs/PacksPage.tsx'))
const PackPage = lazy(() => import('../packs/PackPage.tsx'))
const WebhooksPage = lazy(() => import('../webhooks/WebhooksPage.tsx'))
const WebhookPage = lazy(() => import('../webhooks/WebhookPage.tsx'))
const NoticesPage = lazy(() => import('../notices/NoticesPage.tsx'))
const MattersPage = lazy(() => import('../matters/MattersPage.tsx'))
const StartPage = lazy(() => import('../matters/StartPage.tsx'))
const MatterPage = lazy(() => import('../matters/MatterPage.tsx'))
const CallsPage = lazy(() => import('../calls/CallsPage.tsx'))
const ProposalsPage = lazy(() => import('../proposals/ProposalsPage.tsx'))
const ProposalPage = lazy(() => import('../proposals/ProposalPage.tsx'))
const DeputiesPage = lazy(() => import('../people/DeputiesPage.tsx'))
const CalendarPage = lazy(() => import('../calendar/CalendarPage.tsx'))
const LegalityPage = lazy(() => import('../legality/LegalityPage.tsx'))
const FundsPage = lazy(() => import('../funds/FundsPage.tsx'))
const FundPage = lazy(() => import('../funds/FundPage.tsx'))
const ApprovalsPage = lazy(() => import('../funds/ApprovalsPage.tsx'))
const PaymentsPage = lazy(() => import('../payments/PaymentsPage.tsx'))
const RunPage = lazy(() => import('../payments/RunPage.tsx'))
const AccountsPage = lazy(() => import('../payments/AccountsPage.tsx'))
const PapersPage = lazy(() => import('../papers/PapersPage.tsx'))
const PanelsPage = lazy(() => import('../panels/PanelsPage.tsx'))
const PlacePage = lazy(() => import('../panels/PlacePage.tsx'))
const InspectionsPage = lazy(() => import('../inspections/InspectionsPage.tsx'))
const PublicityPage = lazy(() => import('../publicity/PublicityPage.tsx'))
const PublicDoor = lazy(async () => ({ default: (await import('../publicity/public/PublicPage.tsx')).PublicDoor }))
const Publicities = lazy(() => import('../publicity/public/Publicities.tsx'))
const OnePublicity = lazy(() => import('../publicity/public/OnePublicity.tsx'))
const Awards = lazy(() => import('../publicity/public/Awards.tsx'))
const FollowObjection = lazy(() => import('../publicity/public/FollowObjection.tsx'))
const ImportsPage = lazy(() => import('../imports/ImportsPage.tsx'))
const ImportPage = lazy(() => import('../imports/ImportPage.tsx'))

/** The pages of the system of record. */
export default function RecordPages() {
  return (
    <QueryClientProvider client={answers}>
      <Suspense fallback={<Skeleton />}>
        <Switch>
          <Route path="/sign-in"><SignInPage /></Route>
          <Route path="/register"><RegisterPage /></Route>
          <Route path="/verify"><VerifyPage code={undefined} /></Route>
          <Route path="/verify/:code">{({ code }) => <VerifyPage key={code} code={code} />}</Route>
          <Route path="/public"><PublicDoor /></Route>
          <Route path="/public/:tenant">{({ tenant }) => <Publicities tenant={tenant} />}</Route>
          <Route path="/public/:tenant/publicities/:publicity">{({ tenant, publicity }) => <OnePublicity key={publicity} tenant={tenant} publicity={publicity} />}</Route>
          <Route path="/public/:tenant/awards">{({ tenant }) => <Awards tenant={tenant} />}</Route>
          <Route path="/public/:tenant/objections">{({ tenant }) => <FollowObjection tenant={tenant} objection={undefined} />}</Route>
          <Route path="/public/:tenant/objections/:objection">{({ tenant, objection }) => <FollowObjection key={objection} tenant={tenant} objection={objection} />}</Route>
          <Route path="/api-docs"><ApiPage /></Route>
          <Route path="/home"><SignedIn>{me => <HomePage me={me} />}</SignedIn></Route>
          <Route path="/account"><SignedIn>{me => <AccountPage me={me} />}</SignedIn></Route>
          <Route path="/parties"><SignedIn>{me => <RegistryPage me={me} />}</SignedIn></Route>
          <Route path="/parties/:party">{({ party }) => <SignedIn>{me => <RecordPage key={party} me={me} party={party} />}</SignedIn>}</Route>
          <Route path="/people"><SignedIn>{me => <PeoplePage me={me} />}</SignedIn></Route>
          <Route path="/people/:person">{({ person }) => <SignedIn>{me => <PersonPage key={person} me={me} person={person} />}</SignedIn>}</Route>
          <Route path="/audit"><SignedIn>{me => <AuditPage me={me} />}</SignedIn></Route>
          <Route path="/questions"><SignedIn>{me => <QuestionsPage me={me} />}</SignedIn></Route>
          <Route path="/packs"><SignedIn>{me => <PacksPage me={me} />}</SignedIn></Route>
          <Route path="/packs/:version">{({ version }) => <SignedIn>{me => <PackPage key={version} me={me} version={version} />}</SignedIn>}</Route>
          <Route path="/webhooks"><SignedIn>{me => <WebhooksPage me={me} />}</SignedIn></Route>
          <Route path="/webhooks/:webhook">{({ webhook }) => <SignedIn>{me => <WebhookPage key={webhook} me={me} webhook={webhook} />}</SignedIn>}</Route>
          <Route path="/notices"><SignedIn>{me => <NoticesPage me={me} />}</SignedIn></Route>
          <Route path="/matters"><SignedIn>{me => <MattersPage me={me} />}</SignedIn></Route>
          <Route path="/matters/new"><SignedIn>{me => <StartPage me={me} />}</SignedIn></Route>
          <Route path="/matters/:matter">{({ matter }) => <SignedIn>{me => <MatterPage key={matter} me={me} matter={matter} />}</SignedIn>}</Route>
          <Route path="/calls"><SignedIn>{me => <CallsPage me={me} />}</SignedIn></Route>
          <Route path="/proposals"><SignedIn>{me => <ProposalsPage me={me} />}</SignedIn></Route>
          <Route path="/proposals/:proposal">{({ proposal }) => <SignedIn>{me => <ProposalPage key={proposal} me={me} proposal={proposal} />}</SignedIn>}</Route>
          <Route path="/deputies"><SignedIn>{me => <DeputiesPage me={me} />}</SignedIn></Route>
          <Route path="/calendar"><SignedIn>{me => <CalendarPage me={me} />}</SignedIn></Route>
          <Route path="/papers"><SignedIn>{me => <PapersPage me={me} />}</SignedIn></Route>
          <Route path="/legality-reviews"><SignedIn>{me => <LegalityPage me={me} />}</SignedIn></Route>
          <Route path="/funds"><SignedIn>{me => <FundsPage me={me} />}</SignedIn></Route>
          <Route path="/funds/:budget">{({ budget }) => <SignedIn>{me => <FundPage key={budget} me={me} budget={budget} />}</SignedIn>}</Route>
          <Route path="/approvals"><SignedIn>{me => <ApprovalsPage me={me} />}</SignedIn></Route>
          <Route path="/payments"><SignedIn>{me => <PaymentsPage me={me} />}</SignedIn></Route>
          <Route path="/payments/:run">{({ run }) => <SignedIn>{me => <RunPage key={run} me={me} run={run} />}</SignedIn>}</Route>
          <Route path="/accounts"><SignedIn>{me => <AccountsPage me={me} />}</SignedIn></Route>
          <Route path="/panels"><SignedIn>{me => <PanelsPage me={me} />}</SignedIn></Route>
          <Route path="/panel-places/:place">{({ place }) => <SignedIn>{me => <PlacePage key={place} me={me} place={place} />}</SignedIn>}</Route>
          <Route path="/inspections"><SignedIn>{me => <InspectionsPage me={me} />}</SignedIn></Route>
          <Route path="/publicities"><SignedIn>{me => <PublicityPage me={me} />}</SignedIn></Route>
          <Route path="/imports"><SignedIn>{me => <ImportsPage me={me} />}</SignedIn></Route>
          <Route path="/imports/:id">{({ id }) => <SignedIn>{me => <ImportPage key={id} me={me} id={id} />}</SignedIn>}</Route>
          <Route><Nowhere /></Route>
        </Switch>
      </Suspense>
    </QueryClientProvider>
  )
}

/** Shown to whoever is signed in; anybody else signs in first and comes back here. */
function SignedIn({ children }: { readonly children: (me: Me) => ReactNode }) {
  const me = useSession()
  const [path] = useLocation()
  const [asked, setAsked] = useState(me !== null)
  // A cookie may be here that this device has no hint of: whoever came by another site's sign-in.
  useEffect(() => { if (!asked) void askSession().finally(() => setAsked(true)) }, [asked])
  if (me !== undefined && me !== null) return children(me)
  return asked && me === null ? <Redirect to={`/sign-in?to=${encodeURIComponent(path + location.search)}`} replace /> : <Skeleton />
}

function Nowhere() {
  const { t } = useTranslation()
  return <div className="empty"><h1>{t('nowhere.title')}</h1><p>{t('nowhere.text')}</p></div>
}
