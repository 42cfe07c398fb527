import { EmptyState } from '../../components/empty-state.tsx'
import { useEngine } from '../../stores/engine-store.ts'
import { DriftCard } from './drift-card.tsx'

/** What our record and the exchange's disagree about, with what can be done. */
export function DriftInbox() {
  const drifts = useEngine(({ status }) => status.drifts) ?? []
  return (
    <div className="h-full overflow-y-auto p-6">
      <div className="mx-auto max-w-[920px]">
        <h1 className="text-title font-strong leading-8">Drift inbox</h1>
        <p className="mt-2 max-w-[72ch] text-ink-soft">
          A drift is a difference between our record and the exchange's that nothing explains. Until
          you decide about it, nobody enters a market that it touches, neither a bot nor you.
        </p>
        {drifts.length === 0 ? (
          <div className="mt-6 rounded-large border border-line bg-panel p-5">
            <EmptyState
              title="Our record and the exchange's agree."
              hint="Orders and trades that Cryptobot did not make, deposits it cannot explain, and orders that went missing appear here."
            />
          </div>
        ) : (
          <ul aria-label="Open drifts" className="mt-6 flex flex-col gap-4">
            {drifts.map((drift) => (
              <DriftCard key={drift.driftId} drift={drift} />
            ))}
          </ul>
        )}
      </div>
    </div>
  )
}
