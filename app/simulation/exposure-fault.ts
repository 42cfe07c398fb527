import {
  add,
  larger,
  type Money,
  type Quantity,
  quantityOf,
  ratioOf,
  subtract,
  ZERO_MONEY,
  ZERO_QUANTITY,
} from '../domain/amount.ts'
import type { Execution } from '../domain/fill.ts'
import { MarketBook } from '../domain/market-book.ts'
import { notional, type Price } from '../domain/price.ts'
import { MANUAL_BOT } from '../engine/orders/place-ticket.ts'
import type { Portfolio } from '../engine/portfolio.ts'
import type { OrderRequest } from '../ports/exchange-client.ts'
import { SIMULATED_MARKETS } from './simulated-markets.ts'
import { BOTS, LIMITS, type World } from './world.ts'

const MARKETS = new MarketBook(SIMULATED_MARKETS)

/**
 * Why an order must not be sent, judged by what its bot really has at the exchange: what it holds, what its orders there
 * may still buy, and what is still on the wire.
 */
export function exposureFault(
  world: World,
  portfolio: Portfolio,
  { order, clientOrderId }: OrderRequest,
): string | undefined {
  if (order.side === 'sell') return undefined
  const open = [...world.sentIds.keys()].filter(
    (id) => id !== clientOrderId && mayTrade(world, id) !== ZERO_QUANTITY,
  )
  if (open.length >= LIMITS.openOrdersMax) return `although ${open.length} were open`
  // One that waits for its price trades about there, wherever the market is now.
  const price = order.limitPrice ?? order.triggerPrice ?? portfolio.mark(order.symbol)
  const equity = portfolio.equity()
  if (price === undefined || equity <= 0) return 'without a price'
  const asked = notional(MARKETS.get(order.symbol), price, order.quantity, 'down')
  const shareWith = (held: Money) => ratioOf(add(held, asked), equity)
  let all: Money = ZERO_MONEY
  for (const holder of [...BOTS, MANUAL_BOT]) {
    const held = worth(world, portfolio, {
      holder,
      symbol: order.symbol,
      price,
      but: clientOrderId,
    })
    all = add(all, held)
    if (holder === order.botId && shareWith(held) > LIMITS.botShareMax) {
      return `for a share of ${shareWith(held)}`
    }
  }
  return shareWith(all) > LIMITS.accountShareMax
    ? `for the account's share of ${shareWith(all)}`
    : undefined
}

interface Holding {
  readonly holder: string
  readonly symbol: string
  /** Where the last one is not known. */
  readonly price: Price
  readonly but: string
}

/** What the engine has booked, at the last price; what it has not heard of or may still come, at the lowest bid for it. */
function worth(world: World, portfolio: Portfolio, { holder, symbol, price, but }: Holding): Money {
  const market = MARKETS.get(symbol)
  const last = portfolio.mark(symbol) ?? price
  const booked = larger(portfolio.position(holder, symbol).quantity, ZERO_QUANTITY)
  const more = subtract(exposure(world, holder, symbol, but), booked)
  let lowest = last
  for (const [id, { order }] of world.sentIds) {
    const isTheirs = order.botId === holder && order.symbol === symbol && order.side === 'buy'
    if (isTheirs && id !== but)
      lowest = Math.min(lowest, order.limitPrice ?? order.triggerPrice ?? last) as Price
  }
  return add(notional(market, last, booked, 'down'), notional(market, lowest, more, 'down'))
}

function exposure(world: World, botId: string, symbol: string, but: string): Quantity {
  let quantity = tradedPosition(world, botId, symbol)
  for (const [id, { order }] of world.sentIds) {
    if (order.botId !== botId || order.symbol !== symbol || id === but) continue
    if (order.side === 'buy') quantity = add(quantity, mayTrade(world, id))
  }
  return quantity
}

/** What a bot holds by what really traded, whether it was told of it or not. */
export function tradedPosition(world: World, botId: string, symbol: string): Quantity {
  let quantity: Quantity = ZERO_QUANTITY
  const { base } = MARKETS.get(symbol)
  for (const execution of world.exchange.executions) {
    if (execution.symbol !== symbol || holderOf(world, execution) !== botId) continue
    const fee = execution.feeCurrency === base ? quantityOf(execution.fee) : ZERO_QUANTITY
    quantity =
      execution.side === 'buy'
        ? add(quantity, subtract(execution.quantity, fee))
        : subtract(quantity, execution.quantity)
  }
  return quantity
}

/** Whose order it was; one of strangers is somebody's once it was taken over. */
function holderOf(world: World, { clientOrderId, exchangeOrderId, symbol }: Execution) {
  if (clientOrderId !== null) return world.sentIds.get(clientOrderId)?.order.botId
  return world.ledger.loadOrderByExchangeId(symbol, exchangeOrderId)?.intent.botId
}

/** What an order can still trade: what is left of it at the exchange, or all of it while it can still arrive. */
export function mayTrade(world: World, clientOrderId: string): Quantity {
  const { exchange, profile, time } = world
  const sent = world.sentIds.get(clientOrderId)
  const taken = exchange.orders.findLast(({ wish }) => wish.clientOrderId === clientOrderId)
  if (taken) return taken.state === 'open' ? taken.remaining : ZERO_QUANTITY
  if (sent === undefined || exchange.rejectedIds.has(clientOrderId)) return ZERO_QUANTITY
  const canArrive = time.now() <= sent.at + profile.traits.requestWindowMs
  return canArrive ? sent.order.quantity : ZERO_QUANTITY
}
