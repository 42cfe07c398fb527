import { useCallback } from 'react'
import { request } from '../../api/request.ts'
import { useAnswer } from '../use-answer.ts'

/** Files of the user's own that are no strategies, and where they are wrong: they would be missed in the list. */
export function StrategyFaults() {
  const [answer] = useAnswer(useCallback(() => request('listStrategyFaults', null), []))
  if (answer.kind !== 'ready' || answer.value.length === 0) return null
  const faults = answer.value
  return (
    <section
      aria-label="Strategies that cannot be used"
      className="rounded-large border border-attention bg-panel px-3 py-2 text-small"
    >
      <p className="font-strong">
        {faults.length === 1
          ? 'One strategy of yours cannot be used'
          : `${faults.length} strategies of yours cannot be used`}
      </p>
      <ul className="mt-1 flex flex-col gap-1">
        {faults.map(({ id, message }) => (
          <li key={id} className="whitespace-pre-wrap break-words font-mono text-ink-soft">
            {message}
          </li>
        ))}
      </ul>
      <p className="mt-1 text-ink-soft">
        Correct the file in the folder “strategies” of your profile and save it, then open this form
        again.
      </p>
    </section>
  )
}
