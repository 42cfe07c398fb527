import type { Money } from '../domain/amount.ts'
import type { Balance } from '../domain/balance.ts'
import type { Execution } from '../domain/fill.ts'
import type { OrderReply } from '../domain/order.ts'
import type { Price } from '../domain/price.ts'
import type { ExchangeListener } from '../ports/exchange-client.ts'
import type { CallBreaker } from '../ports/exchange-health.ts'

/** Keeps all that an exchange says, in the order in which it was said. */
export class RecordingListener implements ExchangeListener {
  readonly replies: OrderReply[] = []
  readonly executions: Execution[] = []
  readonly connection: ('lost' | 'restored')[] = []
  readonly failedCancels: { readonly clientOrderId: string; readonly reason: string }[] = []
  readonly callBreakers: CallBreaker[] = []
  readonly droppedBooks: string[] = []
  /** The newest that was told without being asked. */
  readonly toldTotals = new Map<string, Money>()
  readonly prices = new Map<string, Price>()
  hints = 0

  onReply(reply: OrderReply): void {
    this.replies.push(reply)
  }

  onExecution(execution: Execution): void {
    this.executions.push(execution)
  }

  onHint(): void {
    this.hints += 1
  }

  onBalances(balances: readonly Balance[]): void {
    for (const { currency, total } of balances) this.toldTotals.set(currency, total)
  }

  onPrice(symbol: string, price: Price): void {
    this.prices.set(symbol, price)
  }

  onConnection(state: 'lost' | 'restored'): void {
    this.connection.push(state)
  }

  onCancelFailed(clientOrderId: string, reason: string): void {
    this.failedCancels.push({ clientOrderId, reason })
  }

  onBookDropped(symbol: string): void {
    this.droppedBooks.push(symbol)
  }

  onCallBreaker(breaker: CallBreaker): void {
    this.callBreakers.push(breaker)
  }

  repliesTo(clientOrderId: string): readonly OrderReply[] {
    return this.replies.filter((reply) => reply.clientOrderId === clientOrderId)
  }

  kindsTold(clientOrderId: string): readonly OrderReply['kind'][] {
    return this.repliesTo(clientOrderId).map(({ kind }) => kind)
  }
}
