import type { Amount } from './amount.ts'
import type { OrderType, Side, TimeInForce } from './order.ts'

/** An order as an account asks for it, in the engine's terms. */
export interface OrderRequest {
  readonly accountId: string
  readonly clientOrderId: string
  readonly symbol: string
  readonly side: Side
  readonly type: OrderType
  readonly timeInForce?: TimeInForce
  readonly price?: Amount
  readonly triggerPrice?: Amount
  readonly trailingDelta?: number
  readonly reservesWhenTriggered?: boolean
  readonly quantity?: Amount
  readonly quoteQuantity?: Amount
  readonly listId?: number
  readonly listClientId?: string
  readonly origin?: 'api' | 'manual'
}
