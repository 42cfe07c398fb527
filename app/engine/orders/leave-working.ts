import { floorToStep, larger, ZERO_QUANTITY } from '../../domain/amount.ts'
import type { Candle } from '../../domain/candle.ts'
import type { Signal } from '../../domain/decision.ts'
import { isFinished, type Order, type OrderIntent, PLAIN_MARKET } from '../../domain/order.ts'
import { lowestSalePrice } from '../../domain/price.ts'
import { candleLetters, workingKey } from '../../domain/working-order.ts'
import { isStopHit } from '../../strategy/exits.ts'
import type { BotRunner } from '../bot-runner.ts'
import type { OrderDesk } from './order-desk.ts'
import { placeSignal, type SignalParts } from './place-signal.ts'
import { riskContext } from './risk-context.ts'
import { workingOrdersOf, workingStanding } from './working-standing.ts'

interface LeaveParts {
  readonly signals: SignalParts
  readonly desk: Pick<OrderDesk, 'takeBack'>
}

/**
 * Sells at the market what a bot holds although sales of it rest: each of these is replaced by one to the market, which
 * waits until the exchange has let it go, and is on disk from here on. What no order binds is sold at once.
 */
export function leaveWorking(
  { signals, desk }: LeaveParts,
  runner: BotRunner,
  decision: Signal,
  candle: Candle,
): void {
  const { market } = runner
  const orders = workingOrdersOf(signals, runner.bot.id).filter((order) => !isFinished(order))
  for (const order of orders) {
    if (order.intent.side === 'buy') desk.takeBack(order, decision.reason.text)
  }
  const { free } = workingStanding(signals, runner)
  const whole = floorToStep(larger(free, ZERO_QUANTITY), market.quantityStep)
  const sales = orders.filter(({ intent }) => intent.side === 'sell')
  if (sales.length === 0 || candle.close >= lowestSalePrice(market, whole)) {
    placeSignal(signals, runner, decision, candle)
  }
  const letter = isStopHit(decision) ? 's' : 'x'
  for (const order of sales) {
    const key = workingKey(runner.bot.id, order.intent.intentId) ?? ''
    const id = `${runner.bot.id}-${candleLetters(candle.openTime)}${key}-${letter}`
    replace(signals, order, { id, reason: decision.reason.text })
  }
}

interface Replacement {
  readonly id: string
  readonly reason: string
}

/** Nothing where it was replaced before. */
function replace(parts: SignalParts, sale: Order, { id, reason }: Replacement): void {
  const { risk, executor, announce, log, now, tracker } = parts
  const { clientOrderId: groupId, intent } = sale
  for (const { intent: other } of tracker.openOrders()) if (other.link?.groupId === groupId) return
  const atMarket: OrderIntent = {
    ...intent,
    ...PLAIN_MARKET,
    intentId: id,
    link: { groupId, role: 'replacement' },
  }
  const context = riskContext(parts, atMarket)
  const review = context && risk.review(atMarket, context)
  if (review?.kind !== 'approved') return
  const prepared = executor.prepareGroup([{ approved: review.order, waits: true }])
  if (!prepared.ok) return
  for (const { order } of prepared.value) announce(order)
  const detail = () => 'in the place of a sale that rests'
  log({ time: now(), botId: intent.botId, kind: 'exit', reason, detail, intentId: id })
}
