import fc from 'fast-check'
import type { Money, Quantity, Rate } from './amount.ts'
import { type Candle, candleFault } from './candle.ts'
import { canonical } from './exact-integer.ts'
import type { Price } from './price.ts'
import { MINUTE_MS, SAMPLE_START } from './sample-market.fixture.ts'

/** What property tests draw from: amounts of every magnitude, those beyond safe integers included. */
const wideInteger = fc.oneof(
  fc.integer({ min: 0, max: 1_000 }).map(BigInt),
  fc.bigInt({ min: 0n, max: 2n ** 50n }),
  fc.bigInt({ min: 2n ** 52n, max: 2n ** 54n }),
  fc.bigInt({ min: 0n, max: 2n ** 80n }),
)

export const anyQuantity = wideInteger.map((units) => canonical(units) as Quantity)
export const anyMoney = wideInteger.map((units) => canonical(units) as Money)
export const signedMoney = fc
  .tuple(wideInteger, fc.boolean())
  .map(([units, isNegative]) => canonical(isNegative ? -units : units) as Money)
/** Up to a million in units of 0.01. */
export const anyPrice = fc.integer({ min: 1, max: 100_000_000 }).map((units) => units as Price)
/** Up to 100 %. */
export const anyRate = fc.integer({ min: 0, max: 100_000_000 }).map((units) => units as Rate)
/** Fees, spreads: up to 2 %. */
export const smallRate = fc.integer({ min: 0, max: 2_000_000 }).map((units) => units as Rate)
/** Up to 1000 of the base currency, in steps of 0.00001. */
export const anySteps = fc.integer({ min: 1, max: 100_000_000 })
export const steppedQuantity = anySteps.map((steps) => (steps * 1_000) as Quantity)

/** Sound one-minute candles in a row, at prices around 300. */
export function anyCandles(count: number): fc.Arbitrary<readonly Candle[]> {
  return fc
    .array(anyShape, { minLength: count, maxLength: count })
    .map((shapes) => shapes.map(candleOf))
}

const anyShape = fc.record({
  prices: fc.array(fc.integer({ min: 29_000, max: 31_000 }), { minLength: 4, maxLength: 4 }),
  volume: fc.integer({ min: 0, max: 1_000_000_000 }),
})

type Shape = { readonly prices: readonly number[]; readonly volume: number }

function candleOf({ prices, volume }: Shape, index: number): Candle {
  const [open = 1, close = 1] = prices
  const candle: Candle = {
    openTime: SAMPLE_START + index * MINUTE_MS,
    open: open as Price,
    high: Math.max(...prices) as Price,
    low: Math.min(...prices) as Price,
    close: close as Price,
    volume: volume as Quantity,
  }
  const fault = candleFault(candle)
  if (fault !== undefined) throw new Error(fault)
  return candle
}
