import { useCallback, useEffect, useState } from 'react'
import type { Tickers } from '../../../app/contract/market-watch.ts'
import type { Answer, Problem } from '../../../app/contract/requests.ts'
import { request } from '../../api/request.ts'
import { usePolled } from '../../components/use-polled.ts'
import { keepEqual } from '../../stores/keep-equal.ts'

/** Four times a second is as often as anybody can read. */
const LOOK_EVERY_MS = 250

export type MarketPrice = {
  readonly last: number | null
  readonly changePercent: number | null
  readonly quoteVolume: number | null
  readonly heardAt: number | null
  readonly isOld: boolean
  readonly spark: readonly number[]
}

type Seen = Tickers & { readonly symbols: readonly string[] }

/** Prices of the rows in view. Those that scrolled away are kept until they come back. */
export function usePrices(exchangeId: string, inView: readonly string[]) {
  const key = inView.join()
  const ask = useCallback(async (): Promise<Answer<Seen>> => {
    const symbols = key === '' ? [] : key.split(',')
    const answer = await request('loadTickers', { exchangeId, inView: symbols })
    return answer.ok ? { ok: true, value: { ...answer.value, symbols } } : answer
  }, [exchangeId, key])
  const { value, problem } = usePolled(ask, LOOK_EVERY_MS)
  const [prices, setPrices] = useState<ReadonlyMap<string, MarketPrice>>(new Map())
  useEffect(() => {
    if (value) setPrices((before) => merged(before, value))
  }, [value])
  const trouble: Problem | null = problem ?? value?.trouble ?? null
  return { prices, trouble }
}

/** The same objects wherever nothing changed, so that rows need not be drawn again. */
function merged(before: ReadonlyMap<string, MarketPrice>, seen: Seen) {
  const after = new Map(before)
  for (const [index, symbol] of seen.symbols.entries()) {
    after.set(symbol, keepEqual(before.get(symbol) ?? NOTHING, priceAt(seen, index)))
  }
  return after
}

const NOTHING: MarketPrice = {
  ...{ last: null, changePercent: null, quoteVolume: null, heardAt: null },
  ...{ isOld: false, spark: [] },
}

function priceAt(seen: Seen, index: number): MarketPrice {
  return {
    last: seen.last[index] ?? null,
    changePercent: seen.changePercent[index] ?? null,
    quoteVolume: seen.quoteVolume[index] ?? null,
    heardAt: seen.heardAt[index] ?? null,
    isOld: seen.isOld[index] ?? false,
    spark: seen.sparks[index] ?? [],
  }
}
