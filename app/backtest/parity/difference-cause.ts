import { amountToFloat, formatAmount } from '../../domain/amount.ts'
import type { Order } from '../../domain/order.ts'
import type { StoredDecision } from '../../ports/ledger-store.ts'
import type { TradedWish } from './traded-wishes.ts'

const BPS = 10_000
/** Below it a difference is one of rounding. */
const SAME_BPS = 0.01
const FOLLOWS = 'It follows from an earlier difference: the account held something else by then.'

/** What the account has written down about its wishes. */
export interface AccountMemory {
  readonly orders: ReadonlyMap<string, Order>
  /** Why the account did not send a wish, by its id. */
  readonly refusals: ReadonlyMap<string, StoredDecision>
  /** Bots that the account has; a manual order is of none of them. */
  readonly botIds: ReadonlySet<string>
}

/** Why both traded, but on other terms; null where they are the same. */
export function termsCause(
  account: TradedWish,
  backtest: TradedWish,
  hasDifferedBefore: boolean,
): string | null {
  const causes = [
    priceCause(account, backtest),
    quantityCause(account, backtest, hasDifferedBefore),
    feeCause(account, backtest),
  ].filter((cause) => cause !== undefined)
  return causes.length === 0 ? null : causes.join(' ')
}

function priceCause(account: TradedWish, backtest: TradedWish): string | undefined {
  const sign = account.side === 'buy' ? 1 : -1
  const worse = sign * (averageOf(account) / averageOf(backtest) - 1) * BPS
  if (Math.abs(worse) < SAME_BPS) return undefined
  const lateMs = account.time - backtest.time
  const late = lateMs > 0 ? `, ${(lateMs / 1_000).toFixed(1)} s after the candle's open` : ''
  const words = worse > 0 ? 'worse' : 'better'
  return `The price was ${Math.abs(worse).toFixed(2)} basis points ${words} than the modelled spread and slippage give${late}.`
}

function quantityCause(
  account: TradedWish,
  backtest: TradedWish,
  hasDifferedBefore: boolean,
): string | undefined {
  if (account.quantity === backtest.quantity) return undefined
  const numbers = `${formatAmount(account.quantity)} instead of ${formatAmount(backtest.quantity)} were traded`
  return hasDifferedBefore
    ? `${numbers}: the account had another balance after earlier differences.`
    : `${numbers}: the order was cut by a limit, by what was left to trade against, or by the balance.`
}

function feeCause(account: TradedWish, backtest: TradedWish): string | undefined {
  const [ours, theirs] = [feeBps(account), feeBps(backtest)]
  if (Math.abs(ours - theirs) < SAME_BPS) return undefined
  return `The fee was ${ours.toFixed(2)} instead of ${theirs.toFixed(2)} basis points.`
}

/** Why only the backtest traded. */
export function missingCause(
  intentId: string,
  { orders, refusals }: AccountMemory,
  hasDifferedBefore: boolean,
): string {
  const order = orders.get(intentId)
  if (order !== undefined) {
    const { state, note } = order
    return `The account's order ended as ${state}${note === null ? '' : `: ${note}`}.`
  }
  const refusal = refusals.get(intentId)
  if (refusal !== undefined) {
    return `The account did not send it (${refusal.kind}): ${refusal.reason}.`
  }
  if (hasDifferedBefore) return FOLLOWS
  return 'The account has no order for it: Cryptobot was not running, the bot was stopped, or trading was halted at that candle.'
}

/** Why only the account traded. */
export function extraCause(
  wish: TradedWish,
  { orders, botIds }: AccountMemory,
  hasDifferedBefore: boolean,
): string {
  if (!botIds.has(wish.botId)) return 'It was placed by hand; a backtest knows the bots alone.'
  const order = orders.get(wish.intentId)
  if (order?.intent.link?.role === 'stop') {
    return 'The stop at the exchange traded within a candle; a backtest watches closed candles.'
  }
  if (hasDifferedBefore) return FOLLOWS
  return 'The bot was warmed up on other candles, or its parameters were others then.'
}

function averageOf({ cost, quantity }: TradedWish): number {
  return amountToFloat(cost) / amountToFloat(quantity)
}

function feeBps({ fee, cost }: TradedWish): number {
  return (amountToFloat(fee) / amountToFloat(cost)) * BPS
}
