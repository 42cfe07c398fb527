import type { TradingScope, TradingState } from './trading-state.ts'

export const BREAKER_NAMES = [
  'equity-drop',
  'daily-loss',
  'drawdown',
  'loss-streak',
  'reject-rate',
  'unresolved-orders',
  'drift',
  'stale-market',
  'late-candle',
  'clock-offset',
  'price-jump',
  'spread',
  'order-rate',
  'strategy-failure',
  'store-failure',
  'memory',
  'event-loop',
] as const
export type BreakerName = (typeof BREAKER_NAMES)[number]

/** A breaker that counts remembers no more than so many: no threshold is above that. */
export const BREAKER_COUNT_MAX = 1_000

/** What a breaker counts in. */
export const BREAKER_UNITS = ['percent', 'count', 'ms', 'MiB'] as const
export type BreakerUnit = (typeof BREAKER_UNITS)[number]

/** What a trip does, from the mildest on; each does what those before it do, but for reduce, which halt replaces. */
export const TRIP_ACTIONS = ['warn', 'reduce', 'halt', 'cancel-all', 'flatten'] as const
export type TripAction = (typeof TRIP_ACTIONS)[number]

/** How a breaker is set. A latched one stays tripped until a person resets it; the others heal when the probe is good. */
export interface BreakerSetting {
  readonly isOn: boolean
  /** In the breaker's own unit. */
  readonly threshold: number
  /** Over which it looks back; null where there is nothing to look back on. */
  readonly windowMs: number | null
  readonly action: TripAction
  readonly isLatched: boolean
  /** How long all has to be well before one that is not latched heals. */
  readonly probeMs: number
}

export type BreakerSettings = Readonly<Record<BreakerName, BreakerSetting>>

/** A breaker that has tripped. */
export interface Trip {
  readonly name: BreakerName
  readonly scope: TradingScope
  /** For people, with the numbers. */
  readonly reason: string
  /** By the account's clock. Unix ms. */
  readonly since: number
  /** As it was when the breaker tripped: what is changed later does not loosen what is in force. */
  readonly setting: BreakerSetting
}

/** A breaker that has tripped, or is closed again. */
export interface BreakerChange {
  readonly kind: 'tripped' | 'healed'
  readonly trip: Trip
}

/** The trading state that a trip holds its scope in. */
export function stateAskedFor(action: TripAction): TradingState {
  if (action === 'warn') return 'active'
  return action === 'reduce' ? 'reducing' : 'halted'
}
