import { ChainedAuditLog } from '../../app/audit/chained-audit-log.ts'
import { EquityRecorder } from '../../app/backtest/equity-recorder.ts'
import type { BacktestRequest } from '../../app/backtest/run-backtest.ts'
import type { Money } from '../../app/domain/amount.ts'
import type { Candle } from '../../app/domain/candle.ts'
import type { DecisionRecord } from '../../app/domain/decision.ts'
import type { Fill } from '../../app/domain/fill.ts'
import { MarketBook } from '../../app/domain/market-book.ts'
import type { Order } from '../../app/domain/order.ts'
import { formatPrice } from '../../app/domain/price.ts'
import { NO_LIMITS } from '../../app/domain/risk-limits.ts'
import { BotRunner } from '../../app/engine/bot-runner.ts'
import { NO_LISTENER } from '../../app/engine/engine-listener.ts'
import { LimitBook } from '../../app/engine/guard/limit-book.ts'
import { MarketClock } from '../../app/engine/market-clock.ts'
import { Portfolio } from '../../app/engine/portfolio.ts'
import { TradingEngine } from '../../app/engine/trading-engine.ts'
import { eventually } from '../../app/exchanges/exchange-bench.fixture.ts'
import { systemClock } from '../../app/exchanges/system-clock.ts'
import { ID_PREFIX } from '../../app/execution/client-order-id.ts'
import { MemoryAuditStore } from '../../app/storage/memory-audit-store.ts'
import { memoryProfileGuard } from '../../app/storage/memory-guard-store.ts'
import { MemoryLedgerStore } from '../../app/storage/memory-ledger-store.ts'
import { findStrategy } from '../../app/strategy/strategy-catalog.ts'
import type { FakeAccount } from './open-fake-account.ts'

const CANDLE_MS = 60_000

export interface WireRun {
  readonly fills: readonly Fill[]
  readonly endEquity: Money
  /** Why the engine held back what a bot wanted: each would make the comparison one of two stories. */
  readonly blocked: readonly string[]
}

type WireRequest = Pick<BacktestRequest, 'bots' | 'cash' | 'costRate' | 'market'>

/**
 * The engine of a backtest with a matching engine behind real ccxt in the place of paper. The market walks through each
 * candle, open, low, high, close, and stands still until everybody has heard what it did and what the bots answered.
 */
export async function tradeOverTheWire(
  account: FakeAccount,
  request: WireRequest,
  candles: readonly Candle[],
): Promise<WireRun> {
  const { exchange, market, client } = account
  const run = composeEngine(account, request, candles.length)
  const { clock, engine, ledger, portfolio, blocked } = run
  const isSettled = () => {
    const { orders } = exchange.engine.state
    const open = [...engine.desk.openOrders()]
    // Candles come a thousand times faster here than in life: a question that is under way must not outlast one.
    const doubt = engine.desk.drifts.doubtOn([market.base, market.quote]) ?? client.blockedOrders()
    return (
      doubt === undefined &&
      engine.isReconciled &&
      open.every(isUndisputed) &&
      open.length === orders.open().length &&
      ledger.loadFills().length === orders.fills().length
    )
  }
  try {
    await eventually(() => account.isHeard()).toBe(true)
    for (const candle of candles) {
      for (const price of [candle.open, candle.low, candle.high, candle.close]) {
        exchange.market.setPrice('BTCUSDT', formatPrice(market, price))
      }
      if (!isSettled()) await eventually(isSettled).toBe(true)
      clock.advanceTo(candle.openTime + CANDLE_MS)
      engine.enqueue({ kind: 'candle', candle })
      if (!isSettled()) await eventually(isSettled).toBe(true)
    }
    return { fills: ledger.loadFills(), endEquity: portfolio.equity(), blocked }
  } finally {
    engine.close()
  }
}

/** Neither on its way nor about to be taken back. */
function isUndisputed({ state, cancelRequestedAt }: Order): boolean {
  const isKnown = state !== 'submitting' && state !== 'unresolved'
  return isKnown && cancelRequestedAt === null
}

function composeEngine(
  { client, market }: FakeAccount,
  { bots, cash, costRate }: WireRequest,
  candleCount: number,
) {
  const blocked: string[] = []
  const clock = new MarketClock(systemClock, 0)
  const markets = new MarketBook([market])
  const ledger = new MemoryLedgerStore(markets)
  const opening = { reference: 'opening', kind: 'opening', currency: market.quote } as const
  ledger.appendTransfers([{ ...opening, amount: cash, time: systemClock.now() }])
  const portfolio = new Portfolio({ currency: market.quote, markets, store: ledger })
  const audit = new ChainedAuditLog(new MemoryAuditStore(), clock)
  const engine = new TradingEngine({
    ...{ market, markets, timeframe: '1m', idPrefix: ID_PREFIX, ledger, clock, portfolio, audit },
    candles: new EquityRecorder(candleCount),
    exchange: client,
    timer: systemClock,
    profile: memoryProfileGuard(audit),
    process: null,
    breakers: [],
    limits: new LimitBook([['account', NO_LIMITS]]),
    costRate,
    status: { state: 'active', reason: 'a comparison', since: 0 },
    listener: {
      ...NO_LISTENER,
      decisionLogged: ({ kind, detail }: DecisionRecord) => {
        if (kind === 'blocked') blocked.push(detail())
      },
    },
  })
  for (const bot of bots) {
    const strategy = findStrategy(bot.strategyId)
    if (strategy === undefined) throw new RangeError(`there is no strategy ${bot.strategyId}`)
    engine.addBot(new BotRunner(bot, 'running', strategy, market))
  }
  engine.enqueue({ kind: 'feed', status: { state: 'running', message: '' } })
  engine.begin()
  return { clock, engine, ledger, portfolio, blocked }
}
