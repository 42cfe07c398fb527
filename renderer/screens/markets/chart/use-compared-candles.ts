import { useEffect, useState } from 'react'
import { CANDLE_PAGE_MAX } from '../../../../app/contract/market-limits.ts'
import type { MarketCandles } from '../../../../app/contract/market-watch.ts'
import { barMs } from './bar-levels.ts'
import type { TrailState } from './candle-trail.ts'
import { NO_CANDLES, withOlder } from './candle-window.ts'
import { type CandleOrigin, loadPage } from './use-candle-trail.ts'

/** Pages at most: as many as a chart holds bars, and a few more where an exchange gives small ones. */
const PAGES_MAX = 8

/** Of another market, as much as a chart holds of its own. Nothing without one. */
export function useComparedCandles(
  origin: Pick<CandleOrigin, 'kind' | 'id'>,
  symbol: string | null,
  { level, candles }: Pick<TrailState, 'level' | 'candles'>,
): MarketCandles {
  const { kind, id } = origin
  const [compared, setCompared] = useState(NO_CANDLES)
  const [from, to] = [candles.openTime[0] ?? 0, candles.openTime.at(-1) ?? 0]
  useEffect(() => {
    if (symbol === null || to === 0) {
      setCompared(NO_CANDLES)
      return
    }
    let isOver = false
    const load = async () => {
      let [found, before] = [NO_CANDLES, to + barMs(level)]
      for (let page = 0; page < PAGES_MAX && before > from; page += 1) {
        const edge = { kind: 'before', time: before } as const
        const wish = { timeframe: level, edge, count: CANDLE_PAGE_MAX }
        const answer = await loadPage({ kind, id, symbol }, wish)
        if (isOver) return
        const first = answer.ok ? answer.value.candles.openTime[0] : undefined
        if (!answer.ok || first === undefined) break
        found = withOlder(found, answer.value.candles)
        before = first
      }
      setCompared(found)
    }
    void load()
    return () => {
      isOver = true
    }
  }, [kind, id, symbol, level, from, to])
  return compared
}
