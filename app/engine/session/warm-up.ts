import { FLAT } from '../../domain/position.ts'
import type { CandleStore } from '../../ports/candle-store.ts'
import { ATR_MEMORY_PERIODS } from '../../strategy/average-true-range.ts'
import type { BotRunner } from '../bot-runner.ts'

/** Fills the chart, and warms up every shipped strategy at its longest setting. */
export const HISTORY_CANDLES = 600

/**
 * Shows a bot the candles of the past, so that it goes on where it stopped. It holds its position from the candle on in
 * which that was opened: a trailing stop follows the highest close since then, however long ago that was.
 */
export function warmUp(runner: BotRunner, store: CandleStore, stepMs: number): void {
  const { position } = runner
  const since = position.openedAt ?? Number.POSITIVE_INFINITY
  for (const candle of store.loadRecentCandles(candlesNeeded(runner, store, stepMs))) {
    runner.hold(candle.openTime + stepMs > since ? position : FLAT)
    runner.evaluate(candle)
  }
  runner.hold(position)
  runner.warmedUp()
}

function candlesNeeded({ bot, position }: BotRunner, store: CandleStore, stepMs: number): number {
  const { exits, sizing } = bot
  const ranged = sizing.kind === 'volatility-target' ? sizing.period * ATR_MEMORY_PERIODS : 0
  const needed = Math.max(HISTORY_CANDLES, ranged)
  const newest = store.loadRecentCandles(1)[0]?.openTime
  if (exits.trailing === null || position.openedAt === null || newest === undefined) return needed
  const held = Math.ceil((newest - position.openedAt) / stepMs) + 2
  return Math.max(needed, held)
}
