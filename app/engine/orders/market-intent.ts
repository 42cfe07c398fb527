import type { Money, Quantity } from '../../domain/amount.ts'
import type { Bot } from '../../domain/bot.ts'
import type { OrderIntent, OrderLink } from '../../domain/order.ts'

export interface MarketWish {
  readonly intentId: string
  readonly purpose: 'enter' | 'exit'
  readonly quantity: Quantity
  readonly funds?: Money | null
  readonly link?: OrderLink | null
}

/** What a bot sends at the market. Written out, so that all of them have one shape: that is read fastest. */
export function marketIntent(
  { id, symbol }: Pick<Bot, 'id' | 'symbol'>,
  { intentId, purpose, quantity, funds = null, link = null }: MarketWish,
): OrderIntent {
  return {
    intentId,
    botId: id,
    symbol,
    side: purpose === 'enter' ? 'buy' : 'sell',
    purpose,
    type: 'market',
    quantity,
    funds,
    limitPrice: null,
    triggerPrice: null,
    trailingRate: null,
    timeInForce: 'gtc',
    postOnly: false,
    link,
    limits: null,
  }
}
