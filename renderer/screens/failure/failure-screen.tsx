import { OctagonAlert } from 'lucide-react'
import { useEffect } from 'react'
import type { Problem } from '../../../app/contract/requests.ts'
import { loadApp, openWizard } from '../../actions/setup.ts'
import { Button } from '../../components/button.tsx'
import { markReady } from '../../components/mark-ready.ts'

/** The profile is sound, and only this account cannot be opened: another one can. */
const LEAVES_A_CHOICE: ReadonlySet<string> = new Set(['no-keys', 'live-not-armed'])

/** Shown when there is no engine: what happened, what Cryptobot did, what can be done. */
export function FailureScreen({ problem }: { readonly problem: Problem }) {
  useEffect(() => markReady('failure'), [])
  return (
    <main className="flex h-full items-center justify-center overflow-y-auto bg-canvas p-6">
      <section
        role="alert"
        aria-label="Cryptobot could not start trading"
        className="w-[600px] max-w-full rounded-large border border-line bg-panel p-8"
      >
        <OctagonAlert aria-hidden="true" size={28} className="text-danger" />
        <h1 className="mt-4 text-title font-strong leading-8">Cryptobot could not start trading</h1>
        <dl className="mt-6 flex flex-col gap-5">
          <Part term="What happened" text={problem.message} />
          <Part
            term="What Cryptobot did"
            text="It stopped before trading: no bot is running and no new order is sent. Your data was left as it is."
          />
          <Part term="What you can do" text={problem.action} />
        </dl>
        <footer className="mt-8 flex items-center justify-between gap-4">
          <code className="font-mono text-small text-ink-soft">{problem.code}</code>
          <span className="flex gap-3">
            {LEAVES_A_CHOICE.has(problem.code) && (
              <Button onClick={() => void openWizard()}>Set up another market</Button>
            )}
            <Button variant="primary" onClick={() => void loadApp()}>
              Check again
            </Button>
          </span>
        </footer>
      </section>
    </main>
  )
}

function Part({ term, text }: { readonly term: string; readonly text: string }) {
  return (
    <div>
      <dt className="text-small font-strong text-ink-soft">{term}</dt>
      <dd className="mt-1 whitespace-pre-line break-words">{text}</dd>
    </div>
  )
}
