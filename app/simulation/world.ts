import { type Money, type Rate, rateFromPercent, ZERO_QUANTITY } from '../domain/amount.ts'
import type { Bot } from '../domain/bot.ts'
import { NO_EXITS } from '../domain/bot.ts'
import type { Candle } from '../domain/candle.ts'
import type { OrderIntent } from '../domain/order.ts'
import type { AuditStore } from '../ports/audit-log.ts'
import type { CandleStore } from '../ports/candle-store.ts'
import type { OrderReference } from '../ports/exchange-client.ts'
import type { LedgerStore } from '../ports/ledger-store.ts'
import { MemoryAuditStore } from '../storage/memory-audit-store.ts'
import { MemoryCandleStore } from '../storage/memory-candle-store.ts'
import { MemoryLedgerStore } from '../storage/memory-ledger-store.ts'
import { type ExchangeProfile, exchangeProfile } from './exchange-profile.ts'
import { ExchangeReads } from './exchange-reads.ts'
import { type FaultKind, FaultPlan } from './fault-plan.ts'
import { Journal } from './journal.ts'
import { pairFault } from './pair-fault.ts'
import type { Sabotage } from './sabotage.ts'
import type { DiskState } from './simulated-disk.ts'
import { type ExchangeNews, SimulatedExchange } from './simulated-exchange.ts'
import { BOT_MARKET, OPENING_BALANCES } from './simulated-markets.ts'
import { SimulatedNetwork } from './simulated-network.ts'
import { SimulatedRandom } from './simulated-random.ts'
import { SimulatedTime } from './simulated-time.ts'

/** Any whole minute. */
const STARTED_AT = 1_700_000_040_000
const EXCHANGE_STREAM = 2
const NETWORK_STREAM = 3

export const ID_PREFIX = 'cb'
export const BOTS = ['one', 'two', 'three', 'grid', 'dca'] as const

/** Tight, so that they are reached. */
export const LIMITS = {
  notionalMax: 20_000_00000000 as Money,
  openOrdersMax: 8,
  /** Of one bot, or of the hand, in one market. */
  botShareMax: rateFromPercent(25),
  /** Of all of them. */
  accountShareMax: rateFromPercent(60),
} as const
/** The fee, and what a market order may cost beyond the last price. */
export const COST_RATE = 1_000_000 as Rate

const ONE_PERCENT = rateFromPercent(1)

/** Bots whose orders rest, so close to the market that they trade within minutes; one of them has a stop. */
const RESTING: Readonly<Record<string, Partial<Bot>>> = {
  grid: {
    strategyId: 'grid',
    parameters: { lower: 29_400, upper: 30_600, levels: 21, spacing: 0, share: 30, postOnly: 0 },
  },
  dca: {
    strategyId: 'dca',
    parameters: {
      ...{ base: 20, takeProfit: 0.2, safetyOrders: 3, deviation: 0.15 },
      ...{ stepScale: 1.2, volumeScale: 1.3, rsi: 100 },
    },
    exits: { ...NO_EXITS, stop: rateFromPercent(0.5) },
  },
}

export interface WorldWishes {
  readonly seed: number
  readonly disabled: ReadonlySet<FaultKind>
  readonly sabotage: Sabotage
  readonly tell: (news: ExchangeNews) => void
}

/** What outlives the process: the exchange, the wire, the disk, and what is known about the run. */
export class World {
  readonly seed: number
  readonly sabotage: Sabotage
  readonly time = new SimulatedTime(STARTED_AT)
  readonly journal = new Journal(this.time)
  readonly faults: FaultPlan
  readonly profile: ExchangeProfile
  readonly exchange: SimulatedExchange
  readonly reads: ExchangeReads
  readonly network: SimulatedNetwork
  readonly disk: DiskState = { failure: null }
  readonly ledger: LedgerStore = new MemoryLedgerStore()
  readonly audit: AuditStore = new MemoryAuditStore()
  readonly candles: CandleStore = new MemoryCandleStore()
  /** What the market has shown so far. */
  readonly market: Candle[] = []
  /** By how much the machine's clock is fast. */
  clockErrorMs = 0
  /** How often a process died where. */
  readonly crashes = new Map<string, number>()
  /** Every point at which one could have died. */
  readonly passed = new Set<string>()
  /** Every order that was ever sent, by whichever life. */
  readonly sentIds = new Map<string, { readonly order: OrderIntent; readonly at: number }>()
  /** Every order that was written down to wait here, as it was wished for. */
  readonly waited = new Map<string, OrderIntent>()
  /** The orders of which a cancel was ever sent. */
  readonly cancelledIds = new Set<string>()
  /** What the user was promised. unsure: the process died, or its disk failed, while it was told. */
  halt: 'halted' | 'free' | 'unsure' = 'free'
  /** Whether the kill switch was asked to sell everything, and nobody has resumed since. unsure: as above. */
  windDown: 'sells' | 'none' | 'unsure' = 'none'
  readonly note = (text: string): void => this.journal.note(text)
  /** The user sells everything: that may be sent while halted. */
  isFlattening = false
  #violation: string | null = null

  constructor({ seed, disabled, sabotage, tell }: WorldWishes) {
    this.seed = seed
    this.sabotage = sabotage
    const { time, note } = this
    this.faults = new FaultPlan(seed, disabled, time)
    this.profile = exchangeProfile(seed)
    const { faults, profile } = this
    const random = new SimulatedRandom(seed, EXCHANGE_STREAM)
    this.exchange = new SimulatedExchange({
      ...{ clock: time, profile, random, note },
      tell: (news) => {
        this.#checkArrival(news)
        if (news.kind === 'execution') this.#checkPairs()
        tell(news)
      },
    })
    const { exchange } = this
    this.reads = new ExchangeReads({ exchange, profile, faults, time })
    this.network = new SimulatedNetwork({
      time,
      faults,
      random: new SimulatedRandom(seed, NETWORK_STREAM),
      requestWindowMs: profile.traits.requestWindowMs,
      timeoutMs: profile.timeoutMs,
      note,
    })
    this.#openAccount()
  }

  get violation(): string | null {
    return this.#violation
  }

  /** Something that must never happen; the first one counts, the rest follow from it. */
  violate(what: string): void {
    this.#violation ??= what
    this.note(`BROKEN: ${what}`)
  }

  /** Absence is proven: the order is not there. Who does not know how late it is cannot prove that. */
  checkAbsence(clientOrderId: string): void {
    if (this.faults.isOn('clock')) return
    if (this.exchange.acceptedCounts.has(clientOrderId)) {
      this.violate(`${clientOrderId} is called absent, and is at the exchange`)
    }
  }

  /** And nothing of it can come any more. */
  #checkArrival(news: ExchangeNews): void {
    if (news.kind !== 'order' || news.report.clientOrderId === null) return
    if (this.faults.isOn('clock')) return
    const { clientOrderId, state } = news.report
    if (state === 'open' && this.ledger.loadOrder(clientOrderId)?.state === 'absent') {
      this.violate(`${clientOrderId} was called absent, and arrived`)
    }
  }

  #checkPairs(): void {
    const fault = pairFault(this.exchange)
    if (fault !== undefined) this.violate(fault)
  }

  /** By our id of it, also where the exchange knows another. */
  noteCancel({ clientOrderId, symbol, exchangeOrderId }: OrderReference): void {
    const takenOver = this.ledger.loadOrderByExchangeId(symbol, exchangeOrderId ?? '')
    const id = clientOrderId ?? takenOver?.clientOrderId
    if (id !== undefined) this.cancelledIds.add(id)
  }

  #openAccount(): void {
    const time = this.time.now()
    const opening = Array.from(OPENING_BALANCES, ([currency, amount]) => {
      return { reference: `opening-${currency}`, kind: 'opening', currency, amount, time } as const
    })
    this.ledger.appendTransfers(opening)
    this.ledger.saveReconciledAt(time)
    const price = this.exchange.price(BOT_MARKET.symbol)
    const candle = { open: price, high: price, low: price, close: price, volume: ZERO_QUANTITY }
    this.candles.appendHistory([{ openTime: time - 60_000, ...candle }])
    BOTS.forEach((id, index) => {
      const bot = { ...randomBot(id, this.seed, index), ...RESTING[id] }
      this.ledger.saveBot({ bot, status: 'running' })
    })
  }
}

function randomBot(id: string, seed: number, stream: number): Bot {
  return {
    id,
    name: id,
    strategyId: 'random',
    parameters: { seed, stream },
    symbol: BOT_MARKET.symbol,
    timeframe: '1m',
    sizing: { kind: 'percent-of-equity', share: rateFromPercent(8) },
    exits:
      stream === 2 ? { stop: ONE_PERCENT, target: ONE_PERCENT, trailing: ONE_PERCENT } : NO_EXITS,
  }
}
