import type { Money } from '../domain/amount.ts'
import type { Bot } from '../domain/bot.ts'
import { failure, type Problem, type Result, success } from '../domain/result.ts'
import { timeframeMs } from '../domain/timeframe.ts'
import { PaperExchange } from '../exchanges/paper/paper-exchange.ts'
import { DEFAULT_PAPER_RULES } from '../exchanges/paper/paper-rules.ts'
import type { Clock } from '../ports/clock.ts'
import { lateCandle } from '../risk/breakers/late-candle.ts'
import { staleMarket } from '../risk/breakers/stale-market.ts'
import type { AccountRecord } from '../storage/account-record.ts'
import { AccountStores } from '../storage/account-stores.ts'
import type { ProfilePaths } from '../storage/profile-paths.ts'
import type { AccountDefinition } from './account-definition.ts'
import { AccountSession } from './account-session.ts'
import { BotRunner } from './bot-runner.ts'
import { DEFAULT_RISK_LIMITS } from './default-limits.ts'
import { MarketClock } from './market-clock.ts'
import { type OpenedFeed, openFeed } from './open-feed.ts'
import { Portfolio } from './portfolio.ts'
import type { SessionObservers } from './session-parts.ts'
import { TradingEngine } from './trading-engine.ts'
import { strategyOf } from './unavailable-strategy.ts'

export interface AccountWishes {
  readonly definition: AccountDefinition
  readonly paths: ProfilePaths
  readonly wallClock: Clock
  readonly baseUrl: string | undefined
  readonly candlesPerSecond: number | undefined
  readonly observers: SessionObservers
}

/** What is put into an account when it is opened. */
export interface AccountContents {
  /** What a new account starts with; an existing one keeps its own. */
  readonly startingBalance: Money
  /** Added to the account, or put in place of its bot, and started; with null, the account keeps the bots it has. */
  readonly bot: Bot | null
}

/** An account whose files and market can be used; nothing in it has been changed, and nothing runs. */
export interface PreparedAccount {
  readonly wishes: AccountWishes
  readonly opened: OpenedFeed
  /** Absent while the account is still to be made. To be closed by whoever does not compose the account after all. */
  readonly stores: AccountStores | undefined
  readonly record: AccountRecord | undefined
  /** The one that it has already. */
  readonly bot: Bot | null
}

/**
 * Finds out whether an account can be opened. Throws a `StoreError` when its files cannot be used; answers with a problem
 * when its market cannot be opened.
 */
export async function prepareAccount(
  wishes: AccountWishes,
): Promise<Result<PreparedAccount, Problem>> {
  const { definition, paths } = wishes
  const exists = paths.hasAccount(definition.id)
  const stores = exists ? new AccountStores(paths.account(definition.id)) : undefined
  try {
    const record = stores?.loadRecord()
    const bot = (record && stores?.ledger(record.market).loadBots()[0]?.bot) ?? null
    const opened = await openFeed({
      source: definition.source,
      importsDirectory: paths.imports,
      baseUrl: wishes.baseUrl,
      clock: wishes.wallClock,
      knownMarket: record?.market,
      candlesPerSecond: wishes.candlesPerSecond,
    })
    if (opened.ok) return success({ wishes, opened: opened.value, stores, record, bot })
    stores?.close()
    return failure(opened.error)
  } catch (error) {
    stores?.close()
    throw error
  }
}

/** Opens a prepared account, or makes it, and composes its engine. Throws a `StoreError` when its files cannot be used. */
export function composeAccount(
  prepared: PreparedAccount,
  contents: AccountContents,
): AccountSession {
  const { wishes, opened } = prepared
  const stores = prepared.stores ?? new AccountStores(wishes.paths.account(wishes.definition.id))
  try {
    return compose(wishes, stores, opened, writeContents(prepared, contents, stores))
  } catch (error) {
    stores.close()
    throw error
  }
}

function compose(
  { definition, wallClock, observers }: AccountWishes,
  stores: AccountStores,
  opened: OpenedFeed,
  record: AccountRecord,
): AccountSession {
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
  for (const { bot, status } of ledger.loadBots()) {
    engine.addBot(new BotRunner(bot, status, strategyOf(bot.strategyId, bot.parameters), market))
  }
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

/** Makes an account that is to take the place of the prepared one, beside it. */
export function makeReplacement(
  prepared: PreparedAccount,
  contents: AccountContents,
): PreparedAccount {
  const { wishes, opened, bot } = prepared
  const anew = { wishes, opened, bot, stores: undefined, record: undefined }
  const stores = new AccountStores(wishes.paths.clearNewAccount(wishes.definition.id))
  try {
    return { ...anew, record: writeContents(anew, contents, stores) }
  } finally {
    stores.close()
  }
}

/** The record with the market's rules as they are now; a balance is deposited when the account is new. */
function writeContents(
  prepared: PreparedAccount,
  { startingBalance, bot }: AccountContents,
  stores: AccountStores,
): AccountRecord {
  const { feed, title } = prepared.opened
  const record: AccountRecord = {
    mode: prepared.wishes.definition.mode,
    title,
    startingBalance: prepared.record?.startingBalance ?? startingBalance,
    market: feed.market,
  }
  if (prepared.record === undefined) {
    const time = prepared.wishes.wallClock.now()
    stores.createAccount(record, { currency: feed.market.quote, amount: startingBalance, time })
  } else {
    stores.saveRecord(record)
  }
  if (bot !== null) stores.ledger(feed.market).saveBot({ bot, status: 'running' })
  return record
}
