import { useEffect, useMemo, useState } from 'react'
import type { CandlePageAnswer } from '../../../../app/contract/market-watch.ts'
import type { Answer } from '../../../../app/contract/requests.ts'
import { request } from '../../../api/request.ts'
import { levelsOf, type Timeframe } from './bar-levels.ts'
import { type CandlePage, CandleTrail, type ChartView, type TrailState } from './candle-trail.ts'
import { NO_CANDLES } from './candle-window.ts'

const LOOK_EVERY_MS = 2_000

/** Where candles come from: an exchange, what is stored of it included, or what is stored alone. */
export type CandleOrigin = {
  readonly kind: 'exchange' | 'stored'
  readonly id: string
  readonly symbol: string
  /** That there are, or that can be made. */
  readonly timeframes: readonly Timeframe[]
}

/** One page of a market's candles. */
export async function loadPage(
  { kind, id, symbol }: Pick<CandleOrigin, 'kind' | 'id' | 'symbol'>,
  page: CandlePage,
): Promise<Answer<CandlePageAnswer>> {
  if (kind === 'exchange') return request('loadMarketCandles', { exchangeId: id, symbol, ...page })
  const answer = await request('loadStoredCandles', { exchange: id, symbol, ...page })
  return answer.ok ? { ok: true, value: { candles: answer.value, storedBecause: null } } : answer
}

export type CandlesSeen = TrailState & {
  readonly look: (view: ChartView) => void
  readonly toNewest: () => void
}

/** The candles that a chart shows; those of an exchange are kept up to date. */
export function useCandleTrail(origin: CandleOrigin, timeframe: Timeframe): CandlesSeen {
  const { kind, id, symbol, timeframes } = origin
  const [state, setState] = useState<TrailState>(() => unseen(timeframe))
  const [trail, setTrail] = useState<CandleTrail | null>(null)
  useEffect(() => {
    const made = new CandleTrail({
      levels: levelsOf(timeframes, timeframe),
      load: (page) => loadPage({ kind, id, symbol }, page),
      onChange: setState,
      now: Date.now,
    })
    setState(made.state)
    setTrail(made)
    const timer = following(made, kind === 'exchange')
    return () => {
      made.stop()
      clearInterval(timer)
    }
  }, [kind, id, symbol, timeframes, timeframe])
  const acts = useMemo(
    () => ({
      look: (view: ChartView) => void trail?.look(view),
      toNewest: () => void trail?.toNewest(),
    }),
    [trail],
  )
  return { ...state, ...acts }
}

function following(trail: CandleTrail, isLive: boolean) {
  void trail.follow()
  if (!isLive) return undefined
  return setInterval(() => {
    if (document.visibilityState === 'visible') void trail.follow()
  }, LOOK_EVERY_MS)
}

function unseen(level: Timeframe): TrailState {
  return { level, candles: NO_CANDLES, isLoading: true, problem: null, storedBecause: null }
}
