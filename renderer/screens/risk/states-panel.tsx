import type { TradingScope, TradingState, TradingStates } from '../../../app/contract/risk-view.ts'
import { setTradingState } from '../../actions/trading.ts'
import { Segments } from '../../components/segments.tsx'
import { scopeWords } from '../../format/breaker-words.ts'
import { sentence } from '../../format/words.ts'
import { useEngine } from '../../stores/engine-store.ts'

const STATES = [
  { value: 'active', label: 'Active' },
  { value: 'reducing', label: 'Reducing' },
  { value: 'halted', label: 'Halted' },
] as const

const MEANINGS: Readonly<Record<TradingState, string>> = {
  active: 'All orders are sent.',
  reducing: 'Only orders that shrink a position are sent.',
  halted: 'No new orders are sent; cancels are.',
}

/** What may be sent, as you set it, for all accounts, for this one and for each bot. */
export function StatesPanel() {
  const states = useEngine(({ status }) => status.states)
  const bots = useEngine(({ status }) => status.bots) ?? []
  if (!states) return null
  return (
    <section
      aria-label="Trading states"
      className="mb-4 rounded-large border border-line bg-panel px-3 py-2 text-small"
    >
      <ul className="flex flex-col gap-1.5">
        {scopesOf(states).map(([scope, state]) => {
          const whose = sentence(scopeWords(scope, bots))
          return (
            <li key={scope} className="flex items-center gap-3">
              <span className="w-44 truncate font-strong" title={whose}>
                {whose}
              </span>
              <Segments
                label={`Trading state of ${whose}`}
                options={STATES}
                value={state}
                onChange={(wanted) => void setTradingState(scope, wanted)}
              />
              <span className="text-ink-soft">{MEANINGS[state]}</span>
            </li>
          )
        })}
      </ul>
      <p className="mt-2 text-ink-soft">
        The strictest counts, breakers included. What you set stays until you change it, also after
        a restart.
      </p>
    </section>
  )
}

function scopesOf({
  global,
  account,
  bots,
}: TradingStates): readonly [TradingScope, TradingState][] {
  const ofBots = Object.entries(bots).map(([id, state]): [TradingScope, TradingState] => [
    `bot:${id}`,
    state,
  ])
  return [['global', global], ['account', account], ...ofBots]
}
