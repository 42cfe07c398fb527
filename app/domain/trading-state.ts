/** *halted*: no new orders, cancels allowed. *reducing*: only orders that shrink a position. */
export const TRADING_STATES = ['active', 'reducing', 'halted'] as const
export type TradingState = (typeof TRADING_STATES)[number]

/** The state with who or what set it, as it is stored and shown. */
export interface TradingStatus {
  readonly state: TradingState
  readonly reason: string
  readonly since: number
}

/** Whom a state holds for: all accounts of the profile, the one that is open, or one bot. The strictest of them counts. */
export type TradingScope = 'global' | 'account' | `bot:${string}`

export function scopeOfBot(botId: string): TradingScope {
  return `bot:${botId}`
}

/** The bot that a scope is of, or nothing. */
export function botOfScope(scope: TradingScope): string | undefined {
  return scope === 'global' || scope === 'account' ? undefined : scope.slice('bot:'.length)
}

/** True when the first state lets less through than the second. */
export function isStricter(state: TradingState, other: TradingState): boolean {
  return TRADING_STATES.indexOf(state) > TRADING_STATES.indexOf(other)
}

/** The first of the strictest. */
export function strictest(first: TradingStatus, others: Iterable<TradingStatus>): TradingStatus {
  let result = first
  for (const status of others) if (isStricter(status.state, result.state)) result = status
  return result
}
