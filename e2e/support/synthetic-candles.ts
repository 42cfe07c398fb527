import { demoCandles } from '../../app/exchanges/demo/demo-candles.ts'

/** An hourly candle with its prices in cents. */
export type CentCandle = {
  readonly time: number
  readonly open: number
  readonly high: number
  readonly low: number
  readonly close: number
}

const HOUR_MS = 3_600_000
const START = Date.UTC(2024, 0, 1)

/** A market that swings, so that averages cross; the same every time. */
export function swingingCandles(count: number): readonly CentCandle[] {
  const closeAt = (index: number) =>
    Math.round(3_000_000 + 150_000 * Math.sin(index / 9) + 40_000 * Math.sin(index / 2.3))
  return Array.from({ length: count }, (_, index) => {
    const [open, close] = [closeAt(index - 1), closeAt(index)]
    const [high, low] = [Math.max(open, close) + 1_234, Math.min(open, close) - 987]
    return { time: START + index * HOUR_MS, open, high, low, close }
  })
}

/** The demo market by the hour: trends, calm and wild stretches, as on a real one. */
export function hourlyCandles(count: number): readonly CentCandle[] {
  const minutes = demoCandles(3, 0, count * 60)
  return Array.from({ length: count }, (_, index) => {
    const hour = minutes.slice(index * 60, (index + 1) * 60)
    return {
      time: hour[0]?.openTime ?? 0,
      open: hour[0]?.open ?? 0,
      high: Math.max(...hour.map(({ high }) => high)),
      low: Math.min(...hour.map(({ low }) => low)),
      close: hour.at(-1)?.close ?? 0,
    }
  })
}

export function csvOf(candles: readonly CentCandle[]): string {
  const rows = candles.map(({ time, open, high, low, close }) =>
    [time, ...[open, high, low, close].map((cents) => (cents / 100).toFixed(2)), '5000'].join(','),
  )
  return ['timestamp,open,high,low,close,volume', ...rows, ''].join('\n')
}
