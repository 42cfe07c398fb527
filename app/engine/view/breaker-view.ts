import type {
  BreakerView,
  KillSwitchView,
  TradingStates,
  TripView,
} from '../../contract/risk-view.ts'
import type { Trip } from '../../domain/breaker.ts'
import { scopeOfBot } from '../../domain/trading-state.ts'
import type { WatchedBreaker } from '../guard/breaker-desk.ts'
import type { TradingGuard } from '../guard/trading-guard.ts'
import type { TradingEngine } from '../trading-engine.ts'

/** A reason may quote an error, however long; the window takes so much. */
const SENTENCE_MAX = 2_000

export function statesView({ guard: { gate }, runners }: TradingEngine): TradingStates {
  const bots = runners.map(({ bot: { id } }) => [id, gate.stateOf(scopeOfBot(id))] as const)
  return {
    global: gate.stateOf('global'),
    account: gate.stateOf('account'),
    bots: Object.fromEntries(bots),
  }
}

export function breakerViews({ breakers }: TradingGuard): BreakerView[] {
  return breakers.watched().map(breakerView)
}

function breakerView({
  breaker,
  scope,
  setting,
  trip,
  value,
  reading,
}: WatchedBreaker): BreakerView {
  return {
    name: breaker.name,
    scope,
    state: trip === undefined ? 'closed' : 'tripped',
    reading: reading.slice(0, SENTENCE_MAX),
    value: Number.isFinite(value) ? value : null,
    unit: breaker.unit,
    reason: trip?.reason.slice(0, SENTENCE_MAX) ?? '',
    since: trip?.since ?? null,
    setting: { ...setting },
  }
}

export function tripView({ name, scope, reason, since, setting }: Trip): TripView {
  return { name, scope, reason: reason.slice(0, SENTENCE_MAX), since, setting: { ...setting } }
}

export function killSwitchView({ windDowns }: TradingGuard): KillSwitchView | null {
  const { shown } = windDowns
  if (shown === null) return null
  const steps = shown.steps.map((step) => ({ ...step, text: step.text.slice(0, SENTENCE_MAX) }))
  return { startedAt: shown.startedAt, steps }
}
