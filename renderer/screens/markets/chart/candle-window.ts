import type { MarketCandles } from '../../../../app/contract/market-watch.ts'

export const NO_CANDLES: MarketCandles = {
  ...{ openTime: new Float64Array(), open: new Float64Array(), high: new Float64Array() },
  ...{ low: new Float64Array(), close: new Float64Array(), volume: new Float64Array() },
}

/** What came from further back goes in front. */
export function withOlder(candles: MarketCandles, older: MarketCandles): MarketCandles {
  const first = candles.openTime[0] ?? Number.POSITIVE_INFINITY
  const end = older.openTime.findLastIndex((time) => time < first) + 1
  return joined(older, end, candles)
}

/** The newest goes behind, in the place of what was still forming. */
export function withNewer(candles: MarketCandles, newer: MarketCandles): MarketCandles {
  const first = newer.openTime[0]
  if (first === undefined) return candles
  const end = candles.openTime.findLastIndex((time) => time < first) + 1
  return joined(candles, end, newer)
}

function joined(front: MarketCandles, frontLength: number, back: MarketCandles): MarketCandles {
  const column = (name: keyof MarketCandles) => {
    const both = new Float64Array(frontLength + back[name].length)
    both.set(front[name].subarray(0, frontLength))
    both.set(back[name], frontLength)
    return both
  }
  return {
    openTime: column('openTime'),
    open: column('open'),
    high: column('high'),
    low: column('low'),
    close: column('close'),
    volume: column('volume'),
  }
}
