import type { ExchangeFacts } from './exchange-facts.ts'
import { binance } from './facts/binance.ts'
import { bitget } from './facts/bitget.ts'
import { bybit } from './facts/bybit.ts'
import { coinbase } from './facts/coinbase.ts'
import { gate } from './facts/gate.ts'
import { kraken } from './facts/kraken.ts'
import { kucoin } from './facts/kucoin.ts'
import { okx } from './facts/okx.ts'
import { unknownExchange } from './facts/unknown-exchange.ts'

const KNOWN: readonly ExchangeFacts[] = [
  binance,
  bitget,
  bybit,
  coinbase,
  gate,
  kraken,
  kucoin,
  okx,
]

/** Regional houses of the same exchange: ccxt's classes of them inherit all of the requests and answers. */
const SAME_AS: Readonly<Record<string, ExchangeFacts>> = {
  binanceus: binance,
  bybiteu: bybit,
  gateeu: gate,
  myokx: okx,
  okxus: okx,
}

/** Of an exchange that nobody has looked into, no more is believed than is safe: it cannot be traded on. */
export function factsOf(exchangeId: string): ExchangeFacts {
  const known = KNOWN.find((facts) => facts.exchangeId === exchangeId)
  if (known) return known
  const main = SAME_AS[exchangeId]
  return main ? { ...main, exchangeId, testnet: null } : unknownExchange(exchangeId)
}

/** The exchanges that orders can be sent to. */
export const TRADED_EXCHANGES: readonly string[] = [
  ...KNOWN.map((facts) => facts.exchangeId),
  ...Object.keys(SAME_AS),
]

/** The exchange whose facts these are. */
export function mainExchange(exchangeId: string): string {
  return SAME_AS[exchangeId]?.exchangeId ?? exchangeId
}
