import type { AlertDesk } from '../../alerts/alert-desk.ts'
import type { EngineUpdate } from '../../contract/engine-view.ts'
import type { MarketSource } from '../../contract/setup.ts'
import type { MarketBook } from '../../domain/market-book.ts'
import type { PaperExchange } from '../../exchanges/paper/paper-exchange.ts'
import type { AuditLog } from '../../ports/audit-log.ts'
import type { CandleStore } from '../../ports/candle-store.ts'
import type { Clock } from '../../ports/clock.ts'
import type { ExchangeClient } from '../../ports/exchange-client.ts'
import type { KeyReport } from '../../ports/key-report.ts'
import type { LedgerStore } from '../../ports/ledger-store.ts'
import type { AccountRecord } from '../../storage/account-record.ts'
import type { AccountStores } from '../../storage/account-stores.ts'
import type { EngineListener } from '../engine-listener.ts'
import type { MarketClock } from '../market-clock.ts'
import type { Portfolio } from '../portfolio.ts'
import type { TradingEngine } from '../trading-engine.ts'
import type { OpenedFeed } from './open-feed.ts'

/** The parts of an open account, composed by `openAccount`. */
export interface SessionParts {
  readonly accountId: string
  readonly source: MarketSource
  readonly record: AccountRecord
  readonly stores: AccountStores
  readonly ledger: LedgerStore
  /** Of this account. */
  readonly audit: AuditLog
  readonly markets: MarketBook
  readonly candles: CandleStore
  readonly opened: OpenedFeed
  /** The simulated exchange, which trades on candles; null where orders go to a real one. */
  readonly paper: PaperExchange | null
  readonly exchange: ExchangeClient
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
  /** Through which people are told what happens; absent where nobody is. */
  readonly alerts?: AlertDesk | undefined
  /** What the exchange says of the account's key. */
  readonly keyTold?: (report: KeyReport) => void
  /** The account has to be opened again, since its exchange quotes finer prices than its books express. */
  readonly finerPrices?: () => void
}
