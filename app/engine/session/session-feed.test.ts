import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { ChainedAuditLog } from '../../audit/chained-audit-log.ts'
import { candleFault } from '../../domain/candle.ts'
import {
  MINUTE_MS,
  money,
  price,
  quantity,
  SAMPLE_MARKET,
  sampleCandle,
} from '../../domain/sample-market.fixture.ts'
import { ManualClock } from '../../exchanges/manual-clock.ts'
import { PaperExchange } from '../../exchanges/paper/paper-exchange.ts'
import { PaperWallet } from '../../exchanges/paper/paper-wallet.ts'
import { ID_PREFIX } from '../../execution/client-order-id.ts'
import type { MarketListener, PacedMarketFeed } from '../../ports/market-feed.ts'
import { AccountStores } from '../../storage/account-stores.ts'
import { memoryProfileGuard } from '../../storage/memory-guard-store.ts'
import { executeIn } from '../../storage/raw-database.fixture.ts'
import { temporaryFolder } from '../../storage/temporary-folder.fixture.ts'
import { BotRunner } from '../bot-runner.ts'
import { NO_LISTENER } from '../engine-listener.ts'
import { LimitBook } from '../guard/limit-book.ts'
import { MarketClock } from '../market-clock.ts'
import { Portfolio } from '../portfolio.ts'
import {
  NO_COSTS,
  OPENING,
  PLANNED_BOT,
  plannedStrategy,
  type Step,
} from '../trading-bench.fixture.ts'
import { TradingEngine } from '../trading-engine.ts'
import { AccountSession } from './account-session.ts'
import { reconciled } from './profile-bench.fixture.ts'

/** A feed that sends what the test hands it, and remembers from where it was asked to go on. */
class ScriptedFeed implements PacedMarketFeed {
  readonly market = SAMPLE_MARKET
  readonly timeframe = '1m'
  readonly starts: (number | null)[] = []
  listener: MarketListener | null = null

  async loadHistory() {
    return []
  }

  start(listener: MarketListener, afterOpenTime: number | null): void {
    this.starts.push(afterOpenTime)
    this.listener = listener
    listener.onStatus({ state: 'running', message: '' })
  }

  stop(): void {
    this.listener = null
  }

  setPace(): void {
    this.stop()
  }
}

async function openedSession(plan: Readonly<Record<number, Step>>) {
  const directory = temporaryFolder()
  const stores = new AccountStores(directory)
  const startingBalance = money('10000')
  const record = {
    mode: 'demo',
    title: 'test',
    startingBalance,
    idPrefix: ID_PREFIX,
    market: SAMPLE_MARKET,
  } as const
  stores.createAccount(record, [OPENING], 0)
  const { markets } = stores
  const ledger = stores.ledger()
  const candles = stores.candles(SAMPLE_MARKET)
  const portfolio = new Portfolio({ currency: 'USDT', markets, store: ledger })
  const wallClock = new ManualClock(0)
  const marketClock = new MarketClock(wallClock, 0)
  const exchange = new PaperExchange({
    market: SAMPLE_MARKET,
    rules: NO_COSTS,
    clock: marketClock,
    timeframeMs: MINUTE_MS,
    wallet: new PaperWallet(portfolio.balances()),
  })
  const audit = new ChainedAuditLog(stores.audit(), wallClock)
  const engine = new TradingEngine({
    market: SAMPLE_MARKET,
    markets,
    timeframe: '1m',
    idPrefix: ID_PREFIX,
    timer: wallClock,
    ledger,
    audit,
    profile: memoryProfileGuard(audit),
    process: null,
    candles,
    exchange,
    clock: marketClock,
    portfolio,
    breakers: [],
    limits: new LimitBook(),
    costRate: exchange.costRate,
    status: { state: 'active', reason: '', since: 0 },
  })
  engine.addBot(new BotRunner(PLANNED_BOT, 'running', plannedStrategy(plan), SAMPLE_MARKET))
  const feed = new ScriptedFeed()
  const session = new AccountSession({
    accountId: 'test',
    source: { kind: 'demo', seed: 7 },
    record,
    stores,
    ledger,
    audit,
    markets,
    candles,
    opened: { kind: 'paced', feed, candlesPerSecond: 1, title: 'test' },
    paper: exchange,
    exchange,
    portfolio,
    engine,
    wallClock,
    marketClock,
    observers: { publish: () => undefined, listener: NO_LISTENER },
  })
  onTestFinished(() => session.close())
  await session.start()
  await reconciled(session)
  return { directory, session, feed, ledger, candles, engine }
}

/** A tenth of one coin's volume is what an order gets of a candle. */
const THIN = { volume: quantity('0.1') }

describe('a candle that comes again after the store had failed', () => {
  it('is stored, and not traded on twice', async () => {
    const { directory, session, feed, ledger, candles, engine } = await openedSession({
      0: 'enter',
    })
    feed.listener?.onCandle(sampleCandle(0, '30000'), true)
    const market = join(directory, 'market.db')
    executeIn(
      market,
      "CREATE TRIGGER fault BEFORE INSERT ON candle_tail BEGIN SELECT RAISE(ABORT, 'no'); END",
    )
    feed.listener?.onCandle(sampleCandle(1, '30000', THIN), true)
    expect(engine.stalled).toBe(true)
    expect(feed.listener).toBeNull()
    expect(ledger.loadFills()).toHaveLength(1)

    executeIn(market, 'DROP TRIGGER fault')
    session.resume()
    expect(feed.starts).toEqual([null, sampleCandle(0, '1').openTime])
    feed.listener?.onCandle(sampleCandle(1, '30000', THIN), true)
    expect(ledger.loadFills()).toHaveLength(1)
    expect(candles.loadRecentCandles(9)).toHaveLength(2)
    feed.listener?.onCandle(sampleCandle(2, '30000', THIN), true)
    expect(ledger.loadFills()).toHaveLength(2)
  })
})

describe('a candle that makes no sense', () => {
  it('is seen by neither the exchange nor the engine', async () => {
    const { feed, ledger, candles } = await openedSession({ 0: 'enter' })
    feed.listener?.onCandle(sampleCandle(0, '30000'), true)
    const absurd = sampleCandle(1, '30000', { open: price('0'), low: price('0') })
    expect(candleFault(absurd)).toBeDefined()
    feed.listener?.onCandle(absurd, true)
    expect(ledger.loadFills()).toEqual([])
    expect(candles.loadRecentCandles(9)).toHaveLength(1)
    feed.listener?.onCandle(sampleCandle(1, '30000'), true)
    expect(ledger.loadFills()).toHaveLength(1)
  })
})

describe('a candle that still forms', () => {
  it('fills a waiting order, and decides nothing', async () => {
    const { feed, ledger, candles } = await openedSession({ 0: 'enter', 1: 'exit' })
    feed.listener?.onCandle(sampleCandle(0, '30000'), true)
    feed.listener?.onCandle(sampleCandle(1, '30100'), false)
    expect(ledger.loadFills()).toMatchObject([{ price: price('30100') }])
    expect(ledger.loadRecentOrders(9)).toHaveLength(1)
    expect(candles.loadRecentCandles(9)).toHaveLength(1)
    feed.listener?.onCandle(sampleCandle(1, '30100'), true)
    expect(ledger.loadRecentOrders(9)).toHaveLength(2)
  })
})

it('does not go back to a candle that was seen already', async () => {
  const { feed, candles } = await openedSession({})
  for (const index of [0, 1, 0, 1, 2]) feed.listener?.onCandle(sampleCandle(index, '30000'), true)
  expect(candles.loadRecentCandles(9)).toHaveLength(3)
})
