import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'
import type { Exchange } from 'ccxt'
import { overrideAddresses } from '../../app/exchanges/ccxt/base-url.ts'

interface ClientOptions {
  readonly exchangeId: string
  readonly url: string
  readonly apiKey?: string
  readonly secret?: string
  readonly passphrase?: string
  readonly timeoutMs?: number
}

type ExchangeClass = new (configuration: object) => Exchange

/** The real ccxt, streams included, with nothing changed but the addresses. */
export async function openClient(options: ClientOptions): Promise<Exchange> {
  const { exchangeId, url, apiKey, secret, passphrase, timeoutMs = 4_000 } = options
  const ExchangeClass = await importExchangeClass(exchangeId)
  const client = new ExchangeClass({
    ...(apiKey === undefined ? {} : { apiKey, secret }),
    ...(passphrase === undefined ? {} : { password: passphrase }),
    timeout: timeoutMs,
    enableRateLimit: false,
    options: { defaultType: 'spot', maxRetriesOnFailure: 0 },
  })
  client.has.fetchCurrencies = false
  client.options.fetchMargins = false
  const overridden = overrideAddresses(client.urls.api, url)
  if (!overridden.ok) throw new Error(overridden.error)
  client.urls.api = overridden.value
  // Without it ccxt refuses to open ws:// at all.
  await client.loadHttpProxyAgent()
  await client.loadMarkets()
  return client
}

/** One file instead of ccxt's index, which loads all exchanges and takes seconds. */
async function importExchangeClass(exchangeId: string): Promise<ExchangeClass> {
  const entry = pathToFileURL(createRequire(import.meta.url).resolve('ccxt'))
  const address = new URL(`../js/src/pro/${exchangeId}.js`, entry).href
  const module: { readonly default: ExchangeClass } = await import(/* @vite-ignore */ address)
  return module.default
}

/** What ccxt makes of a failure: its class's name. */
export async function errorOf(promise: Promise<unknown>): Promise<string> {
  try {
    await promise
    return 'none'
  } catch (error) {
    return error instanceof Error ? error.constructor.name : String(error)
  }
}

/**
 * What ccxt rejects and leaves to nobody while something runs: a subscription that is refused leaves such a promise
 * behind, which would end a process that does not expect it.
 */
export async function strayRejectionsOf(run: () => Promise<unknown>): Promise<readonly string[]> {
  const stray: string[] = []
  const others = process.listeners('unhandledRejection')
  process.removeAllListeners('unhandledRejection')
  process.on('unhandledRejection', (error) => {
    stray.push(error instanceof Error ? error.constructor.name : String(error))
  })
  await run()
  await new Promise((resolve) => setImmediate(resolve))
  process.removeAllListeners('unhandledRejection')
  for (const other of others) process.on('unhandledRejection', other)
  return stray
}
