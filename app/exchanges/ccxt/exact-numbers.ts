import type { Exchange } from 'ccxt'

/**
 * Makes ccxt hand over every number of an answer as the text that the exchange sent, instead of the nearest binary
 * fraction. ccxt documents the switch, but declares it for numbers only. Not for market data: books and candles are
 * sorted and summed up as numbers.
 */
export function keepNumbersExact(exchange: Exchange): void {
  Object.assign(exchange, { number: String })
}
