import { useEffect } from 'react'
import { openWizard } from '../../actions/setup.ts'
import { Button } from '../../components/button.tsx'
import { markReady } from '../../components/mark-ready.ts'
import { engineStore } from '../../stores/engine-store.ts'

/** An empty first start: no account is open yet. */
export function NoAccount() {
  useEffect(() => markReady('dashboard'), [])
  return (
    <div className="flex h-full items-center justify-center p-6">
      <section className="w-[480px] max-w-full">
        <h1 className="text-title font-strong leading-8">No account is open</h1>
        <p className="mt-3 text-ink-soft">
          The chart, your bots and their orders appear here once a market is chosen. Setting up
          takes about a minute and starts on simulated money.
        </p>
        <div className="mt-6 flex gap-3">
          <Button variant="primary" onClick={() => void openWizard()}>
            Set up a bot
          </Button>
          <Button onClick={() => void engineStore.getState().loadSnapshot()}>Check again</Button>
        </div>
      </section>
    </div>
  )
}
