import { FLAT } from '../domain/position.ts'
import type { CandleStore } from '../ports/candle-store.ts'
import type { BotRunner } from './bot-runner.ts'

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
}

function candlesNeeded({ bot, position }: BotRunner, store: CandleStore, stepMs: number): number {
  const newest = store.loadRecentCandles(1)[0]?.openTime
  if (bot.exits.trailing === null || position.openedAt === null || newest === undefined) {
    return HISTORY_CANDLES
  }
  const held = Math.ceil((newest - position.openedAt) / stepMs) + 2
  return Math.max(HISTORY_CANDLES, held)
}
