import type { Candle } from '../domain/candle.ts'
import { type CandleArrays, candleAt, firstPlaceAt } from '../domain/candle-arrays.ts'
import { type Problem, type Result, success } from '../domain/result.ts'
import type { CandlePage } from '../ports/candle-pages.ts'
import { type Patience, patiently } from './patiently.ts'

/** One that is not what the exchange says of it now. */
export interface Revision {
  readonly openTime: number
  readonly before: Candle
  readonly after: Candle
}

export interface SampleVerdict {
  /** How many were held against the exchange's. */
  readonly compared: number
  /** Where the exchange says something else; the stored ones were corrected. */
  readonly revisions: readonly Revision[]
  /** So many pages came without the candle that they were asked for: the exchange no longer has it. */
  readonly gone: number
}

export interface SampleWish extends Patience {
  /** What is stored; undefined where nothing is. */
  readonly arrays: CandleArrays | undefined
  /** How many pages are asked for. */
  readonly sample: number
  readonly random: () => number
  readonly correct: (candles: readonly Candle[], priceDecimals: number) => void
}

/** Holds stored candles against the exchange's, at places that chance picks: all candles of each page. */
export async function verifySample(wish: SampleWish): Promise<Result<SampleVerdict, Problem>> {
  const { arrays, sample, random } = wish
  let [compared, gone] = [0, 0]
  const revisions = new Map<number, Revision>()
  const stored = arrays?.openTime.length ?? 0
  for (let round = 0; arrays !== undefined && stored > 0 && round < sample; round += 1) {
    const place = Math.floor(random() * stored)
    const page = await patiently(wish, arrays.openTime[place] ?? 0)
    if (!page.ok) return page
    const times = new Set(page.value.candles.map(({ openTime }) => openTime))
    if (!times.has(arrays.openTime[place] ?? 0)) gone += 1
    const found = compare(arrays, page.value)
    compared += found.compared
    for (const revision of found.revisions) revisions.set(revision.openTime, revision)
    wish.correct(
      found.revisions.map(({ after }) => after),
      page.value.priceDecimals,
    )
  }
  return success({ compared, gone, revisions: [...revisions.values()] })
}

/** Those of a page that are stored. Prices of different decimals are compared by what they are worth. */
function compare(arrays: CandleArrays, page: CandlePage) {
  const revisions: Revision[] = []
  let compared = 0
  for (const after of page.candles) {
    const place = firstPlaceAt(arrays.openTime, after.openTime)
    if (arrays.openTime[place] !== after.openTime) continue
    compared += 1
    const before = candleAt(arrays, place)
    if (!isSame(before, arrays.priceDecimals, after, page.priceDecimals)) {
      revisions.push({ openTime: after.openTime, before, after })
    }
  }
  return { compared, revisions }
}

function isSame(a: Candle, aDecimals: number, b: Candle, bDecimals: number): boolean {
  const decimals = Math.max(aDecimals, bDecimals)
  const [aFactor, bFactor] = [10 ** (decimals - aDecimals), 10 ** (decimals - bDecimals)]
  const prices = ['open', 'high', 'low', 'close'] as const
  return a.volume === b.volume && prices.every((name) => a[name] * aFactor === b[name] * bFactor)
}
