import type { Exchange } from 'ccxt'
import { z } from 'zod'
import { formatAmount } from '../../domain/amount.ts'
import type { Market } from '../../domain/market.ts'
import type { OrderReply } from '../../domain/order.ts'
import { formatPrice } from '../../domain/price.ts'
import { redact } from '../../domain/redact.ts'
import { failure, type Result, success } from '../../domain/result.ts'
import type { OrderRequest, PairLeg, PairOrders } from '../../ports/exchange-client.ts'
import type { AccountConnection } from './account-connection.ts'
import type { AnswerReader } from './answer-reader.ts'
import type { PairFacts, PairLegTerms, PairTerms } from './exchange-facts.ts'
import { classifySubmit } from './order-failure.ts'
import { finerThanTaken } from './rules-now.ts'

const leg = z.object({ id: z.string(), triggerPrice: z.string() })
const call = z.object({
  symbol: z.string(),
  listId: z.string(),
  quantity: z.string(),
  stop: leg,
  target: leg,
})
type PairCall = z.infer<typeof call>

/** Of the list, by the client order id of the stop, which leads it or ends with its role. */
const LIST_SUFFIX = '-l'
const LEG_SUFFIX = /-[st]$/

interface Parts {
  readonly connection: AccountConnection
  readonly answers: AnswerReader
  readonly facts: PairFacts
  readonly told: (reply: OrderReply) => void
}

/** A stop and a target in one request, at exchanges that keep them as one. */
export class OrderPairs implements PairOrders {
  readonly #parts: Parts

  constructor(parts: Parts) {
    this.#parts = parts
  }

  encode(stop: PairLeg, target: PairLeg): Result<string, string> {
    const { connection, facts } = this.#parts
    const { symbol, quantity } = stop.order
    const market = connection.market(symbol)
    if (market === undefined) return failure(`${symbol} is not traded on ${connection.name}`)
    const listed: unknown = connection.publicExchange.markets?.[symbol]?.info
    if (!facts.isTakenIn(listed)) return failure(`${connection.name} takes no pairs in ${symbol}`)
    const [stopTerms, targetTerms] = [this.#terms(stop, market), this.#terms(target, market)]
    if (stopTerms === undefined || targetTerms === undefined)
      return failure('a pair has two prices')
    const listId = `${stop.clientOrderId.replace(LEG_SUFFIX, '')}${LIST_SUFFIX}`
    const wording: PairCall = {
      symbol,
      listId,
      quantity: formatAmount(quantity),
      stop: stopTerms,
      target: targetTerms,
    }
    const finer = finerThanMarket(connection.exchange, wording)
    return finer === undefined ? success(JSON.stringify(wording)) : failure(finer)
  }

  #terms({ order, clientOrderId }: PairLeg, market: Market): PairLegTerms | undefined {
    const { clientIds } = this.#parts.connection.facts
    if (order.triggerPrice === null) return undefined
    const triggerPrice = formatPrice(market, order.triggerPrice)
    return { id: clientIds.toExchange(clientOrderId), triggerPrice }
  }

  submit(stop: OrderRequest, target: OrderRequest): void {
    const ids = [stop.clientOrderId, target.clientOrderId]
    void this.#submit(stop.payload, ids).catch((error) => this.#brokeOff(ids, error))
  }

  async #submit(payload: string, ids: readonly string[]): Promise<void> {
    const { connection, answers, facts, told } = this.#parts
    const wording = call.parse(JSON.parse(payload))
    for (const id of ids) answers.remember(id)
    const answer = await connection.call('create', () => this.#send(wording))
    if (answer.ok) {
      const orders = ordersIn(facts.reports(answer.value), connection.exchange, wording.symbol)
      for (const id of ids) told(answers.acceptanceAmong(orders, id))
      return
    }
    const refusal = classifySubmit(answer, connection.failureContext)
    connection.heed(refusal)
    const { outcome: kind, reason } = refusal
    const time = connection.clock.now()
    for (const clientOrderId of ids) told({ kind, clientOrderId, reason, time })
  }

  #send({ symbol, ...terms }: PairCall): Promise<unknown> {
    const { connection, facts } = this.#parts
    const { exchange } = connection
    const finer = finerThanMarket(exchange, { symbol, ...terms })
    if (finer !== undefined) return Promise.reject(new Error(finer))
    const pair: PairTerms = terms
    return exchange[facts.method]({ symbol: exchange.marketId(symbol), ...facts.params(pair) })
  }

  /** A bug of ours, before or after the request left: nobody knows. */
  #brokeOff(ids: readonly string[], error: unknown): void {
    const { connection, told } = this.#parts
    const reason = `an internal error: ${redact(String(error), connection.secrets)}`
    const time = connection.clock.now()
    for (const clientOrderId of ids) told({ kind: 'unknown', clientOrderId, reason, time })
  }
}

function ordersIn(
  reports: readonly unknown[],
  exchange: Exchange,
  symbol: string,
): readonly unknown[] {
  const market = exchange.market(symbol)
  return reports.map((report): unknown =>
    Reflect.apply(exchange.parseOrder, exchange, [report, market]),
  )
}

function finerThanMarket(
  exchange: Exchange,
  { symbol, quantity: amount, stop, target }: PairCall,
): string | undefined {
  const sale = {
    symbol,
    amount,
    type: 'market',
    side: 'sell',
    params: {},
    substituted: false,
  } as const
  return (
    finerThanTaken(exchange, { ...sale, price: stop.triggerPrice }) ??
    finerThanTaken(exchange, { ...sale, price: target.triggerPrice })
  )
}
