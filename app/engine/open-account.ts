import type { Money } from '../domain/amount.ts'
import type { Bot } from '../domain/bot.ts'
import { failure, type Problem, type Result, success } from '../domain/result.ts'
import { timeframeMs } from '../domain/timeframe.ts'
import { PaperExchange } from '../exchanges/paper/paper-exchange.ts'
import { DEFAULT_PAPER_RULES } from '../exchanges/paper/paper-rules.ts'
import type { Clock } from '../ports/clock.ts'
import type { LedgerStore, StoredBot } from '../ports/ledger-store.ts'
import { lateCandle } from '../risk/breakers/late-candle.ts'
import { staleMarket } from '../risk/breakers/stale-market.ts'
import type { AccountRecord } from '../storage/account-record.ts'
import { AccountStores } from '../storage/account-stores.ts'
import type { ProfilePaths } from '../storage/profile-paths.ts'
import { findStrategy } from '../strategy/strategy-catalog.ts'
import type { AccountDefinition } from './account-definition.ts'
import { AccountSession } from './account-session.ts'
import { BotRunner } from './bot-runner.ts'
import { DEFAULT_RISK_LIMITS } from './default-limits.ts'
import { MarketClock } from './market-clock.ts'
import { type OpenedFeed, openFeed } from './open-feed.ts'
import { Portfolio } from './portfolio.ts'
import type { SessionObservers } from './session-parts.ts'
import { TradingEngine } from './trading-engine.ts'

export interface AccountWishes {
  readonly definition: AccountDefinition
  readonly paths: ProfilePaths
  readonly wallClock: Clock
  readonly baseUrl: string | undefined
  readonly candlesPerSecond: number | undefined
  /** What a new account starts with; an existing one keeps its own. */
  readonly startingBalance: Money
  /** Added to the account, or put in place of its bot, and started. */
  readonly bot: Bot | null
  readonly observers: SessionObservers
}

/**
 * Opens an account, or makes it, and composes its engine. Throws a `StoreError` when its files cannot be used; answers
 * with a problem when its market cannot be opened.
 */
export async function openAccount(wishes: AccountWishes): Promise<Result<AccountSession, Problem>> {
  const { definition, paths } = wishes
  const stores = new AccountStores(paths.account(definition.id))
  try {
    const known = stores.loadRecord()
    const opened = await openFeed({
      source: definition.source,
      importsDirectory: paths.imports,
      baseUrl: wishes.baseUrl,
      clock: wishes.wallClock,
      knownMarket: known?.market,
      candlesPerSecond: wishes.candlesPerSecond,
    })
    if (!opened.ok) {
      stores.close()
      return failure(opened.error)
    }
    return success(compose(wishes, stores, opened.value, known))
  } catch (error) {
    stores.close()
    throw error
  }
}

function compose(
  wishes: AccountWishes,
  stores: AccountStores,
  opened: OpenedFeed,
  known: AccountRecord | undefined,
): AccountSession {
  const { wallClock, definition } = wishes
  const record = openRecord(wishes, stores, opened, known)
  const { market } = record
  const ledger = stores.ledger(market)
  const candles = stores.candles(market)
  const portfolio = new Portfolio(market, ledger)
  const marketClock = opened.kind === 'paced' ? new MarketClock(wallClock, 0) : null
  const clock = marketClock ?? wallClock
  const { timeframe } = opened.feed
  const exchange = new PaperExchange({
    market,
    rules: DEFAULT_PAPER_RULES,
    clock,
    timeframeMs: timeframeMs(timeframe),
    base: portfolio.base,
    quote: portfolio.cash,
  })
  const engine = new TradingEngine({
    market,
    timeframe,
    ledger,
    candles,
    exchange,
    clock,
    portfolio,
    breakers: [staleMarket, lateCandle],
    limits: DEFAULT_RISK_LIMITS,
    costRate: exchange.costRate,
    status: ledger.loadTradingStatus() ?? { state: 'active', reason: 'new account', since: 0 },
  })
  for (const stored of botsOf(ledger, wishes.bot)) addBot(engine, stored, record)
  const { observers } = wishes
  return new AccountSession({
    accountId: definition.id,
    record,
    stores,
    ledger,
    candles,
    opened,
    exchange,
    portfolio,
    engine,
    wallClock,
    marketClock,
    observers,
  })
}

/** The market's rules as they are now; the balance as it was when the account was opened. */
function openRecord(
  { definition, startingBalance, wallClock }: AccountWishes,
  stores: AccountStores,
  { feed, title }: OpenedFeed,
  known: AccountRecord | undefined,
): AccountRecord {
  const record: AccountRecord = {
    mode: definition.mode,
    title,
    startingBalance: known?.startingBalance ?? startingBalance,
    market: feed.market,
  }
  if (known === undefined) {
    const { quote } = feed.market
    stores.createAccount(record, {
      currency: quote,
      amount: startingBalance,
      time: wallClock.now(),
    })
  } else {
    stores.saveRecord(record)
  }
  return record
}

function botsOf(ledger: LedgerStore, wished: Bot | null): readonly StoredBot[] {
  if (wished !== null) ledger.saveBot({ bot: wished, status: 'running' })
  return ledger.loadBots()
}

function addBot(
  engine: TradingEngine,
  { bot, status }: StoredBot,
  { market }: AccountRecord,
): void {
  const definition = findStrategy(bot.strategyId)
  if (definition) engine.addBot(new BotRunner(bot, status, definition, market))
}
