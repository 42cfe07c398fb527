import type { Exchange } from 'ccxt'

/**
 * Calls back with every ticker that ccxt puts into its record of them, whoever waits for it: awaiting the promise of each
 * would cost more than the ticker. What it holds is left as the exchange sent it, as text; ccxt would reckon averages from
 * it, exactly and for every message, which costs five times as much as all the rest.
 */
export function tapTickers(
  exchange: Exchange,
  onTicker: (symbol: string, raw: unknown) => void,
): void {
  Object.assign(exchange, {
    safeTicker: (ticker: unknown) => ticker,
    tickers: new Proxy<Record<string, unknown>>(
      {},
      {
        set(held, symbol, raw: unknown) {
          if (typeof symbol !== 'string') return false
          held[symbol] = raw
          onTicker(symbol, raw)
          return true
        },
      },
    ),
  })
}
