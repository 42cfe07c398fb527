import { Frame } from './components/frame.tsx'
import { Notices } from './components/notices.tsx'
import { useDocumentTitle } from './components/use-document-title.ts'
import { FailureScreen } from './screens/failure/failure-screen.tsx'
import { LockScreen, WizardScreen } from './screens/lazy-screens.tsx'
import { useApp } from './stores/app-store.ts'

/** What the window shows: a failure, the first run of the wizard, or the cockpit. */
export function App() {
  return (
    <>
      <Content />
      <Notices />
    </>
  )
}

function Content() {
  const app = useApp((state) => state.app)
  const problem = useApp((state) => state.problem)
  useDocumentTitle()
  const screen = useApp((state) => state.screen)
  const failure = problem ?? (screen === 'wizard' && app?.setUp ? null : app?.failure)
  if (failure?.code === 'locked') return <LockScreen />
  if (failure) return <FailureScreen problem={failure} />
  if (!app) return null
  return app.setUp ? <Frame /> : <WizardScreen />
}
