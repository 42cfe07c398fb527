import type { Quantity } from '../../app/domain/amount.ts'
import type { Candle } from '../../app/domain/candle.ts'
import type { Price } from '../../app/domain/price.ts'
import { CandleLibrary } from '../../app/storage/candles/candle-library.ts'

const MINUTE_MS = 60_000
const START = Date.UTC(2024, 0, 1)

export const MINUTES = { exchange: 'binance', symbol: 'BTC/USDT', timeframeMs: MINUTE_MS }
/** What is there before the process starts that is killed, and what it writes then: over old ones, and on from there. */
export const THERE = minutes(0, 9_000, 0)
export const WRITTEN = minutes(3_000, 11_000, 1)

export function writeCandles(path: string, candles: readonly Candle[]): void {
  const library = new CandleLibrary(path)
  library.write(MINUTES, candles, 2)
  library.close()
}

function minutes(from: number, count: number, shift: number): readonly Candle[] {
  return Array.from({ length: count }, (_, index) => {
    const at = from + index
    const price = (offset: number) => (3_000_000 + ((at * 7_919) % 900) + offset + shift) as Price
    return {
      openTime: START + at * MINUTE_MS,
      ...{ open: price(0), high: price(40), low: price(-30), close: price(at % 29) },
      volume: ((at % 97) * 1_000) as Quantity,
    }
  })
}

const [, script, path] = process.argv
if (import.meta.filename === script && path !== undefined) writeCandles(path, WRITTEN)
