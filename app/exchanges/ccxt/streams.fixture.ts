import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'
import type { Exchange } from 'ccxt'
import { loadSignedExchange } from './signed-exchange.fixture.ts'

/** ccxt's class with streams, with the market of the signed one. */
export async function loadStreams(exchangeId: string): Promise<Exchange> {
  const entry = pathToFileURL(createRequire(import.meta.url).resolve('ccxt'))
  const address = new URL(`../js/src/pro/${exchangeId}.js`, entry).href
  const module: { readonly default: new () => Exchange } = await import(/* @vite-ignore */ address)
  const exchange = new module.default()
  const { markets } = await loadSignedExchange(exchangeId, 'http://127.0.0.1:1')
  exchange.setMarkets(Object.values(markets ?? {}))
  return exchange
}
