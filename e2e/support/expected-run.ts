import { worthOf } from './exact-amount.ts'
import type { CentCandle } from './synthetic-candles.ts'

const CENT = 1_000_000n
const QUANTITY_STEP = 1_000n

export type ExpectedFill = {
  readonly side: 'buy' | 'sell'
  readonly time: number
  readonly price: bigint
  readonly quantity: bigint
}

/**
 * What SMA 10/30 with a quarter of the equity a trade must do on these candles, worked out in whole numbers and without
 * the application: signals on closed candles, fills at the next open, 3 basis points of spread and slippage, 0.1 % fee.
 */
export function expectedRun(candles: readonly CentCandle[], history: number, start: bigint) {
  const fills: ExpectedFill[] = []
  let [cash, held] = [start, 0n]
  candles.forEach(({ close }, index) => {
    const next = candles[index + 1]
    const [before, now] = [gap(candles, index - 1), gap(candles, index)]
    if (index < history || !next || before === undefined || now === undefined) return
    if (before <= 0 && now > 0 && held === 0n) {
      const price = BigInt(Math.ceil((next.open * 10_003) / 10_000)) * CENT
      const quantity = floored((cash * 25n * 100_000_000n) / (100n * BigInt(close) * CENT))
      const cost = ceiled(quantity * price, 100_000_000n)
      cash -= cost + ceiled(cost, 1_000n)
      held = quantity
      fills.push({ side: 'buy', time: next.time, price, quantity })
    }
    if (before >= 0 && now < 0 && held > 0n) {
      const price = BigInt(Math.floor((next.open * 9_997) / 10_000)) * CENT
      const proceeds = worthOf(held, price)
      cash += proceeds - ceiled(proceeds, 1_000n)
      fills.push({ side: 'sell', time: next.time, price, quantity: held })
      held = 0n
    }
  })
  const lastClose = BigInt(candles.at(-1)?.close ?? 0) * CENT
  return { fills, cash, equity: cash + worthOf(held, lastClose) }
}

/** Thirty times the distance of the averages, an exact number; undefined while they warm up. */
function gap(candles: readonly CentCandle[], index: number): number | undefined {
  if (index < 29) return undefined
  const sum = (count: number) =>
    candles.slice(index + 1 - count, index + 1).reduce((total, { close }) => total + close, 0)
  return 3 * sum(10) - sum(30)
}

function floored(quantity: bigint): bigint {
  return (quantity / QUANTITY_STEP) * QUANTITY_STEP
}

function ceiled(value: bigint, divisor: bigint): bigint {
  return (value + divisor - 1n) / divisor
}
