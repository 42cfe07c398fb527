import type { EngineUpdate } from '../contract/engine-view.ts'
import type { PaperExchange } from '../exchanges/paper/paper-exchange.ts'
import type { CandleStore } from '../ports/candle-store.ts'
import type { Clock } from '../ports/clock.ts'
import type { LedgerStore } from '../ports/ledger-store.ts'
import type { AccountRecord } from '../storage/account-record.ts'
import type { AccountStores } from '../storage/account-stores.ts'
import type { EngineListener } from './engine-listener.ts'
import type { MarketClock } from './market-clock.ts'
import type { OpenedFeed } from './open-feed.ts'
import type { Portfolio } from './portfolio.ts'
import type { TradingEngine } from './trading-engine.ts'

/** The parts of an open account, composed by `openAccount`. */
export interface SessionParts {
  readonly accountId: string
  readonly record: AccountRecord
  readonly stores: AccountStores
  readonly ledger: LedgerStore
  readonly candles: CandleStore
  readonly opened: OpenedFeed
  readonly exchange: PaperExchange
  readonly portfolio: Portfolio
  readonly engine: TradingEngine
  readonly wallClock: Clock
  /** The market's own time, where that is not the real one. */
  readonly marketClock: MarketClock | null
  readonly observers: SessionObservers
}

/** Who is told: the window through updates, the command line through the listener. */
export interface SessionObservers {
  readonly publish: (update: EngineUpdate) => void
  readonly listener: EngineListener
}
