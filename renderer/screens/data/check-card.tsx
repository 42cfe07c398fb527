import { CircleCheck } from 'lucide-react'
import { useState } from 'react'
import { perform } from '../../actions/perform.ts'
import { request } from '../../api/request.ts'
import { Button } from '../../components/button.tsx'
import { Card } from '../../components/card.tsx'

/** Whether all that is stored can be read and fits together. */
export function CheckCard({ hasCandles }: { readonly hasCandles: boolean }) {
  const [faults, setFaults] = useState<readonly string[] | null>(null)
  const [isChecking, setChecking] = useState(false)
  const check = async () => {
    setChecking(true)
    const answer = await perform(request('checkCandles', null))
    setChecking(false)
    setFaults(answer.done ? answer.value : null)
  }
  return (
    <Card title="Is everything sound?">
      <p className="mb-3 text-small text-ink-soft">
        Reads every candle, compares every checksum, and makes longer candles once more to compare
        them. A large store takes a while; trading goes on.
      </p>
      <Button disabled={isChecking || !hasCandles} onClick={() => void check()}>
        {isChecking ? 'Reading all candles…' : 'Check everything'}
      </Button>
      {faults !== null && !isChecking && <Verdict faults={faults} />}
    </Card>
  )
}

function Verdict({ faults }: { readonly faults: readonly string[] }) {
  if (faults.length === 0) {
    return (
      <p role="status" className="mt-3 flex items-center gap-2">
        <CircleCheck aria-hidden="true" size={15} />
        All is sound.
      </p>
    )
  }
  return (
    <div role="alert" className="mt-3 rounded-large border border-line bg-danger-tint p-3">
      <p className="font-strong">
        {faults.length === 1 ? 'One thing is wrong' : `${faults.length} things are wrong`}
      </p>
      <ul
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
        tabIndex={0}
        aria-label="What is wrong"
        className="mt-1 flex max-h-60 list-disc flex-col gap-1 overflow-y-auto break-words pl-5 text-small"
      >
        {faults.map((fault) => (
          <li key={fault}>{fault}</li>
        ))}
      </ul>
      <p className="mt-2 text-small text-ink-soft">
        Restore candles.db from a backup, or move it away and download the candles again. Your
        ledger is another file, and not affected.
      </p>
    </div>
  )
}
