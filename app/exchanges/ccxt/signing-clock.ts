import type { Exchange } from 'ccxt'
import { mainExchange } from './facts-of.ts'

interface SigningClock {
  /** The time by the exchange's clock, in Unix ms. */
  readonly now: () => number
  readonly risingNonce: boolean
}

/**
 * Makes ccxt sign with the exchange's time instead of our own. All eight exchanges take the nonce of a request from
 * `nonce()`; tokens (Coinbase) and the log-in of streams (OKX, Bitget, Gate, Coinbase) from `seconds()`; Bybit's log-in
 * from `milliseconds()`, which has to stay ours otherwise: ccxt tells by it whether a stream is alive.
 */
export function signWithClock(exchange: Exchange, { now, risingNonce }: SigningClock): void {
  let last = Number.NEGATIVE_INFINITY
  const nonce = () => {
    last = risingNonce ? Math.max(last + 1, now()) : now()
    return last
  }
  Object.assign(exchange, { nonce, seconds: () => Math.floor(now() / 1_000) })
  if (mainExchange(exchange.id) === 'bybit') logInWithClock(exchange, now)
}

/** The log-in reads the time before it waits for anything. */
function logInWithClock(exchange: Exchange, now: () => number): void {
  const authenticate: unknown = Reflect.get(exchange, 'authenticate')
  if (typeof authenticate !== 'function') return
  const milliseconds = exchange.milliseconds
  Object.assign(exchange, {
    authenticate(...input: unknown[]): unknown {
      exchange.milliseconds = now
      try {
        return Reflect.apply(authenticate, exchange, input)
      } finally {
        exchange.milliseconds = milliseconds
      }
    },
  })
}
