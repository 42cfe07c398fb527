import type { Market } from '../../domain/market.ts'
import type { MarketBook } from '../../domain/market-book.ts'
import type { Side } from '../../domain/order.ts'
import type { ExchangeClient } from '../../ports/exchange-client.ts'
import type { DriftBook } from '../../reconciliation/drift-book.ts'
import type { TradingGate } from './trading-gate.ts'

export interface ClearanceParts {
  readonly gate: TradingGate
  readonly drifts: DriftBook
  readonly markets: MarketBook
  readonly exchange: Pick<ExchangeClient, 'blockedOrders'>
}

/** Whether an order may be sent in a market now, before anything is known of its size. What is in doubt stops entries; exits shrink it. */
export class Clearance {
  readonly #parts: ClearanceParts

  constructor(parts: ClearanceParts) {
    this.#parts = parts
  }

  /** Why a bot may send nothing in this market, or nothing. */
  blocked(kind: 'enter' | 'exit', botId: string, market: Market): string | undefined {
    return this.#parts.gate.blocked(kind, botId) ?? this.#doubtOn(kind, market)
  }

  /** The same for a person, who need not wait for a candle that the breakers like. */
  blockedByHand({ symbol, side }: { readonly symbol: string; readonly side: Side }) {
    const market = this.#parts.markets.find(symbol)
    if (market === undefined) return undefined
    const kind = side === 'buy' ? 'enter' : 'exit'
    return this.#parts.gate.closed(kind) ?? this.#doubtOn(kind, market)
  }

  #doubtOn(kind: 'enter' | 'exit', { base, quote }: Market): string | undefined {
    if (kind === 'exit') return undefined
    return this.#parts.drifts.doubtOn([base, quote]) ?? this.#parts.exchange.blockedOrders()
  }
}
