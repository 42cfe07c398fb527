import { formatAmount } from '../../app/domain/amount.ts'
import { formatPrice } from '../../app/domain/price.ts'
import type { EngineListener } from '../../app/engine/engine-listener.ts'
import { DEMO_MARKET } from '../../app/exchanges/demo/demo-candles.ts'

/** A line on the state of things now and then, so that a quiet market does not look like a hang. */
const CANDLES_PER_LINE = 30

/** Writes what the engine does as lines for a person. */
export function printingListener(print: (line: string) => void): EngineListener {
  let candles = 0
  return {
    candleClosed: (candle, equity) => {
      candles += 1
      if (candles % CANDLES_PER_LINE !== 0) return
      print(
        `${clockTime(candle.openTime)}  close ${formatPrice(DEMO_MARKET, candle.close)}  equity ${formatAmount(equity)}`,
      )
    },
    orderChanged: ({ clientOrderId, state, updatedAt, note }) => {
      if (state === 'rejected' || state === 'cancelled' || state === 'unresolved') {
        print(`${clockTime(updatedAt)}  order ${clientOrderId} ${state}: ${note ?? ''}`)
      }
    },
    fillBooked: ({ time, side, quantity, price, fee }) => {
      const verb = side === 'buy' ? 'bought' : 'sold'
      print(
        `${clockTime(time)}  ${verb} ${formatAmount(quantity)} at ${formatPrice(DEMO_MARKET, price)}, fee ${formatAmount(fee)}`,
      )
    },
    decisionLogged: ({ time, kind, reason, detail }) => {
      print(`${clockTime(time)}  ${kind}: ${reason} (${detail()})`)
    },
    driftChanged: () => undefined,
    statusChanged: () => undefined,
  }
}

function clockTime(time: number): string {
  return new Date(time).toISOString().slice(0, 16).replace('T', ' ')
}
