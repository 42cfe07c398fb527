import type { HealthView } from '../../../app/contract/health-view.ts'
import { request } from '../../api/request.ts'
import { LoadingScreen } from '../../components/loading-screen.tsx'
import { ScreenTabs } from '../../components/screen-tabs.tsx'
import { usePolled } from '../../components/use-polled.ts'
import { CallBreakers } from './call-breakers.tsx'
import { Databases } from './databases.tsx'
import { Latencies } from './latencies.tsx'
import { LogPage } from './log-page.tsx'
import { Parts } from './parts.tsx'
import { Streams } from './streams.tsx'
import { Troubles } from './troubles.tsx'
import { Vitals } from './vitals.tsx'

const READ_EVERY_MS = 1_000

/** How every part of Cryptobot does, with the numbers behind it, and what it wrote down. */
export function Health() {
  const { value: health, problem } = usePolled(loadHealth, READ_EVERY_MS)
  if (health === null) return <LoadingScreen title="Health" problem={problem} />
  return (
    <ScreenTabs
      title="Health"
      aside={
        <p className="text-small text-ink-soft">
          {problem === null ? 'Looked at every second' : problem.message}
        </p>
      }
      pages={[
        { id: 'parts', word: 'Parts', content: <PartsPage health={health} /> },
        { id: 'log', word: 'Log', content: <LogPage /> },
      ]}
    />
  )
}

function PartsPage({ health }: { readonly health: HealthView }) {
  return (
    <section
      aria-label="Parts"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard.
      tabIndex={0}
      className="relative h-full overflow-y-auto bg-canvas p-4 -outline-offset-2"
    >
      <div className="mx-auto flex max-w-[1600px] flex-col gap-4">
        <Troubles />
        <Vitals health={health} />
        <div className="grid grid-cols-[minmax(0,1fr)_minmax(0,1fr)] items-start gap-4">
          <div className="flex flex-col gap-4">
            <Parts parts={health.parts} />
            <Databases databases={health.databases} metricsAddress={health.metricsAddress} />
          </div>
          <div className="flex flex-col gap-4">
            <CallBreakers breakers={health.callBreakers} />
            <Streams streams={health.streams} />
            <Latencies latencies={health.latencies} />
          </div>
        </div>
      </div>
    </section>
  )
}

function loadHealth() {
  return request('loadHealth', null)
}
