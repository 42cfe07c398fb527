import { useCallback, useEffect, useRef, useState } from 'react'
import { CANDLE_PAGE_MAX } from '../../../../app/contract/market-limits.ts'
import type { MarketCandles, MarketCandlesWish } from '../../../../app/contract/market-watch.ts'
import type { Problem } from '../../../../app/contract/requests.ts'
import { request } from '../../../api/request.ts'
import { NO_CANDLES, withNewer, withOlder } from './candle-window.ts'

const LOOK_EVERY_MS = 2_000
/** So many stay in memory, however far somebody scrolls. */
const CANDLES_MAX = 50_000

export type CandleSource = Pick<MarketCandlesWish, 'exchangeId' | 'symbol' | 'timeframe'>

export type MarketCandlesSeen = {
  readonly candles: MarketCandles
  readonly isLoading: boolean
  readonly problem: Problem | null
  /** More of the past; nothing happens while some is on its way, or where there is none. */
  readonly loadOlder: () => void
}

/** The newest candles, kept up to date, and as many older ones as somebody scrolled back to. Nothing without a source. */
export function useMarketCandles(source: CandleSource | null): MarketCandlesSeen {
  const { exchangeId, symbol, timeframe } = source ?? {
    exchangeId: '',
    symbol: '',
    timeframe: '1h',
  }
  const [candles, setCandles] = useState(NO_CANDLES)
  const [isLoading, setLoading] = useState(source !== null)
  const [problem, setProblem] = useState<Problem | null>(null)
  const now = useRef(NO_CANDLES)
  const isAsking = useRef(false)
  const isAtStart = useRef(false)
  const take = useCallback((next: MarketCandles) => {
    now.current = next
    setCandles(next)
  }, [])

  useEffect(() => {
    if (symbol === '') return
    let isOver = false
    let timer: ReturnType<typeof setTimeout> | undefined
    isAtStart.current = false
    take(NO_CANDLES)
    setLoading(true)
    const wish = { exchangeId, symbol, timeframe, before: null }
    const look = async () => {
      if (document.visibilityState === 'visible') {
        const count = newCandles(now.current)
        const answer = await request('loadMarketCandles', { ...wish, count })
        if (isOver) return
        setLoading(false)
        setProblem(answer.ok ? null : answer.error)
        if (answer.ok) take(followed(now.current, answer.value))
      }
      timer = setTimeout(() => void look(), LOOK_EVERY_MS)
    }
    void look()
    return () => {
      isOver = true
      clearTimeout(timer)
    }
  }, [exchangeId, symbol, timeframe, take])

  const loadOlder = useCallback(async () => {
    const before = now.current.openTime[0]
    const isFull = now.current.openTime.length >= CANDLES_MAX
    if (before === undefined || isFull || isAsking.current || isAtStart.current) return
    isAsking.current = true
    const wish = { exchangeId, symbol, timeframe, before, count: CANDLE_PAGE_MAX }
    const answer = await request('loadMarketCandles', wish)
    isAsking.current = false
    if (!answer.ok || now.current.openTime[0] !== before) return
    isAtStart.current = answer.value.openTime.length === 0
    take(withOlder(now.current, answer.value))
  }, [exchangeId, symbol, timeframe, take])

  return { candles, isLoading, problem, loadOlder: () => void loadOlder() }
}

/** As many as may have come since, and the one that was forming. */
function newCandles({ openTime }: MarketCandles): number {
  const [last, before] = [openTime.at(-1), openTime.at(-2)]
  if (last === undefined || before === undefined) return CANDLE_PAGE_MAX
  const since = Math.ceil((Date.now() - last) / (last - before))
  return Math.min(Math.max(since + 2, 3), CANDLE_PAGE_MAX)
}

/** After so long a pause that something is missing between, the chart begins anew. */
function followed(before: MarketCandles, newer: MarketCandles): MarketCandles {
  const [last, first] = [before.openTime.at(-1) ?? 0, newer.openTime[0] ?? 0]
  return first > last ? newer : withNewer(before, newer)
}
