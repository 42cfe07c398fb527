import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'
import type { Exchange } from 'ccxt'
import { failure, type Problem, type Result, success } from '../../domain/result.ts'
import type { ExchangeKeys } from '../../ports/key-source.ts'
import { overrideAddresses } from './base-url.ts'
import type { ExchangeFacts } from './exchange-facts.ts'
import { factsOf } from './facts-of.ts'
import { findExchange } from './listed-exchanges.ts'

export const REQUEST_TIMEOUT_MS = 10_000

/** How often a socket is pinged at least; after two pings without an answer it counts as lost. */
const PING_MS_MAX = 18_000

interface ExchangeChoice {
  readonly exchangeId: string
  readonly baseUrl: string | undefined
  readonly requestTimeoutMs?: number
  /** With them the account can be asked and orders can be sent; without, there is public data only. */
  readonly account?: AccountAccess
  /** Its requests take their turns in a queue of ours. */
  readonly isPaced?: boolean
  /** Where ccxt has any of the exchange. */
  readonly hasStreams?: boolean
  readonly isTestnet?: boolean
}

export interface AccountAccess {
  readonly keys: ExchangeKeys
  readonly facts: ExchangeFacts
  readonly isTestnet: boolean
}

/** One exchange of ccxt, for its spot markets. */
export async function loadExchange(choice: ExchangeChoice): Promise<Result<Exchange, Problem>> {
  const { exchangeId, baseUrl, account, requestTimeoutMs = REQUEST_TIMEOUT_MS } = choice
  const { isPaced = account !== undefined, isTestnet = account?.isTestnet ?? false } = choice
  const { hasStreams = isPaced } = choice
  if (!findExchange(exchangeId)) return failure(unknownExchange(exchangeId))
  const ExchangeClass = await importExchangeClass(exchangeId, hasStreams)
  const exchange = new ExchangeClass({
    // Beside an account's orders, requests take their turns in a queue of our own, in which a cancel goes first.
    enableRateLimit: !isPaced,
    timeout: requestTimeoutMs,
    options: {
      maxRetriesOnFailure: 0,
      defaultType: 'spot',
      ...(isPaced && factsOf(exchangeId).ccxtOptions),
    },
    ...credentials(account),
  })
  askForSpotOnly(exchange)
  noticeSilence(exchange)
  const { testnet } = factsOf(exchangeId)
  if (isTestnet && testnet !== null) exchange[testnet](true)
  if (baseUrl === undefined) return success(exchange)
  const overridden = overrideAddresses(exchange.urls.api, baseUrl)
  if (!overridden.ok) return failure(badBaseUrl(exchange, overridden.error))
  exchange.urls.api = overridden.value
  // Without it, ccxt opens no WebSocket that is not encrypted.
  if (hasStreams) await exchange.loadHttpProxyAgent()
  return success(exchange)
}

function credentials(account: AccountAccess | undefined): object {
  if (account === undefined) return {}
  const { apiKey, secret, passphrase } = account.keys
  return { apiKey, secret, ...(passphrase === undefined ? {} : { password: passphrase }) }
}

type ExchangeClass = new (configuration: object) => Exchange

/**
 * Loads the one exchange instead of all hundred: a quarter of a second instead of two, 40 MB instead of 100. ccxt does
 * not export its single files, hence the way around by the place of the package.
 */
async function importExchangeClass(
  exchangeId: string,
  withStreams: boolean,
): Promise<ExchangeClass> {
  const entry = pathToFileURL(createRequire(import.meta.url).resolve('ccxt'))
  const streaming = new URL(`../js/src/pro/${exchangeId}.js`, entry)
  const plain = new URL(`../js/src/${exchangeId}.js`, entry)
  const { href } = withStreams && existsSync(streaming) ? streaming : plain
  const module: { readonly default: ExchangeClass } = await import(/* @vite-ignore */ href)
  return module.default
}

/** ccxt would look after Binance's socket every three minutes, and miss its silence for six or more. */
function noticeSilence(exchange: Exchange): void {
  const settings = exchange.streaming
  const stated: unknown = Reflect.get(settings, 'keepAlive')
  const keepAlive = Math.min(typeof stated === 'number' ? stated : PING_MS_MAX, PING_MS_MAX)
  exchange.streaming = { ...settings, keepAlive }
}

/** Futures and currencies would cost several more requests, some of them to hosts that a base URL cannot reach. */
function askForSpotOnly(exchange: Exchange): void {
  exchange.has.fetchCurrencies = false
  const settings: unknown = exchange.options.fetchMarkets
  if (typeof settings !== 'object' || settings === null || !('types' in settings)) return
  exchange.options.fetchMarkets = { ...settings, types: spotOnly(settings.types) }
}

function spotOnly(types: unknown): unknown {
  if (Array.isArray(types)) return ['spot']
  if (typeof types !== 'object' || types === null) return types
  return Object.fromEntries(
    Object.entries(types).map(([name, value]) => [
      name,
      name === 'spot' ? value : switchedOff(value),
    ]),
  )
}

function switchedOff(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return false
  return Object.fromEntries(Object.keys(value).map((name) => [name, false]))
}

function unknownExchange(exchangeId: string): Problem {
  return {
    code: 'exchange-unknown',
    message: `Cryptobot knows no exchange called "${exchangeId}" with public spot candles.`,
    action: 'Choose an exchange from the list.',
  }
}

function badBaseUrl(exchange: Exchange, reason: string): Problem {
  return {
    code: 'base-url-invalid',
    message: `The base URL set for ${exchange.name} cannot be used: ${reason}.`,
    action: `Correct it in the settings, or clear it to use ${exchange.name}'s own address.`,
  }
}
