import type { Balance } from '../domain/balance.ts'
import type { Execution } from '../domain/fill.ts'
import type { Market } from '../domain/market.ts'
import { MarketBook } from '../domain/market-book.ts'
import type { ApprovedOrder, OrderReply } from '../domain/order.ts'
import type { OrderBook } from '../domain/order-book.ts'
import type { Price } from '../domain/price.ts'
import { failure, type Result, success } from '../domain/result.ts'
import type { Transfer } from '../domain/transfer.ts'
import { workingKey } from '../domain/working-order.ts'
import { ModelledBook } from '../exchanges/paper/modelled-book.ts'
import { DEFAULT_PAPER_RULES } from '../exchanges/paper/paper-rules.ts'
import type {
  Answer,
  DeadManSwitch,
  ExchangeClient,
  ExchangeListener,
  ExchangeTraits,
  OrderLookup,
  OrderReference,
  OrderReport,
  OrderRequest,
  PairLeg,
  PairOrders,
} from '../ports/exchange-client.ts'
import { type ExchangeHealth, HEALTHY } from '../ports/exchange-health.ts'
import type { ExchangeProfile } from './exchange-profile.ts'
import type { ExchangeReads } from './exchange-reads.ts'
import type { FaultPlan } from './fault-plan.ts'
import { replyAbout, replyTo } from './reply-about.ts'
import type { ExchangeNews, Placing, SimulatedExchange } from './simulated-exchange.ts'
import type { SimulatedLife } from './simulated-life.ts'
import { SIMULATED_MARKETS } from './simulated-markets.ts'
import type { SimulatedNetwork } from './simulated-network.ts'

/** Of markets without candles. */
const PRICES_EVERY_MS = 5_000

export interface ClientParts {
  readonly life: SimulatedLife
  readonly exchange: SimulatedExchange
  readonly reads: ExchangeReads
  readonly network: SimulatedNetwork
  readonly profile: ExchangeProfile
  readonly faults: FaultPlan
  readonly clockErrorMs: () => number
  readonly note: (text: string) => void
  /** An order is about to leave: the last moment to see that it may. */
  readonly sending: (request: OrderRequest, rivalId?: string) => void
  readonly cancelling: (reference: OrderReference) => void
  /** What the engine was told and has to keep. */
  readonly told: (news: OrderReply | Execution) => void
  /** Every question of a kind that was answered, and when. */
  readonly answered: (question: string) => void
}

/** The exchange as one life of the process sees it, through the wire. */
export class SimulatedClient implements ExchangeClient {
  readonly traits: ExchangeTraits
  readonly deadManSwitch?: DeadManSwitch
  readonly pairs?: PairOrders
  readonly #parts: ClientParts
  readonly #markets = new MarketBook(SIMULATED_MARKETS)
  #listener: ExchangeListener | undefined
  #stopPrices: () => void = () => undefined

  constructor(parts: ClientParts) {
    this.#parts = parts
    const { exchange, profile } = parts
    this.traits = profile.traits
    if (profile.keepsPairs) {
      this.pairs = {
        encode: (stop, target) => this.#encodePair(stop, target),
        submit: (stop, target) => this.#submitPair(stop, target),
      }
    }
    const { switchTimeoutMs: timeoutMs } = profile
    if (timeoutMs === null) return
    const renew = () =>
      this.#ask("the dead man's switch", () => {
        exchange.renewSwitch(timeoutMs)
        return null
      })
    this.deadManSwitch = { timeoutMs, renew }
  }

  connect(listener: ExchangeListener): void {
    this.#listener = listener
  }

  encode(order: ApprovedOrder, clientOrderId: string): Result<string, string> {
    const { symbol, side, type, quantity, limitPrice, triggerPrice, timeInForce, postOnly } = order
    const { trailingRate } = order
    if (!this.traits.nativeTypes.has(type)) return failure(`${type} is not taken here`)
    const terms = { limitPrice, triggerPrice, trailingRate, timeInForce, postOnly }
    const words = { clientOrderId, symbol, side, type, quantity, ...terms }
    return success(
      JSON.stringify(words, (_, value) => (typeof value === 'bigint' ? `${value}` : value)),
    )
  }

  #encodePair(stop: PairLeg, target: PairLeg): Result<string, string> {
    const first = this.encode(stop.order, stop.clientOrderId)
    if (!first.ok) return first
    const second = this.encode(target.order, target.clientOrderId)
    return second.ok ? success(`[${first.value},${second.value}]`) : second
  }

  blockedOrders(): undefined {
    return undefined
  }

  health(): ExchangeHealth {
    return HEALTHY
  }

  submit(request: OrderRequest): void {
    const { life, network, note, sending, exchange, faults, profile } = this.#parts
    const { clientOrderId, order } = request
    life.point('before an order is sent')
    note(`engine sends ${clientOrderId}: ${request.payload}`)
    sending(request)
    network.send<Placing>({
      name: `the order ${clientOrderId}`,
      life,
      carryOut: () => {
        const isMarked = workingKey(order.botId, order.intentId) !== undefined
        return exchange.place({ ...order, clientOrderId, isMarked }, faults.happens('rejection'))
      },
      answered: (placing) => this.#reply(replyTo(placing, clientOrderId, life.now())),
      failed: (reason) => this.#reply({ kind: 'unknown', clientOrderId, reason, time: life.now() }),
      isRepeatable: !profile.freesIds,
    })
    life.point('after an order was sent')
  }

  #submitPair(stop: OrderRequest, target: OrderRequest): void {
    const { life, network, note, sending, exchange, faults, profile } = this.#parts
    const ids = [stop.clientOrderId, target.clientOrderId] as const
    life.point('before an order is sent')
    note(`engine sends ${ids.join(' and ')}: ${stop.payload}`)
    sending(stop, target.clientOrderId)
    sending(target, stop.clientOrderId)
    const wish = ({ order, clientOrderId }: OrderRequest) => {
      return { ...order, clientOrderId, isMarked: false }
    }
    const each = (reply: (index: 0 | 1) => OrderReply) => {
      this.#reply(reply(0))
      this.#reply(reply(1))
    }
    network.send<readonly [Placing, Placing]>({
      name: `the pair ${ids.join(' and ')}`,
      life,
      carryOut: () => exchange.placePair([wish(stop), wish(target)], faults.happens('rejection')),
      answered: (placings) => each((leg) => replyTo(placings[leg], ids[leg], life.now())),
      failed: (reason) =>
        each((leg) => ({ kind: 'unknown', clientOrderId: ids[leg], reason, time: life.now() })),
      isRepeatable: !profile.freesIds,
    })
    life.point('after an order was sent')
  }

  cancel(reference: OrderReference): void {
    const { life, network, note, exchange } = this.#parts
    const { clientOrderId, exchangeOrderId } = reference
    const name = clientOrderId ?? `${exchangeOrderId} of somebody else`
    life.point('before a cancel is sent')
    note(`engine cancels ${name}`)
    this.#parts.cancelling(reference)
    const failed = (reason: string) => {
      note(`engine hears that ${name} was not cancelled: ${reason}`)
      if (clientOrderId !== null) this.#listener?.onCancelFailed(clientOrderId, reason)
    }
    network.send({
      name: `the cancel of ${name}`,
      life,
      carryOut: () => exchange.cancel(reference),
      answered: (outcome) => {
        if (outcome.kind === 'not-open') failed(outcome.reason)
        else if (clientOrderId !== null) this.#replyAbout(outcome.report, clientOrderId)
      },
      failed,
      isRepeatable: true,
    })
    life.point('after a cancel was sent')
  }

  async fetchOrder(reference: OrderReference): Promise<OrderLookup> {
    const answer = await this.#ask('an order', () => this.#parts.reads.order(reference))
    return answer.ok ? answer.value : { kind: 'failed', reason: answer.error }
  }

  fetchOpenOrders(): Promise<Answer<readonly OrderReport[]>> {
    return this.#ask('open orders', () => this.#parts.reads.openOrders())
  }

  fetchExecutions(symbol: string, since: number): Promise<Answer<readonly Execution[]>> {
    return this.#ask(`trades of ${symbol}`, () =>
      this.#parts.reads.executions(symbol, since - this.#parts.clockErrorMs()),
    )
  }

  fetchBalances(): Promise<Answer<readonly Balance[]>> {
    return this.#ask('balances', () => this.#parts.reads.balances())
  }

  fetchTransfers(since: number): Promise<Answer<readonly Transfer[]>> {
    return this.#ask('transfers', () =>
      this.#parts.reads.transfers(since - this.#parts.clockErrorMs()),
    )
  }

  async fetchMarket(symbol: string): Promise<Answer<Market>> {
    const answer = await this.#ask('a market', () => this.#markets.find(symbol))
    if (!answer.ok) return answer
    return answer.value ? success(answer.value) : failure(`${symbol} is not traded here`)
  }

  fetchPrice(market: Market): Promise<Answer<Price>> {
    return this.#ask('a price', () => this.#parts.exchange.price(market.symbol))
  }

  fetchBook(market: Market): Promise<Answer<OrderBook>> {
    return this.#ask('a book', () => this.#bookOf(market))
  }

  /** The newest that could be known: what a late one does is not simulated. */
  readBook(symbol: string): OrderBook | undefined {
    const market = this.#markets.find(symbol)
    return market && this.#bookOf(market)
  }

  #bookOf(market: Market): OrderBook {
    const { exchange, life } = this.#parts
    const { halfSpread, slippage } = DEFAULT_PAPER_RULES
    const middle = exchange.price(market.symbol)
    return new ModelledBook({ market, middle, depth: null, halfSpread, slippage, time: life.now() })
  }

  watchPrices(symbols: readonly string[]): void {
    this.#stopPrices()
    this.#stopPrices = this.#parts.life.schedule(PRICES_EVERY_MS, () => {
      for (const symbol of symbols) {
        this.#listener?.onPrice(symbol, this.#parts.exchange.price(symbol))
      }
      this.watchPrices(symbols)
    })
  }

  close(): void {
    this.#stopPrices()
    this.#listener = undefined
  }

  /** The stream, as far as it gets through. */
  hear(news: ExchangeNews): void {
    const { life, network, profile } = this.#parts
    if (news.kind === 'order') {
      const { report } = news
      const id = report.clientOrderId
      if (id === null) return
      network.tell(life, `${id}: ${report.state}`, () => this.#replyAbout(report, id))
      return
    }
    const { execution } = news
    const told = profile.namesClientIdInNews ? execution : { ...execution, clientOrderId: null }
    network.tell(life, `the trade ${execution.fillId}`, () => this.#tellExecution(told))
  }

  connection(state: 'lost' | 'restored', reason: string): void {
    this.#parts.note(`engine hears that the connection is ${state}`)
    this.#listener?.onConnection(state, reason)
  }

  #ask<Value>(question: string, read: () => Value): Promise<Answer<Value>> {
    const { life, network, faults, note, answered } = this.#parts
    return new Promise((resolve) => {
      const end = (answer: Answer<Value>) => {
        answered(answer.ok ? question : '')
        resolve(answer)
      }
      if (!life.survives(`before ${question} is asked for`)) return
      network.send<Answer<Value>>({
        name: `the question for ${question}`,
        life,
        carryOut: () =>
          faults.happens('failed-read') ? failure(`${question}: 503`) : success(read()),
        answered: (answer) => {
          life.point(`before the answer to ${question} is heard`)
          if (!answer.ok) note(`engine is not told ${question}: ${answer.error}`)
          end(answer)
        },
        failed: (reason) => {
          note(`engine is not told ${question}: ${reason}`)
          end(failure(`${question}: ${reason}`))
        },
        isRepeatable: false,
      })
    })
  }

  #replyAbout(report: OrderReport, clientOrderId: string): void {
    this.#reply(replyAbout(report, clientOrderId, this.#parts.life.now()))
  }

  #reply(reply: OrderReply): void {
    this.#parts.note(`engine hears that ${reply.clientOrderId} is ${reply.kind}`)
    this.#parts.told(reply)
    this.#listener?.onReply(reply)
  }

  #tellExecution(execution: Execution): void {
    this.#parts.note(`engine hears of the trade ${execution.fillId}`)
    this.#parts.told(execution)
    this.#listener?.onExecution(execution)
  }
}
