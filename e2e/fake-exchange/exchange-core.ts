import { listedMarket } from './listed-market.ts'
import { LISTED_SYMBOLS, type ListedSymbol } from './listed-symbols.ts'
import { MarketClock } from './market-clock.ts'
import type { EngineRules } from './matching/engine-state.ts'
import { MatchingEngine } from './matching/matching-engine.ts'
import { ApiKeys } from './server/api-keys.ts'
import type { ExchangeConditions } from './server/exchange-conditions.ts'
import { SyntheticMarket } from './synthetic-market.ts'

export interface FakeExchangeOptions {
  /** Same seed, same market. */
  readonly seed?: number
  /** Market time at the start; the present when not given. */
  readonly startTime?: number
  /** How many times faster than real time: at 60 a one-minute candle closes every second. */
  readonly speed?: number
  readonly listed?: readonly ListedSymbol[]
  /** Real time, by which allowances are counted. */
  readonly wallNow?: () => number
}

/** What every fake exchange is made of, before it speaks any protocol. */
export class ExchangeCore {
  readonly clock: MarketClock
  readonly engine: MatchingEngine
  readonly market: SyntheticMarket
  readonly keys = new ApiKeys()
  readonly conditions: ExchangeConditions

  constructor(rules: EngineRules, options: FakeExchangeOptions) {
    const { seed = 1, speed = 1, listed = LISTED_SYMBOLS, wallNow = Date.now } = options
    this.clock = new MarketClock(options.startTime ?? wallNow(), speed)
    const now = () => this.clock.now()
    this.engine = new MatchingEngine({ now, ...rules })
    for (const one of listed) this.engine.list(listedMarket(one))
    this.market = new SyntheticMarket({ seed, listed, engine: this.engine, now })
    this.conditions = {
      clockSkewMs: 0,
      checksTimestamps: speed === 1,
      reads: { kind: 'fresh' },
      isInMaintenance: false,
    }
  }

  /** Right or wrong. */
  serverTime(): number {
    return this.clock.now() + this.conditions.clockSkewMs
  }
}
