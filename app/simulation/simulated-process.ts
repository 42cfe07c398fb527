import { ChainedAuditLog } from '../audit/chained-audit-log.ts'
import { floorToStep, type Money, moneyOf } from '../domain/amount.ts'
import { MarketBook } from '../domain/market-book.ts'
import { notional } from '../domain/price.ts'
import { NO_LIMITS } from '../domain/risk-limits.ts'
import { BotRunner } from '../engine/bot-runner.ts'
import { NO_LISTENER } from '../engine/engine-listener.ts'
import { LimitBook } from '../engine/guard/limit-book.ts'
import { MANUAL_BOT } from '../engine/orders/place-ticket.ts'
import { Portfolio } from '../engine/portfolio.ts'
import { Heartbeat } from '../engine/session/heartbeat.ts'
import { warmUp } from '../engine/session/warm-up.ts'
import { TradingEngine } from '../engine/trading-engine.ts'
import { breakersFor } from '../risk/all-breakers.ts'
import { memoryProfileGuard } from '../storage/memory-guard-store.ts'
import { findStrategy } from '../strategy/strategy-catalog.ts'
import { CrashSafeCandles } from './crash-safe-candles.ts'
import { ProcessChecks } from './process-checks.ts'
import { RANDOM_STRATEGY } from './random-strategy.ts'
import { auditOnDisk } from './simulated-audit.ts'
import { SimulatedClient } from './simulated-client.ts'
import { SimulatedDisk } from './simulated-disk.ts'
import type { SimulatedLife } from './simulated-life.ts'
import { BOT_MARKET, SIMULATED_MARKETS } from './simulated-markets.ts'
import { BOTS, COST_RATE, ID_PREFIX, LIMITS, type World } from './world.ts'

const CANDLE_MS = 60_000

/** Cryptobot as it runs for one life: the real engine, composed from the disk. */
export class SimulatedProcess {
  readonly life: SimulatedLife
  readonly client: SimulatedClient
  readonly engine: TradingEngine
  readonly checks: ProcessChecks
  readonly #world: World
  readonly #candles: CrashSafeCandles
  readonly #portfolio: Portfolio
  readonly #heartbeat: Heartbeat

  /** Throws a `StoreError` when the disk cannot be read. */
  constructor(world: World, life: SimulatedLife) {
    this.#world = world
    this.life = life
    const { exchange, reads, network, profile, faults, note, sabotage, disk: state } = world
    const ledger = sabotage.ledger(
      new SimulatedDisk({
        ...{ durable: world.ledger, state, life, note },
        waiting: ({ clientOrderId, intent }) => world.waited.set(clientOrderId, intent),
        concluded: (order) => world.checkAbsence(order.clientOrderId),
      }),
    )
    this.client = new SimulatedClient({
      ...{ life, exchange, reads, network, profile, faults, note },
      clockErrorMs: () => world.clockErrorMs,
      sending: (request, rivalId) => this.checks.sending(request, rivalId),
      cancelling: (reference) => world.noteCancel(reference),
      told: (news) => this.checks.told(news),
      answered: (question) => this.checks.answered(question),
    })
    this.#candles = new CrashSafeCandles(world.candles, state, life)
    const markets = new MarketBook(SIMULATED_MARKETS)
    this.#portfolio = new Portfolio({ currency: BOT_MARKET.quote, markets, store: ledger })
    const status = ledger.loadTradingStatus() ?? { state: 'active', reason: 'new', since: 0 }
    this.engine = new TradingEngine({
      market: BOT_MARKET,
      markets,
      timeframe: '1m',
      idPrefix: ID_PREFIX,
      ledger,
      audit: new ChainedAuditLog(auditOnDisk(world.audit, { state, life }), life),
      profile: memoryProfileGuard(new ChainedAuditLog(world.audit, life)),
      process: null,
      candles: this.#candles,
      exchange: sabotage.client(this.client),
      clock: life,
      timer: life,
      portfolio: this.#portfolio,
      breakers: breakersFor({ hasExchangeClock: false, hasBook: false, isProcessWatched: false }),
      limits: limitBook(),
      costRate: COST_RATE,
      status,
      listener: NO_LISTENER,
    })
    this.checks = new ProcessChecks({
      world,
      life,
      engine: this.engine,
      portfolio: this.#portfolio,
    })
    this.#heartbeat = new Heartbeat({
      exchange: this.client,
      wallClock: life,
      isNeeded: () => !this.engine.stalled && this.engine.letsOrdersRest,
    })
    for (const { bot, status: botStatus } of ledger.loadBots()) {
      if (botStatus === 'removed') continue
      const definition = findStrategy(bot.strategyId) ?? RANDOM_STRATEGY
      this.engine.addBot(new BotRunner(bot, botStatus, definition, BOT_MARKET))
    }
  }

  /** As an account's session does it: what is known, start-up reconciliation, then the market. */
  start(): void {
    const last = this.#candles.loadRecentCandles(1)[0]
    if (last) {
      for (const runner of this.engine.runners) warmUp(runner, this.#candles, CANDLE_MS)
      this.#portfolio.markAt(BOT_MARKET.symbol, last.close)
    }
    this.engine.open()
    this.#heartbeat.start()
    this.#feed()
  }

  /** What the bots and the hand hold, and an order could sell. */
  held(): readonly string[] {
    const holders = [...BOTS, MANUAL_BOT]
    return SIMULATED_MARKETS.flatMap((market) =>
      holders.flatMap((botId) => {
        const { quantity } = this.#portfolio.position(botId, market.symbol)
        const whole = floorToStep(quantity, market.quantityStep)
        const worth = notional(market, this.#world.exchange.price(market.symbol), whole, 'down')
        const isSellable = whole >= market.quantityMin && worth >= market.notionalMin
        return whole > 0 && isSellable ? [`${quantity} ${market.base} of ${botId}`] : []
      }),
    )
  }

  /** What each of them holds of a currency. */
  positions(): readonly (readonly [currency: string, quantity: Money])[] {
    const holders = [...BOTS, MANUAL_BOT]
    return SIMULATED_MARKETS.flatMap(({ symbol, base }) =>
      holders.map(
        (botId) => [base, moneyOf(this.#portfolio.position(botId, symbol).quantity)] as const,
      ),
    )
  }

  /** Every candle that is not stored yet, oldest first. */
  hearMarket(): void {
    const stored = this.#candles.loadRecentCandles(1)[0]?.openTime ?? 0
    for (const candle of this.#world.market) {
      if (this.engine.stalled || !this.life.isAlive) return
      if (candle.openTime > stored) this.engine.enqueue({ kind: 'candle', candle })
    }
  }

  /** Takes up again what a failing store had stopped, too. */
  resume(): void {
    const wasStalled = this.engine.stalled
    this.engine.enqueue({ kind: 'resume' })
    if (!wasStalled || this.engine.stalled) return
    this.engine.reconcile('by hand')
    this.#feed()
  }

  #feed(): void {
    this.engine.enqueue({ kind: 'feed', status: { state: 'running', message: '' } })
    this.hearMarket()
  }
}

function limitBook(): LimitBook {
  const { notionalMax, openOrdersMax, botShareMax, accountShareMax } = LIMITS
  const account = { ...NO_LIMITS, notionalMax, openOrdersMax, positionShareMax: accountShareMax }
  const bot = { ...NO_LIMITS, positionShareMax: botShareMax }
  const holders = [...BOTS, MANUAL_BOT]
  return new LimitBook([['account', account], ...holders.map((id) => [`bot:${id}`, bot] as const)])
}
