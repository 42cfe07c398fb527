import { floorToStep } from '../domain/amount.ts'
import type { Execution } from '../domain/fill.ts'
import { MarketBook } from '../domain/market-book.ts'
import type { OrderReply } from '../domain/order.ts'
import type { Portfolio } from '../engine/portfolio.ts'
import type { TradingEngine } from '../engine/trading-engine.ts'
import type { OrderRequest } from '../ports/exchange-client.ts'
import { exposureFault } from './exposure-fault.ts'
import { groupFault } from './group-fault.ts'
import { haltFault } from './halt-fault.ts'
import { memoryFault } from './memory-fault.ts'
import type { SimulatedLife } from './simulated-life.ts'
import { SIMULATED_MARKETS } from './simulated-markets.ts'
import { workingFault } from './working-fault.ts'
import type { World } from './world.ts'

export interface CheckParts {
  readonly world: World
  readonly life: SimulatedLife
  readonly engine: TradingEngine
  readonly portfolio: Portfolio
}

const MARKETS = new MarketBook(SIMULATED_MARKETS)

/** What has to be answered before anything is sent. */
const QUESTIONS: readonly string[] = [
  'open orders',
  'balances',
  'transfers',
  ...SIMULATED_MARKETS.map(({ symbol }) => `trades of ${symbol}`),
]

/** What must hold at every moment of a life, judged by what is on the disk and at the exchange. */
export class ProcessChecks {
  readonly #parts: CheckParts
  readonly #answered = new Set<string>()
  /** Told to the engine, and to be found on the disk by now. */
  #news: (OrderReply | Execution)[] = []
  readonly #sent = new Set<string>()

  constructor(parts: CheckParts) {
    this.#parts = parts
  }

  answered(question: string): void {
    this.#answered.add(question)
  }

  /** From now on news may be missing, so that everything has to be asked for again. */
  connectionLost(): void {
    this.#answered.clear()
  }

  told(news: OrderReply | Execution): void {
    this.#news.push(news)
  }

  /** An order is about to leave; a rival leaves in the same request, and of the two only one can trade. */
  sending(request: OrderRequest, rivalId?: string): void {
    const { world, engine, portfolio } = this.#parts
    const { clientOrderId, payload, order } = request
    const say = (what: string) => world.violate(`${clientOrderId} was sent ${what}`)
    const written = world.ledger.loadOrder(clientOrderId)
    if (written?.state !== 'submitting' || written.payload !== payload) say('before its commit')
    if (world.sentIds.has(clientOrderId)) say('twice')
    world.sentIds.set(clientOrderId, { order, at: world.time.now() })
    const { state } = engine.guard.gate.statusOf(order.botId)
    const isHalted = world.halt === 'halted' || state === 'halted'
    if (state === 'reducing' && order.purpose === 'enter') say('while only reducing')
    // What protects a position was wanted before, and leaves when its price is reached.
    const hasWaited = world.waited.has(clientOrderId)
    const isProtection = order.purpose === 'exit' && (hasWaited || order.link?.role === 'stop')
    if (isHalted && !world.isFlattening && !isProtection) {
      const fault = haltFault(world, order)
      if (fault !== undefined) say(fault)
    }
    const missing = QUESTIONS.find((question) => !this.#answered.has(question))
    if (missing !== undefined) say(`before the exchange was asked for ${missing}`)
    const isFirst = this.#sent.size === 0
    this.#sent.add(clientOrderId)
    if (rivalId !== undefined) this.#sent.add(rivalId)
    if (isFirst && this.#hasOrdersInDoubt()) say('before the last run was accounted for')
    const { quantityStep } = MARKETS.get(order.symbol)
    if (floorToStep(order.quantity, quantityStep) !== order.quantity) say('in no whole steps')
    const overdone = hasWaited ? undefined : exposureFault(world, portfolio, request)
    const fault = overdone ?? groupFault(world, request, rivalId) ?? workingFault(world, request)
    if (fault !== undefined) say(fault)
  }

  /** After everything that the process did: nothing that it was told is lost, and no bug showed. */
  acted(): void {
    const { world, engine, life } = this.#parts
    if (!life.isAlive) return
    const { reason } = engine.trading
    if (reason.startsWith('an internal error') || reason.startsWith('more than')) {
      world.violate(reason)
    }
    if (engine.stalled) return
    const fault = memoryFault(world.ledger, engine)
    if (fault !== undefined) world.violate(fault)
    if (this.#news.length === 0) return
    const news = this.#news
    this.#news = []
    for (const one of news) {
      if (!this.#isKept(one)) world.violate(`the engine lost ${nameOf(one)}`)
    }
  }

  #hasOrdersInDoubt(): boolean {
    return this.#parts.world.ledger
      .loadOpenOrders()
      .some(
        ({ state, clientOrderId }) =>
          (state === 'submitting' || state === 'unresolved') && !this.#sent.has(clientOrderId),
      )
  }

  /** An execution that names an id of the exchange's only may come before we know that id. */
  #isKept(news: OrderReply | Execution): boolean {
    const { ledger } = this.#parts.world
    const { clientOrderId } = news
    if (clientOrderId === null) return true
    if ('kind' in news) return ledger.loadOrder(clientOrderId)?.state !== 'submitting'
    return ledger
      .loadFills()
      .some((fill) => fill.fillId === news.fillId && fill.clientOrderId === clientOrderId)
  }
}

function nameOf(news: OrderReply | Execution): string {
  return 'kind' in news
    ? `the news that ${news.clientOrderId} is ${news.kind}`
    : `the trade ${news.fillId} of ${news.clientOrderId}`
}
