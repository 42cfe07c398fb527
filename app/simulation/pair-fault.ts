import { ZERO_QUANTITY } from '../domain/amount.ts'
import type { SimulatedExchange } from './simulated-exchange.ts'

/** Why a stop and a target that the exchange keeps as one are not: one trades, and the other is still there or has traded too. */
export function pairFault({ pairs }: Pick<SimulatedExchange, 'pairs'>): string | undefined {
  for (const pair of pairs) {
    for (const [traded, other] of [pair, pair.toReversed()]) {
      if (traded === undefined || other === undefined || traded.filled === ZERO_QUANTITY) continue
      const names = `${traded.wish.clientOrderId} has traded, and ${other.wish.clientOrderId}`
      if (other.filled !== ZERO_QUANTITY) return `${names} has as well`
      if (other.state === 'open') return `${names} is still open`
    }
  }
  return undefined
}
