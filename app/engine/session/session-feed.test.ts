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
import { BREAKERS } from '../../risk/all-breakers.ts'
import type { CircuitBreaker } from '../../risk/circuit-breaker.ts'
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

async function openedSession(
  plan: Readonly<Record<number, Step>>,
  breakers: readonly CircuitBreaker[] = [],
) {
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
    breakers,
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
  return { directory, session, feed, ledger, candles, engine, wallClock, portfolio }
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

describe('a candle that the exchange has revised', () => {
  it('is put right and told of, and what was decided on it stands', async () => {
    const { feed, ledger, candles } = await openedSession({ 0: 'enter' })
    const [before, after] = [sampleCandle(0, '30000'), sampleCandle(0, '30100')]
    feed.listener?.onCandle(before, true)
    feed.listener?.onCandle(sampleCandle(1, '30000'), true)
    const orders = ledger.loadRecentOrders(9)
    feed.listener?.onRevised?.([{ before, after }])
    expect(candles.loadRecentCandles(9)).toEqual([after, sampleCandle(1, '30000')])
    expect(ledger.loadRecentOrders(9)).toEqual(orders)
    const [told] = ledger
      .loadRecentDecisions(9)
      .filter(({ reason }) => reason === 'the exchange has revised candles')
    expect(told?.detail).toContain('30000')
    expect(told?.detail).toContain('30100')
  })

  it('is left as it was where the new one makes no sense', async () => {
    const { feed, candles } = await openedSession({})
    const before = sampleCandle(0, '30000')
    feed.listener?.onCandle(before, true)
    const after = sampleCandle(0, '30000', { low: price('0') })
    feed.listener?.onRevised?.([{ before, after }])
    expect(candles.loadRecentCandles(9)).toEqual([before])
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

describe('the price of a candle that still forms', () => {
  /** A bot that bought a quarter of the account at 30,000, and an account in which no order waits. */
  async function heldSession() {
    const session = await openedSession({ 0: 'enter' }, [BREAKERS['price-jump'], BREAKERS.drawdown])
    session.feed.listener?.onCandle(sampleCandle(0, '30000'), true)
    session.feed.listener?.onCandle(sampleCandle(1, '30000'), true)
    expect(session.engine.tracker.openCount).toBe(0)
    expect(session.portfolio.heldIn('BTC/USDT')).toBeGreaterThan(0)
    session.wallClock.advance(1_000)
    const trips = () => session.engine.guard.trips.map(({ name }) => name)
    const forms = (close: string) =>
      session.feed.listener?.onCandle(sampleCandle(2, close, { low: price('1') }), false)
    return { ...session, trips, forms }
  }

  it('trips what judges it, although no order waits for it', async () => {
    const { trips, forms } = await heldSession()
    forms('26999')
    expect(trips()).toEqual(['price-jump'])
  })

  it('is judged with what the account is worth by it', async () => {
    const { trips, forms } = await heldSession()
    forms('1')
    expect(trips()).toEqual(['price-jump', 'drawdown'])
  })

  it('is told once a second, the newest of those that came meanwhile', async () => {
    const { portfolio, wallClock, forms } = await heldSession()
    const mark = () => portfolio.mark('BTC/USDT')
    forms('30001')
    expect(mark()).toBe(price('30001'))
    forms('30002')
    wallClock.advance(999)
    forms('30003')
    expect(mark()).toBe(price('30001'))
    wallClock.advance(1)
    expect(mark()).toBe(price('30003'))
  })

  it('is forgotten once its candle has closed, or the market is left', async () => {
    const { session, portfolio, wallClock, feed, forms } = await heldSession()
    const mark = () => portfolio.mark('BTC/USDT')
    forms('30001')
    forms('30002')
    feed.listener?.onCandle(sampleCandle(2, '30003'), true)
    wallClock.advance(1_000)
    expect(mark()).toBe(price('30003'))
    forms('30004')
    forms('30005')
    session.close()
    wallClock.advance(1_000)
    expect(mark()).toBe(price('30004'))
  })
})

it('does not go back to a candle that was seen already', async () => {
  const { feed, candles } = await openedSession({})
  for (const index of [0, 1, 0, 1, 2]) feed.listener?.onCandle(sampleCandle(index, '30000'), true)
  expect(candles.loadRecentCandles(9)).toHaveLength(3)
})
