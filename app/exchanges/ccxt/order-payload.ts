import { assert } from '../../domain/assert.ts'
import type { Side } from '../../domain/order.ts'
import { failure, type Result, success } from '../../domain/result.ts'
import type { ExchangeFacts, NativeOrder, OrderKind, OrderTerms, Params } from './exchange-facts.ts'
import { nameOf } from './listed-exchanges.ts'

/** An order as it was approved, in decimal text: nothing below rounds it. */
export interface OrderSpec extends OrderTerms {
  /** Our id. */
  readonly clientOrderId: string
  readonly symbol: string
  readonly side: Side
  readonly kind: OrderKind
  /** In the base currency. */
  readonly quantity: string
  /** Set for the kinds with a limit, null for the others. */
  readonly price: string | null
  /** For a market order: how far its price may go where only an immediate limit order can stand in for it. */
  readonly protectivePrice: string | null
  /** It rests for a bot, and should be gone when nobody is there to look after it. */
  readonly isWorking: boolean
}

/** The arguments of ccxt's createOrder, as text all the way to the signature. */
export interface CreateOrderCall {
  readonly symbol: string
  readonly type: 'market' | 'limit'
  readonly side: Side
  readonly amount: string
  readonly price: string | null
  readonly params: Params
  /** Sent as an immediate limit order in place of a market order. */
  readonly substituted: boolean
}

const WITH_LIMIT: readonly OrderKind[] = ['limit', 'stop-limit', 'take-profit-limit']

/** True for orders that wait for a price: they are asked for and cancelled in another way. */
export function isConditional(kind: OrderKind): boolean {
  return kind !== 'market' && kind !== 'limit'
}

/** What to send, or why this exchange cannot take the order itself. */
export function createOrderCall(
  order: OrderSpec,
  facts: ExchangeFacts,
  now: number,
): Result<CreateOrderCall, string> {
  if (!facts.trading.supported) return failure(facts.trading.why)
  checkFields(order)
  const encoding = facts.orders.kinds[order.kind]
  if (!encoding.native) return failure(`${nameOf(facts)} ${encoding.why}.`)
  const mismatch = unsupportedTerms(order, encoding, facts)
  if (mismatch !== undefined) return failure(mismatch)
  if (order.kind === 'market' && order.side === 'buy' && facts.orders.marketBuy === 'quote-only') {
    return immediateLimit(order, facts, now)
  }
  return success({
    ...basics(order),
    type: encoding.type,
    // ccxt multiplies the price of a market order into an amount of money to spend: there must be none.
    price: encoding.type === 'limit' ? order.price : null,
    params: { ...idParams(order, facts, now), ...encoding.params(order) },
    substituted: false,
  })
}

/** Buys the same quantity at once, at no more than the protective price; the rest is cancelled by the exchange. */
function immediateLimit(
  order: OrderSpec,
  facts: ExchangeFacts,
  now: number,
): Result<CreateOrderCall, string> {
  const { protectivePrice } = order
  const limit = facts.orders.kinds.limit
  if (protectivePrice === null || !limit.native) {
    return failure(
      `${nameOf(facts)}'s market orders buy for an amount of money, not a quantity; a highest price is needed to buy with an immediate limit order instead.`,
    )
  }
  const terms: OrderTerms = { ...order, timeInForce: 'ioc', postOnly: false }
  return success({
    ...basics(order),
    type: 'limit',
    price: protectivePrice,
    params: { ...idParams(order, facts, now), ...limit.params(terms) },
    substituted: true,
  })
}

function basics({ symbol, side, quantity }: OrderSpec) {
  return { symbol, side, amount: quantity }
}

function idParams(order: OrderSpec, facts: ExchangeFacts, now: number): Params {
  const id = facts.clientIds.toExchange(order.clientOrderId)
  return {
    ...facts.clientIds.createParams(id, isConditional(order.kind)),
    ...(order.isWorking && facts.deadManSwitch?.marked?.create),
    ...facts.timing.expiryParams(now),
  }
}

/** On a conditional order ccxt would drop the one or the other: Binance's post-only stop loses its trigger. */
function unsupportedTerms(
  order: OrderSpec,
  encoding: NativeOrder,
  facts: ExchangeFacts,
): string | undefined {
  if (order.postOnly && order.kind !== 'limit') return 'Only a plain limit order can be post-only.'
  if (order.side === 'buy' && encoding.whyNoBuys !== undefined) {
    return `${nameOf(facts)} ${encoding.whyNoBuys}.`
  }
  if (encoding.type !== 'limit' || encoding.timesInForce.includes(order.timeInForce)) {
    return undefined
  }
  return `${nameOf(facts)}'s ${order.kind} orders have no time in force "${order.timeInForce}".`
}

function checkFields(order: OrderSpec): void {
  const trails = order.kind === 'trailing-stop'
  assert(
    (order.price !== null) === WITH_LIMIT.includes(order.kind),
    'a limit price belongs to the kinds with a limit, and to no other',
  )
  assert(
    (order.triggerPrice !== null) === (isConditional(order.kind) && !trails),
    'a trigger price belongs to the conditional kinds but the trailing one',
  )
  assert(
    (order.trailingPercent !== null) === trails,
    'a trailing distance belongs to a trailing stop',
  )
}
