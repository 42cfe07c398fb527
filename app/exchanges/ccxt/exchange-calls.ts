import type { Exchange } from 'ccxt'
import type { CancelArguments, OrderQuestion } from './exchange-facts.ts'
import type { CreateOrderCall } from './order-payload.ts'

/** ccxt takes amounts as text all the way, but declares them as numbers: this is where the two meet. */
export function callCreateOrder(exchange: Exchange, call: CreateOrderCall): Promise<unknown> {
  const { symbol, type, side, amount, price, params } = call
  const input = [symbol, type, side, amount, price ?? undefined, params]
  return Reflect.apply(exchange.createOrder, exchange, input)
}

/** Some cancels by our id must have no id of the exchange's at all, which ccxt declares as needed. */
export function callCancelOrder(
  exchange: Exchange,
  { id, params }: CancelArguments,
  symbol: string,
): Promise<unknown> {
  return Reflect.apply(exchange.cancelOrder, exchange, [id, symbol, params])
}

interface AskedOrder {
  readonly symbol: string
  /** Well before the order was sent. */
  readonly since: number
}

/**
 * The orders that one question brings, in ccxt's form: one, or a list to look through for the client id. A filtered list
 * is asked for without a time: Bybit would look at the seven days after it only.
 */
export async function callQuestion(
  exchange: Exchange,
  question: OrderQuestion,
  { symbol, since }: AskedOrder,
): Promise<readonly unknown[]> {
  if (question.kind === 'order') {
    return [await exchange.fetchOrder(question.id, symbol, question.params)]
  }
  const { method, pageSize, params, filtered } = question
  return exchange[method](symbol, filtered ? undefined : since, pageSize, params)
}
