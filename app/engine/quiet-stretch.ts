import { CandleCursor, type CandleRun } from '../domain/candle-run.ts'
import type { Market } from '../domain/market.ts'
import type { CandleStore } from '../ports/candle-store.ts'
import type { BotRunner } from './bot-runner.ts'
import type { EngineListener } from './engine-listener.ts'
import type { Portfolio } from './portfolio.ts'

export interface QuietParts {
  readonly market: Market
  readonly portfolio: Portfolio
  readonly candles: CandleStore
  readonly runners: readonly BotRunner[]
  readonly listener: () => EngineListener
}

/**
 * Candles from which nothing follows but the equity at their close: no order is at work, and no bot thinks otherwise than at
 * the candle before. Most are like that, and what has to be looked at after the others costs more than all the rest.
 */
export class QuietStretch {
  readonly #parts: QuietParts
  readonly #candle = new CandleCursor()

  constructor(parts: QuietParts) {
    this.#parts = parts
  }

  /** Takes them from one place on. Returns the place of the first that is none; the size of the run where there is none. */
  pass(run: CandleRun, from: number): number {
    const { market, portfolio, candles, listener } = this.#parts
    const { symbol } = market
    const [first, ...others] = this.#parts.runners.filter(({ bot }) => bot.symbol === symbol)
    if (first?.canPass === false || others.some(({ canPass }) => !canPass)) return from
    const hearer = listener()
    const candle = this.#candle
    for (let place = from; place < run.size; place += 1) {
      run.show(place, candle)
      if (first?.passes(candle) === false || !allPass(others, candle)) return place
      portfolio.markAt(symbol, candle.close)
      const equity = portfolio.equity()
      candles.append(candle, equity)
      hearer.candleClosed(candle, equity)
    }
    return run.size
  }
}

function allPass(runners: readonly BotRunner[], candle: CandleCursor): boolean {
  let isQuiet = true
  for (const runner of runners) if (!runner.passes(candle)) isQuiet = false
  return isQuiet
}
