import type { Exchange } from 'ccxt'
import { parseDecimal } from '../../domain/decimal-text.ts'
import type { CreateOrderCall } from './order-payload.ts'

const DECIMALS = 18

/**
 * Why an order is finer than the market takes now; nothing when it is not. ccxt would round it by the rules that it loaded,
 * and what is sent would not be what was approved.
 */
export function finerThanTaken(exchange: Exchange, call: CreateOrderCall): string | undefined {
  const { symbol, amount, price } = call
  if (exchange.markets?.[symbol] === undefined) return undefined
  const quantity = written(() => exchange.amountToPrecision(symbol, amount))
  if (!isSame(quantity, amount)) return `the market takes no quantity as fine as ${amount} any more`
  if (price === null) return undefined
  const limit = written(() => exchange.priceToPrecision(symbol, price))
  return isSame(limit, price) ? undefined : `the market takes no price as fine as ${price} any more`
}

/** ccxt throws where nothing is left. */
function written(write: () => unknown): string {
  try {
    return String(write())
  } catch {
    return ''
  }
}

function isSame(a: string, b: string): boolean {
  const [x, y] = [parseDecimal(a, DECIMALS), parseDecimal(b, DECIMALS)]
  return x.ok && y.ok && x.value === y.value
}
