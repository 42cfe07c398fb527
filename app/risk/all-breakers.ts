import type { BreakerName, BreakerSetting, BreakerSettings } from '../domain/breaker.ts'
import { clockOffset } from './breakers/clock-offset.ts'
import { dailyLoss } from './breakers/daily-loss.ts'
import { drawdown } from './breakers/drawdown.ts'
import { drift } from './breakers/drift.ts'
import { equityDrop } from './breakers/equity-drop.ts'
import { eventLoop } from './breakers/event-loop.ts'
import { lateCandle } from './breakers/late-candle.ts'
import { lossStreak } from './breakers/loss-streak.ts'
import { memory } from './breakers/memory.ts'
import { orderRate } from './breakers/order-rate.ts'
import { priceJump } from './breakers/price-jump.ts'
import { rejectRate } from './breakers/reject-rate.ts'
import { spread } from './breakers/spread.ts'
import { staleMarket } from './breakers/stale-market.ts'
import { storeFailure } from './breakers/store-failure.ts'
import { strategyFailure } from './breakers/strategy-failure.ts'
import { unresolvedOrders } from './breakers/unresolved-orders.ts'
import type { CircuitBreaker } from './circuit-breaker.ts'

/** Every breaker, in the order in which they are shown. */
export const BREAKERS: Readonly<Record<BreakerName, CircuitBreaker>> = {
  'equity-drop': equityDrop,
  'daily-loss': dailyLoss,
  drawdown,
  'loss-streak': lossStreak,
  'reject-rate': rejectRate,
  'unresolved-orders': unresolvedOrders,
  drift,
  'stale-market': staleMarket,
  'late-candle': lateCandle,
  'clock-offset': clockOffset,
  'price-jump': priceJump,
  spread,
  'order-rate': orderRate,
  'strategy-failure': strategyFailure,
  'store-failure': storeFailure,
  memory,
  'event-loop': eventLoop,
}

export const ALL_BREAKERS: readonly CircuitBreaker[] = Object.values(BREAKERS)

/** As stored, and for the rest as they come. */
export function completeSettings(
  stored: Partial<Record<BreakerName, BreakerSetting>>,
): BreakerSettings {
  const defaults = Object.fromEntries(ALL_BREAKERS.map(({ name, defaults: own }) => [name, own]))
  return { ...defaults, ...stored } as BreakerSettings
}

/** What is there to be judged: not every exchange has a clock of its own or a book, nor is every process watched. */
export interface Judgeable {
  readonly hasExchangeClock: boolean
  readonly hasBook: boolean
  readonly isProcessWatched: boolean
}

/** Those that apply. */
export function breakersFor({
  hasExchangeClock,
  hasBook,
  isProcessWatched,
}: Judgeable): readonly CircuitBreaker[] {
  return ALL_BREAKERS.filter(({ name, level }) => {
    if (level === 'global') return isProcessWatched
    if (name === 'clock-offset') return hasExchangeClock
    return name !== 'spread' || hasBook
  })
}
