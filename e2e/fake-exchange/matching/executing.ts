import { type Amount, multiply, smallest } from './amount.ts'
import { endOrder, endRivals, release } from './ending.ts'
import type { EngineState } from './engine-state.ts'
import { type Fill, type Order, remaining, takesAnyPrice } from './order.ts'
import { spentAsset } from './reservation.ts'
import { type Execution, settle } from './settlement.ts'

/** Fills some of an order: the only place where orders grow and money changes hands. */
export function execute(state: EngineState, order: Order, execution: Execution): Order {
  const account = state.account(order.accountId)
  const market = state.market(order.symbol)
  const discountAssetPrice = state.discountPrice(account.feeRates.discountAsset, market)
  const working = endRivals(state, order)
  const settlement = settle(working, execution, { account, market, discountAssetPrice })
  state.changeBalances(order.accountId, settlement.changes)
  const filled = working.filled + execution.quantity
  const isDone = filled >= working.quantity
  const grown: Order = {
    ...working,
    filled,
    filledQuote: working.filledQuote + settlement.quoteQuantity,
    reserved: working.reserved - settlement.released,
    status: isDone ? 'filled' : 'partially-filled',
  }
  const fill = describeFill(state, order, execution, settlement)
  const recorded = state.record(isDone ? release(state, grown) : grown, 'trade', fill)
  state.announceBalances(
    order.accountId,
    settlement.changes.map(({ asset }) => asset),
  )
  return recorded
}

function describeFill(
  state: EngineState,
  order: Order,
  execution: Execution,
  { quoteQuantity, fee, feeAsset }: Pick<Fill, 'quoteQuantity' | 'fee' | 'feeAsset'>,
): Fill {
  const { accountId, symbol, side } = order
  const who = { id: state.nextId(), orderId: order.id, accountId, symbol, side }
  return { ...who, ...execution, quoteQuantity, fee, feeAsset, time: state.now() }
}

/** Fills a working order against the synthetic book as far as it goes, in as many portions as are scripted. */
export function match(state: EngineState, order: Order, maker: boolean): Order {
  const price = matchingPrice(state, order, maker)
  if (price === null) return order
  const left = remaining(order)
  const fillable = smallest(left, state.prices.liquidity(order.symbol) ?? left)
  if (fillable === 0n || (order.timeInForce === 'fok' && fillable < left)) return order
  const { quantities } = state.fillScript.take(order.symbol, fillable)
  let matched = order
  for (const quantity of quantities) {
    if (!canPay(state, matched, multiply(price, quantity)))
      return endOrder(state, matched, 'expired')
    state.prices.use(order.symbol, quantity)
    matched = execute(state, matched, { price, quantity, maker })
  }
  return matched
}

/** At which price an order trades now; null when nobody would. A resting order trades at its own. */
export function matchingPrice(state: EngineState, order: Order, maker: boolean): Amount | null {
  const { bid, ask } = state.prices.quote(order.symbol)
  const best = order.side === 'buy' ? ask : bid
  if (order.price === null || takesAnyPrice(order.type)) return best
  const crosses = order.side === 'buy' ? order.price >= ask : order.price <= bid
  if (!crosses) return null
  return maker ? order.price : best
}

/** A stop order that takes any price may need more than was locked for it. */
function canPay(state: EngineState, order: Order, cost: Amount): boolean {
  if (order.side === 'sell') return true
  const asset = spentAsset(order, state.market(order.symbol))
  return cost <= order.reserved + state.account(order.accountId).balance(asset).free
}
