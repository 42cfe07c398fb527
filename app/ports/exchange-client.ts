import type { ApprovedOrder, OrderEvent } from '../domain/order.ts'

/** What is sent: an approved order under the id by which it can be found again. */
export interface OrderRequest {
  readonly order: ApprovedOrder
  readonly clientOrderId: string
}

/** What the exchange knows of a client order id. A failed query is neither answer. */
export type OrderLookup =
  | { readonly kind: 'found'; readonly events: readonly OrderEvent[] }
  | { readonly kind: 'absent' }
  | { readonly kind: 'failed'; readonly reason: string }

/**
 * An exchange as the engine sees it. Requests return at once; whatever becomes of them arrives as order events, in the
 * engine's queue like everything else.
 */
export interface ExchangeClient {
  /** How long the exchange may take to show an order it accepted; absence means nothing sooner. */
  readonly visibilityLagMs: number
  connect(listener: (event: OrderEvent) => void): void
  submit(request: OrderRequest): void
  cancel(clientOrderId: string): void
  findOrder(clientOrderId: string): Promise<OrderLookup>
}
