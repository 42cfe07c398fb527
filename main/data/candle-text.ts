import type { CandleFormat } from '../../app/contract/stored-data.ts'
import { formatAmount } from '../../app/domain/amount.ts'
import { type CandleArrays, candleAt } from '../../app/domain/candle-arrays.ts'
import { formatDecimal } from '../../app/domain/decimal-text.ts'

/** Candles as a file that this and other programs read, exactly as they are stored; of them so many of the newest. */
export function candleText(
  arrays: CandleArrays,
  format: CandleFormat,
  newest = Number.POSITIVE_INFINITY,
): string {
  const { length } = arrays.openTime
  const from = Math.max(length - newest, 0)
  const rows = Array.from({ length: length - from }, (_, index) => rowOf(arrays, from + index))
  if (format === 'freqtrade') return `[${rows.map((row) => `[${row.join(', ')}]`).join(', ')}]\n`
  return ['timestamp,open,high,low,close,volume', ...rows.map((row) => row.join(','))]
    .map((line) => `${line}\n`)
    .join('')
}

function rowOf(arrays: CandleArrays, index: number): readonly (number | string)[] {
  const { openTime, open, high, low, close, volume } = candleAt(arrays, index)
  const price = (units: typeof open) => formatDecimal(units, arrays.priceDecimals)
  return [openTime, price(open), price(high), price(low), price(close), formatAmount(volume)]
}
