import { z } from 'zod'
import { ChainedAuditLog } from '../audit/chained-audit-log.ts'
import { rateFromPercent } from '../domain/amount.ts'
import { type Bot, NO_EXITS } from '../domain/bot.ts'
import type { Candle } from '../domain/candle.ts'
import type { DecisionRecord, TargetWeight } from '../domain/decision.ts'
import { MarketBook } from '../domain/market-book.ts'
import {
  MINUTE_MS,
  money,
  SAMPLE_MARKET,
  SAMPLE_START,
  sampleCandle,
} from '../domain/sample-market.fixture.ts'
import type { Transfer } from '../domain/transfer.ts'
import { ManualClock } from '../exchanges/manual-clock.ts'
import { PaperExchange } from '../exchanges/paper/paper-exchange.ts'
import { DEFAULT_PAPER_RULES, type PaperRules } from '../exchanges/paper/paper-rules.ts'
import { PaperWallet } from '../exchanges/paper/paper-wallet.ts'
import { ID_PREFIX } from '../execution/client-order-id.ts'
import type { CandleStore } from '../ports/candle-store.ts'
import type { ExchangeClient } from '../ports/exchange-client.ts'
import type { LedgerStore } from '../ports/ledger-store.ts'
import { NOTHING_NEW } from '../reconciliation/sample-record.fixture.ts'
import { breakersFor } from '../risk/all-breakers.ts'
import { MemoryAuditStore } from '../storage/memory-audit-store.ts'
import { MemoryCandleStore } from '../storage/memory-candle-store.ts'
import { memoryProfileGuard } from '../storage/memory-guard-store.ts'
import { MemoryLedgerStore } from '../storage/memory-ledger-store.ts'
import { hold } from '../strategy/decisions.ts'
import type { Strategy, StrategyContext, StrategyDefinition } from '../strategy/strategy.ts'
import { BotRunner } from './bot-runner.ts'
import { type EngineListener, NO_LISTENER } from './engine-listener.ts'
import { LimitBook } from './guard/limit-book.ts'
import { Portfolio } from './portfolio.ts'
import { type EngineParts, TradingEngine } from './trading-engine.ts'

/** To buy by the bot's size, to sell all, or to hold a share of the budget, give or take a tolerance. */
export type Step = 'enter' | 'exit' | Pick<TargetWeight, 'weight' | 'tolerance'>

export type Plan = Readonly<Record<number, Step>>

const WAIT = { kind: 'nothing', reason: { code: 'wait', text: 'nothing to do' } } as const
const STEPS = {
  enter: { kind: 'enter', reason: { code: 'plan', text: 'the plan says enter' } },
  exit: { kind: 'exit', reason: { code: 'plan', text: 'the plan says exit' } },
} as const

/** Does at each candle what the plan says, by the candle's number; its one line is the last close. */
export function plannedStrategy(plan: Plan): StrategyDefinition {
  return {
    id: 'planned',
    name: 'Planned',
    description: '',
    fields: [],
    orderings: [],
    decides: 'signals',
    lines: [{ id: 'close', label: 'Close', scale: 'price' }],
    parameters: z.record(z.string(), z.number()),
    warmUpCandles: () => 0,
    create: () => new PlannedStrategy(plan),
  }
}

class PlannedStrategy implements Strategy {
  readonly #plan: Plan
  #close: number | null = null

  constructor(plan: Plan) {
    this.#plan = plan
  }

  evaluate({ openTime, close }: StrategyContext) {
    this.#close = close
    const step = this.#plan[(openTime - SAMPLE_START) / MINUTE_MS]
    if (step === undefined) return WAIT
    return typeof step === 'string' ? STEPS[step] : hold(step, 'plan', 'the plan says hold')
  }

  lines() {
    return [this.#close]
  }
}

/** A quarter of the equity a time, no exits. */
export const PLANNED_BOT: Bot = {
  id: 'bot1',
  name: 'Planned',
  strategyId: 'planned',
  parameters: {},
  symbol: SAMPLE_MARKET.symbol,
  timeframe: '1m',
  sizing: { kind: 'percent-of-equity', share: rateFromPercent(25) },
  exits: NO_EXITS,
}

export const NO_COSTS: PaperRules = {
  ...DEFAULT_PAPER_RULES,
  makerFee: rateFromPercent(0),
  takerFee: rateFromPercent(0),
  halfSpread: rateFromPercent(0),
  slippage: rateFromPercent(0),
}

export const OPENING: Transfer = {
  reference: 'opening-USDT',
  kind: 'opening',
  currency: 'USDT',
  amount: money('10000'),
  time: SAMPLE_START,
}

export interface BenchWishes {
  readonly plan?: Plan
  readonly bot?: Partial<Bot>
  /** In place of the planned one. */
  readonly strategy?: StrategyDefinition
  readonly ledger?: LedgerStore
  readonly candles?: CandleStore
  readonly exchange?: ExchangeClient
  readonly rules?: PaperRules
  readonly listener?: EngineListener
  readonly parts?: Partial<EngineParts>
  /** Neither the market running nor the account reconciled. */
  readonly isCold?: boolean
}

/** An engine with one planned bot and 10,000 USDT, ready to trade on paper unless told otherwise. */
export function tradingBench(wishes: BenchWishes = {}) {
  const clock = new ManualClock(SAMPLE_START)
  const timer = new ManualClock(SAMPLE_START)
  const ledger = wishes.ledger ?? new MemoryLedgerStore()
  ledger.appendTransfers([OPENING])
  const candles = wishes.candles ?? new MemoryCandleStore()
  const markets = wishes.parts?.markets ?? new MarketBook([SAMPLE_MARKET])
  const portfolio = new Portfolio({ currency: 'USDT', markets, store: ledger })
  const paper = new PaperExchange({
    market: SAMPLE_MARKET,
    rules: wishes.rules ?? NO_COSTS,
    clock,
    timeframeMs: MINUTE_MS,
    wallet: new PaperWallet(portfolio.balances()),
  })
  const engine = new TradingEngine({
    market: SAMPLE_MARKET,
    markets,
    timeframe: '1m',
    idPrefix: ID_PREFIX,
    ledger,
    audit: new ChainedAuditLog(new MemoryAuditStore(), timer),
    profile: memoryProfileGuard(new ChainedAuditLog(new MemoryAuditStore(), timer)),
    process: null,
    candles,
    exchange: wishes.exchange ?? paper,
    clock,
    portfolio,
    breakers: breakersFor({ hasExchangeClock: false, hasBook: false, isProcessWatched: false }),
    limits: new LimitBook(),
    costRate: paper.costRate,
    timer,
    status: ledger.loadTradingStatus() ?? { state: 'active', reason: 'new', since: 0 },
    listener: wishes.listener ?? NO_LISTENER,
    ...wishes.parts,
  })
  const bot = { ...PLANNED_BOT, ...wishes.bot }
  const strategy = wishes.strategy ?? plannedStrategy(wishes.plan ?? {})
  const runner = new BotRunner(bot, 'running', strategy, SAMPLE_MARKET)
  engine.addBot(runner)
  /** One candle as the session sends it: time passes, the exchange trades, the engine decides. */
  const send = (candle: Candle) => {
    clock.advance(Math.max(0, candle.openTime + MINUTE_MS - clock.now()))
    paper.onCandle(candle, true)
    engine.enqueue({ kind: 'candle', candle })
  }
  if (!wishes.isCold) {
    engine.enqueue({ kind: 'feed', status: { state: 'running', message: '' } })
    engine.enqueue({ kind: 'round', round: NOTHING_NEW })
  }
  return { clock, timer, ledger, candles, portfolio, paper, engine, runner, send }
}

/** Flat candles from one number to another, at 30,000. */
export function flatCandles(from: number, to: number): Candle[] {
  const count = to - from + 1
  return Array.from({ length: count }, (_, index) => sampleCandle(from + index, '30000'))
}

/** What the decision log says, without the times. */
export function logOf(ledger: LedgerStore): string[] {
  return ledger
    .loadRecentDecisions(1_000)
    .map(({ kind, reason, detail }) => `${kind}: ${reason} (${detail})`)
}

export const SOME_RECORD: DecisionRecord = {
  time: SAMPLE_START,
  botId: 'bot1',
  kind: 'watching',
  reason: 'nothing to do',
  detail: () => 'Close 30000',
  intentId: null,
}
