import type { Quantity } from '../../app/domain/amount.ts'
import type { Candle } from '../../app/domain/candle.ts'
import type { Price } from '../../app/domain/price.ts'

const MINUTE_MS = 60_000
const START = Date.UTC(2024, 0, 1)
const VOLUME = 50_000_000_000

/** A seeded walk of one-minute candles in cents, pulled back to 30,000.00. */
export function syntheticCandles(count: number): readonly Candle[] {
  const candles: Candle[] = []
  let state = 1
  let price = 3_000_000
  for (let index = 0; index < count; index += 1) {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    const open = price
    const pull = (3_000_000 - price) / 5_000
    price += Math.round((state / 2_147_483_648 - 0.5) * 2_000 + pull)
    candles.push({
      openTime: START + index * MINUTE_MS,
      open: open as Price,
      high: (Math.max(open, price) + 100) as Price,
      low: (Math.min(open, price) - 100) as Price,
      close: price as Price,
      volume: VOLUME as Quantity,
    })
  }
  return candles
}
