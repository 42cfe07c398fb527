import type { AuditAnchor } from '../../audit/audit-anchor.ts'
import { ChainedAuditLog } from '../../audit/chained-audit-log.ts'
import { add, type Money, quantityOf, type Rate, ZERO_MONEY } from '../../domain/amount.ts'
import { assert } from '../../domain/assert.ts'
import type { Bot } from '../../domain/bot.ts'
import type { Market } from '../../domain/market.ts'
import { MarketBook } from '../../domain/market-book.ts'
import { notional } from '../../domain/price.ts'
import { failure, type Problem, type Result, success } from '../../domain/result.ts'
import type { RiskLimits } from '../../domain/risk-limits.ts'
import { type Timeframe, timeframeMs } from '../../domain/timeframe.ts'
import type { Transfer } from '../../domain/transfer.ts'
import { PaperExchange } from '../../exchanges/paper/paper-exchange.ts'
import { DEFAULT_PAPER_RULES } from '../../exchanges/paper/paper-rules.ts'
import { PaperWallet } from '../../exchanges/paper/paper-wallet.ts'
import { ID_PREFIX } from '../../execution/client-order-id.ts'
import { measuredMethods } from '../../monitoring/measured-methods.ts'
import type { Clock } from '../../ports/clock.ts'
import type { ProfileGuard } from '../../ports/guard-store.ts'
import type { KeySource } from '../../ports/key-source.ts'
import type { Measured } from '../../ports/measured.ts'
import type { ProcessMonitor } from '../../ports/process-monitor.ts'
import { breakersFor } from '../../risk/all-breakers.ts'
import type { AccountRecord } from '../../storage/account-record.ts'
import { AccountStores } from '../../storage/account-stores.ts'
import type { ProfilePaths } from '../../storage/profile-paths.ts'
import { BotRunner } from '../bot-runner.ts'
import { type LimitsChange, writeLimits } from '../guard/bot-limits.ts'
import { startingLimits } from '../guard/default-limits.ts'
import { LimitBook } from '../guard/limit-book.ts'
import {
  NO_PROFILE_CHANGES,
  type RiskProfileChanges,
  writeProfileChanges,
} from '../guard/risk-profile-changes.ts'
import { MarketClock } from '../market-clock.ts'
import { Portfolio } from '../portfolio.ts'
import { TradingEngine } from '../trading-engine.ts'
import { strategyOf } from '../unavailable-strategy.ts'
import type { AccountDefinition } from './account-definition.ts'
import { AccountSession } from './account-session.ts'
import { type OpenedFeed, type Opening, openFeed } from './open-feed.ts'
import type { SessionObservers } from './session-parts.ts'

const NO_COST = 0 as Rate
const TAG_LENGTH = 4

/** What is on disk when it returns. */
const COMMITS = [
  ...([
    'insertOrders',
    'updateOrder',
    'updateOrders',
    'bookFill',
    'valueFees',
    'appendTransfers',
    'appendDecision',
  ] as const),
  ...([
    'saveBot',
    'saveLimits',
    'saveTradingStatus',
    'saveDrift',
    'saveMarket',
    'saveReconciledAt',
  ] as const),
]

export interface AccountWishes {
  readonly definition: AccountDefinition
  readonly paths: ProfilePaths
  readonly wallClock: Clock
  readonly baseUrl: string | undefined
  readonly candlesPerSecond: number | undefined
  readonly keys: KeySource
  /** What holds for all accounts of the profile. */
  readonly globalLimits: RiskLimits
  readonly observers: SessionObservers
  readonly measured: Measured
  /** What holds for all accounts. */
  readonly profile: ProfileGuard
  /** Of the process; null where nobody watches it. */
  readonly monitor: ProcessMonitor | null
  /** Of the account's audit log; absent where no checkpoints are kept. */
  readonly anchor: AuditAnchor | undefined
}

/** What is put into an account when it is opened. */
export interface AccountContents {
  /** What a new simulated account starts with; an existing one keeps its own, and an exchange has what it has. */
  readonly startingBalance: Money
  /** Added to the account, or put in place of those with their ids, and started. */
  readonly bots: readonly Bot[]
  /** Taken out of the account, but for its history. */
  readonly removedBot?: Bot
  /** Of bots: written down before anything happens; absent where they keep what they have. */
  readonly botLimits?: readonly LimitsChange[]
  /** Of the account, likewise. */
  readonly riskProfile?: RiskProfileChanges
}

/** An account whose files and market can be used; nothing in it has been changed, and nothing runs. */
export interface PreparedAccount {
  readonly wishes: AccountWishes
  readonly opened: OpenedFeed
  /** Absent while the account is still to be made. To be closed by whoever does not compose the account after all. */
  readonly stores: AccountStores | undefined
  /** The account's markets, which what was opened counts prices by. */
  readonly markets: MarketBook
  readonly record: AccountRecord | undefined
  /** Those that it has already. */
  readonly bots: readonly Bot[]
  /** By those, and by bots that were removed. */
  readonly takenIds: readonly string[]
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
    const markets = stores?.markets ?? new MarketBook()
    const stored = stores?.ledger().loadBots() ?? []
    const bots = stored.filter(({ status }) => status !== 'removed').map(({ bot }) => bot)
    const takenIds = stored.map(({ bot }) => bot.id)
    const opened = await openFeed({
      source: definition.source,
      importsDirectory: paths.imports,
      baseUrl: wishes.baseUrl,
      clock: wishes.wallClock,
      knownMarket: record?.market,
      candlesPerSecond: wishes.candlesPerSecond,
      keys: wishes.keys,
      measured: wishes.measured,
      markets,
    })
    if (opened.ok) {
      const parts = { opened: opened.value, stores, markets, record, bots, takenIds }
      return success({ wishes, ...parts })
    }
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
  const stores =
    prepared.stores ??
    new AccountStores(wishes.paths.account(wishes.definition.id), prepared.markets)
  try {
    return compose(wishes, stores, opened, writeContents(prepared, contents, stores))
  } catch (error) {
    stores.close()
    throw error
  }
}

function compose(
  {
    definition,
    wallClock,
    observers: told,
    measured,
    globalLimits,
    profile,
    monitor,
    anchor,
  }: AccountWishes,
  stores: AccountStores,
  opened: OpenedFeed,
  record: AccountRecord,
): AccountSession {
  const { market } = record
  const { markets } = stores
  const ledger = measuredMethods(stores.ledger(), { name: 'ledger', methods: COMMITS, measured })
  const audit = new ChainedAuditLog(stores.audit(), wallClock, anchor)
  const observers = { ...told, publish: measured('updates.publish', told.publish) }
  const { timeframe } = opened.feed
  const series = definition.isShared
    ? stores.seriesCandles(market, timeframe)
    : stores.candles(market)
  const candles = measuredMethods(series, { name: 'candles', methods: ['append'], measured })
  const portfolio = new Portfolio({ currency: market.quote, markets, store: ledger })
  const marketClock = opened.kind === 'paced' ? new MarketClock(wallClock, 0) : null
  const clock = marketClock ?? wallClock
  const trading = opened.kind === 'live' ? opened.trading : null
  const openedAt = ledger.loadTransfers()[0]?.time ?? clock.now()
  const price = candles.loadRecentCandles(1)[0]?.close ?? trading?.opening?.price
  if (price !== undefined) portfolio.recallPrice(market.symbol, price)
  const paper = trading === null ? paperExchange(market, timeframe, clock, portfolio) : null
  const exchange = trading?.client ?? paper
  assert(exchange !== null, 'orders go to one exchange or the other')
  const engine = new TradingEngine({
    market,
    markets,
    timeframe,
    idPrefix: record.idPrefix,
    measured,
    ledger,
    audit,
    profile,
    process: monitor,
    candles,
    exchange,
    clock,
    timer: wallClock,
    portfolio,
    breakers: breakersFor({
      hasExchangeClock: trading !== null,
      hasBook: trading !== null,
      isProcessWatched: monitor !== null,
    }),
    limits: new LimitBook(
      [['global', globalLimits], ...ledger.loadLimits()],
      startingLimits(record.mode),
      () => clock.now() - openedAt,
    ),
    costRate: trading?.costRate ?? paper?.costRate ?? NO_COST,
    status: ledger.loadTradingStatus() ?? { state: 'active', reason: 'new account', since: 0 },
  })
  for (const { bot, status } of ledger.loadBots()) {
    if (status === 'removed') continue
    if (bot.symbol !== market.symbol || bot.timeframe !== timeframe) continue
    engine.addBot(new BotRunner(bot, status, strategyOf(bot.strategyId, bot.parameters), market))
  }
  return new AccountSession({
    accountId: definition.id,
    source: definition.source,
    record,
    stores,
    ledger,
    audit,
    markets,
    candles,
    opened,
    paper,
    exchange,
    portfolio,
    engine,
    wallClock,
    marketClock,
    observers,
  })
}

function paperExchange(
  market: Market,
  timeframe: Timeframe,
  clock: Clock,
  portfolio: Portfolio,
): PaperExchange {
  return new PaperExchange({
    market,
    rules: DEFAULT_PAPER_RULES,
    clock,
    timeframeMs: timeframeMs(timeframe),
    wallet: new PaperWallet(portfolio.balances()),
  })
}

/** Makes an account that is to take the place of the prepared one, beside it. */
export function makeReplacement(
  prepared: PreparedAccount,
  contents: AccountContents,
): PreparedAccount {
  const { wishes, markets } = prepared
  const anew = { ...prepared, stores: undefined, record: undefined }
  const stores = new AccountStores(wishes.paths.clearNewAccount(wishes.definition.id), markets)
  try {
    return { ...anew, record: writeContents(anew, contents, stores) }
  } finally {
    stores.close()
  }
}

/** The record with the market's rules as they are now; a balance is booked when the account is new. */
function writeContents(
  prepared: PreparedAccount,
  contents: AccountContents,
  stores: AccountStores,
): AccountRecord {
  const { startingBalance, bots, removedBot, botLimits = [] } = contents
  const { opened, wishes } = prepared
  const { feed, title } = opened
  const { market } = feed
  const time = wishes.wallClock.now()
  const opening = opened.kind === 'live' ? (opened.trading?.opening ?? null) : null
  const record: AccountRecord = {
    mode: wishes.definition.mode,
    title,
    startingBalance:
      prepared.record?.startingBalance ?? (opening ? worth(opening, market) : startingBalance),
    idPrefix: prepared.record?.idPrefix ?? idPrefix(wishes.definition.isShared, time),
    market,
  }
  const others = opened.kind === 'live' ? (opened.trading?.otherMarkets ?? []) : []
  if (prepared.record !== undefined) stores.saveRecord(record, others)
  else if (opening) stores.createAccount(record, openingTransfers(opening), opening.time)
  else stores.createAccount(record, [simulatedDeposit(market, startingBalance, time)], time)
  for (const bot of bots) stores.ledger().saveBot({ bot, status: 'running' })
  if (removedBot) stores.ledger().saveBot({ bot: removedBot, status: 'removed' })
  const audit = new ChainedAuditLog(stores.audit(), wishes.wallClock, wishes.anchor)
  writeLimits(botLimits, stores.ledger(), audit)
  writeProfileChanges(contents.riskProfile ?? NO_PROFILE_CHANGES, stores.ledger(), audit)
  return record
}

/** Two profiles may trade in one account at an exchange: each knows its own orders by how their ids begin. */
function idPrefix(isShared: boolean, time: number): string {
  if (!isShared) return ID_PREFIX
  const tag = Math.floor(time / 1_000) % 36 ** TAG_LENGTH
  return `${ID_PREFIX}${tag.toString(36).padStart(TAG_LENGTH, '0')}`
}

function simulatedDeposit({ quote }: Market, amount: Money, time: number): Transfer {
  return { reference: `opening-${quote}`, kind: 'opening', currency: quote, amount, time }
}

function openingTransfers({ balances, time }: Opening): readonly Transfer[] {
  return balances.map(({ currency, total }) => ({
    reference: `opening-${currency}`,
    kind: 'opening',
    currency,
    amount: total,
    time,
  }))
}

function worth({ balances, price }: Opening, market: Market): Money {
  const total = (currency: string) =>
    balances.find((balance) => balance.currency === currency)?.total ?? ZERO_MONEY
  return add(total(market.quote), notional(market, price, quantityOf(total(market.base)), 'down'))
}
