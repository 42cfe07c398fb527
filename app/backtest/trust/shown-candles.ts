import { amountToFloat } from '../../domain/amount.ts'
import { CandleCursor } from '../../domain/candle-run.ts'
import type { Market } from '../../domain/market.ts'
import { priceToFloat } from '../../domain/price.ts'
import type { ShownCandle } from '../../strategy/shown-run.ts'
import type { CandleColumns } from '../candle-columns.ts'

/** The last candles of a run, at most so many, as strategies see them. */
export function shownCandles(
  market: Market,
  candles: CandleColumns,
  countMax: number,
): readonly ShownCandle[] {
  const first = Math.max(0, candles.size - countMax)
  const cursor = new CandleCursor()
  return Array.from({ length: candles.size - first }, (_, index) => {
    candles.show(first + index, cursor)
    return {
      openTime: cursor.openTime,
      open: priceToFloat(market, cursor.open),
      high: priceToFloat(market, cursor.high),
      low: priceToFloat(market, cursor.low),
      close: priceToFloat(market, cursor.close),
      volume: amountToFloat(cursor.volume),
    }
  })
}
