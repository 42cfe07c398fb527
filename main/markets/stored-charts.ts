import { existsSync } from 'node:fs'
import type { CandleEdge, MarketCandles } from '../../app/contract/market-watch.ts'
import { AMOUNT_DECIMALS } from '../../app/domain/amount.ts'
import type { CandleArrays } from '../../app/domain/candle-arrays.ts'
import { type Timeframe, timeframeMs } from '../../app/domain/timeframe.ts'
import { CandleLibrary } from '../../app/storage/candles/candle-library.ts'
import { readPage } from '../../app/storage/candles/library-page.ts'
import type { SeriesKey } from '../../app/storage/candles/series-directory.ts'

export interface StoredPageWish {
  readonly exchange: string
  readonly symbol: string
  readonly timeframe: Timeframe
  readonly edge: CandleEdge
  readonly count: number
}

/** What the profile keeps of candles, for somebody who looks at them. */
export class StoredCharts {
  readonly #path: string
  #library: CandleLibrary | undefined

  constructor(path: string) {
    this.#path = path
  }

  /** Undefined where there is no such series. */
  page(wish: StoredPageWish): MarketCandles | undefined {
    const library = this.#opened()
    const arrays = library && readPage(library, keyOf(wish), wish)
    return arrays && floatsOf(arrays)
  }

  /** The same, where what is stored goes on beyond the edge: nobody else has to be asked then. */
  pageBeyond(wish: StoredPageWish): MarketCandles | undefined {
    const { edge } = wish
    const there = edge.kind === 'newest' ? undefined : this.#opened()?.span(keyOf(wish))
    if (there === undefined || edge.kind === 'newest') return undefined
    const lengthMs = timeframeMs(wish.timeframe)
    const goesOn =
      edge.kind === 'before'
        ? there.from < edge.time && edge.time - lengthMs <= there.to
        : there.from <= edge.time + lengthMs && edge.time < there.to
    const page = goesOn ? this.page(wish) : undefined
    return page === undefined || page.openTime.length === 0 ? undefined : page
  }

  close(): void {
    this.#library?.close()
    this.#library = undefined
  }

  /** Not made by looking at it. */
  #opened(): CandleLibrary | undefined {
    if (this.#library === undefined && existsSync(this.#path)) {
      this.#library = new CandleLibrary(this.#path)
    }
    return this.#library
  }
}

function keyOf({ exchange, symbol, timeframe }: StoredPageWish): SeriesKey {
  return { exchange, symbol, timeframeMs: timeframeMs(timeframe) }
}

function floatsOf({ priceDecimals, openTime, volume, ...columns }: CandleArrays): MarketCandles {
  const scale = 10 ** priceDecimals
  const prices = (column: Float64Array) => column.map((units) => units / scale)
  const { open, high, low, close } = columns
  return {
    // A part of a larger column would be sent with all of it.
    openTime: openTime.slice(),
    ...{ open: prices(open), high: prices(high), low: prices(low), close: prices(close) },
    volume: volume.map((units) => units / 10 ** AMOUNT_DECIMALS),
  }
}
