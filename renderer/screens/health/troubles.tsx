import { LevelMark } from '../../components/level-mark.tsx'
import { troublesOf } from '../../format/trouble.ts'
import { useEngine } from '../../stores/engine-store.ts'

/** What is not as it should be, or that nothing is. */
export function Troubles() {
  const status = useEngine((snapshot) => snapshot.status)
  const orders = useEngine((snapshot) => snapshot.orders)
  if (!status || !orders) return null
  const troubles = troublesOf(status, orders)
  if (troubles.length === 0) {
    return (
      <p className="flex items-center gap-2 rounded-large border border-line bg-panel px-4 py-3">
        <LevelMark level="well" />
        Nothing needs you: market data, orders, records, breakers and bots are as they should be.
      </p>
    )
  }
  return (
    <ul
      aria-label="What needs you"
      className="flex flex-col gap-1.5 rounded-large border border-line bg-panel px-4 py-3"
    >
      {troubles.map(({ level, text }) => (
        <li key={text} className="flex items-start gap-2">
          <span className="mt-1">
            <LevelMark level={level} />
          </span>
          {text}
        </li>
      ))}
    </ul>
  )
}
