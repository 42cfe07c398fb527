import type { OrderView } from '../../app/contract/engine-view.ts'
import { MANUAL_BOT } from '../../app/contract/manual-bot.ts'
import { exactOf, exactText, floorToStep } from '../format/exact-decimal.ts'
import { isCancelling, isWorking } from '../format/order-words.ts'
import { EMPTY_TICKET, type TicketForm } from './order-ticket.ts'

/** One that a person placed and that still works; a bot makes its own equal to what it wants again. */
export function isChangeable(order: OrderView): boolean {
  const waitsForPrice = (order.limitPrice ?? order.triggerPrice) !== null
  const isTrailing = order.trailingPercent !== null
  return (
    order.botId === MANUAL_BOT &&
    waitsForPrice &&
    !isTrailing &&
    isWorking(order) &&
    !isCancelling(order)
  )
}

/** The price at which its line is drawn: where something happens first. */
export function linePrice({ triggerPrice, limitPrice }: OrderView): string | null {
  return triggerPrice ?? limitPrice
}

/** A ticket like the order, moved to another price; a limit beyond a trigger keeps its distance. */
export function ticketLike(
  order: OrderView,
  movedTo: string | null,
  priceTick: string,
): TicketForm {
  const { side, type, quantity, limitPrice, triggerPrice, timeInForce, postOnly } = order
  const from = exactOf(linePrice(order) ?? '') ?? 0n
  const to = movedTo === null ? from : onTick(movedTo, priceTick)
  const moved = (price: string | null): string => {
    const exact = price === null ? undefined : exactOf(price)
    return exact === undefined ? '' : exactText(exact + to - from)
  }
  return {
    ...EMPTY_TICKET,
    ...{ side, type, quantity, timeInForce, postOnly },
    ...{ limitPrice: moved(limitPrice), triggerPrice: moved(triggerPrice) },
  }
}

function onTick(price: string, priceTick: string): bigint {
  return floorToStep(exactOf(price) ?? 0n, exactOf(priceTick) ?? 1n)
}
