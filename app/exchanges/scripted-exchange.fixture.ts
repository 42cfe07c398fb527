import type { OrderEvent } from '../domain/order.ts'
import type { ExchangeClient, OrderLookup, OrderRequest } from '../ports/exchange-client.ts'

/** An exchange that only writes down what it is asked, and answers what it was told to. */
export class ScriptedExchange implements ExchangeClient {
  readonly submitted: OrderRequest[] = []
  readonly cancelled: string[] = []
  readonly lookedUp: string[] = []
  readonly visibilityLagMs: number
  /** Called when an order arrives, as the exchange would see the world at that moment. */
  onSubmit: (request: OrderRequest) => void = () => undefined
  readonly #answers: OrderLookup[]

  constructor(answers: readonly OrderLookup[] = [], visibilityLagMs = 0) {
    this.#answers = [...answers]
    this.visibilityLagMs = visibilityLagMs
  }

  connect(_listener: (event: OrderEvent) => void): void {
    // Nothing ever happens here by itself.
  }

  submit(request: OrderRequest): void {
    this.submitted.push(request)
    this.onSubmit(request)
  }

  cancel(clientOrderId: string): void {
    this.cancelled.push(clientOrderId)
  }

  async findOrder(clientOrderId: string): Promise<OrderLookup> {
    this.lookedUp.push(clientOrderId)
    return this.#answers.shift() ?? { kind: 'failed', reason: 'no answer was scripted' }
  }
}
