import { MANUAL_BOT } from '../../contract/manual-bot.ts'
import { DECIMALS_MAX, formatDecimal, parseDecimal } from '../../domain/decimal-text.ts'
import type { Market } from '../../domain/market.ts'
import { type Order, type OrderIntent, PLAIN_MARKET, takenOver } from '../../domain/order.ts'
import { type Price, parsePrice } from '../../domain/price.ts'
import type { OrderReport } from '../../ports/exchange-client.ts'

/** As long as an id may be at every door. */
const ID_LENGTH_MAX = 64

/**
 * An order that was placed elsewhere, as one by hand: the same report makes the same order. Nothing where the exchange does
 * not say for how much it is.
 */
export function adoptedOrder(report: OrderReport, market: Market): Order | undefined {
  const { side, quantity, exchangeOrderId, filledQuantity: reportedQuantity, time } = report
  const limitPrice = report.price === null ? null : priceIn(market, report.price)
  if (limitPrice === undefined || quantity <= 0) return undefined
  const id = idOf(report)
  const intent: OrderIntent = {
    ...PLAIN_MARKET,
    intentId: id,
    botId: MANUAL_BOT,
    symbol: market.symbol,
    side,
    purpose: side === 'buy' ? 'enter' : 'exit',
    // One that rests without a price of its own waits for one.
    type: limitPrice === null ? 'stop' : 'limit',
    quantity,
    limitPrice,
  }
  return takenOver({ intent, clientOrderId: id, exchangeOrderId, reportedQuantity, time })
}

/** Under which nothing of ours is ever sent. */
function idOf({ exchangeOrderId, symbol }: OrderReport): string {
  return `ext-${exchangeOrderId}-${symbol}`.replaceAll(/[^A-Za-z0-9-]/g, '').slice(0, ID_LENGTH_MAX)
}

/** Without the zeros that some exchanges end prices with; nothing where it is none of this market. */
function priceIn(market: Market, text: string): Price | undefined {
  const exact = parseDecimal(text, DECIMALS_MAX)
  if (!exact.ok || exact.value <= 0) return undefined
  const price = parsePrice(market.priceDecimals, formatDecimal(exact.value, DECIMALS_MAX))
  return price.ok ? price.value : undefined
}
