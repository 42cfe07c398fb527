import type { Exchange } from 'ccxt'
import { keepNumbersExact } from './exact-numbers.ts'
import { factsOf, mainExchange } from './facts-of.ts'
import { loadExchange } from './load-exchange.ts'

export const TEST_SECRETS = {
  apiKey: 'test-api-key-0001',
  // Base64, as Kraken wants it.
  secret: 'dGVzdC1zZWNyZXQtMDAwMS10ZXN0LXNlY3JldC0wMDAx',
  password: 'test-passphrase-1',
}

/** The ids that the exchanges give to the one market of these tests. */
const MARKET_IDS: Readonly<Record<string, string>> = {
  coinbase: 'BTC-USDT',
  gate: 'BTC_USDT',
  kraken: 'XBTUSDT',
  kucoin: 'BTC-USDT',
  okx: 'BTC-USDT',
}

const BINANCE_TYPES = [
  ...['LIMIT', 'LIMIT_MAKER', 'MARKET', 'STOP_LOSS', 'STOP_LOSS_LIMIT'],
  ...['TAKE_PROFIT', 'TAKE_PROFIT_LIMIT'],
]

/** Unmodified ccxt with keys that are worth nothing and one market, talking to loopback only. */
export async function loadSignedExchange(exchangeId: string, baseUrl: string): Promise<Exchange> {
  const loaded = await loadExchange({ exchangeId, baseUrl, requestTimeoutMs: 1_000 })
  if (!loaded.ok) throw new Error(loaded.error.message)
  const exchange = loaded.value
  exchange.enableRateLimit = false
  keepNumbersExact(exchange)
  Object.assign(exchange, TEST_SECRETS)
  Object.assign(exchange.options, factsOf(exchangeId).ccxtOptions)
  exchange.setMarkets([market(MARKET_IDS[mainExchange(exchangeId)] ?? 'BTCUSDT')])
  return exchange
}

function market(id: string) {
  return {
    ...{ id, symbol: 'BTC/USDT', base: 'BTC', quote: 'USDT', baseId: 'BTC', quoteId: 'USDT' },
    ...{ type: 'spot', spot: true, margin: false, swap: false, future: false, option: false },
    ...{ contract: false, active: true },
    precision: { amount: 1e-8, price: 0.01, cost: 0.01 },
    limits: { amount: { min: 1e-8 }, price: {}, cost: {}, leverage: {} },
    info: { orderTypes: BINANCE_TYPES, quoteIncrement: '0.01' },
  }
}
