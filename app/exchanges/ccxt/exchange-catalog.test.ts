import ccxt, { type Exchange } from 'ccxt'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { FakeBinance } from '../../../e2e/fake-exchange/fake-binance.ts'
import { TIMEFRAMES } from '../../domain/timeframe.ts'
import { CcxtCatalog } from './exchange-catalog.ts'
import { LISTED_EXCHANGES } from './listed-exchanges.ts'
import { loadExchange } from './load-exchange.ts'

/** Their candles need an account. */
const NOT_PUBLIC = ['luno']

describe('the list of exchanges', () => {
  it('is what the installed ccxt offers: spot markets with public candles', () => {
    const offered = ccxt.exchanges.flatMap((id) => {
      const ExchangeClass: new () => Exchange = Reflect.get(ccxt, id)
      const { has, name } = new ExchangeClass()
      const isOffered = has.fetchOHLCV === true && has.spot === true && !NOT_PUBLIC.includes(id)
      return isOffered ? [{ id, name }] : []
    })
    expect(LISTED_EXCHANGES).toEqual(offered)
  })

  it('is what the catalog tells', async () => {
    expect(await new CcxtCatalog().listExchanges()).toBe(LISTED_EXCHANGES)
  })

  it('can be loaded, each one by itself, and asks for spot markets only', async () => {
    for (const { id, name } of LISTED_EXCHANGES) {
      const loaded = await loadExchange({ exchangeId: id, baseUrl: 'http://127.0.0.1:9/proxy' })
      if (!loaded.ok) throw new Error(loaded.error.message)
      const exchange = loaded.value
      expect(exchange.name).toBe(name)
      expect(TIMEFRAMES.some((timeframe) => timeframe in exchange.timeframes)).toBe(true)
      expect(JSON.stringify(exchange.urls.api)).not.toMatch(/https:|wss:/)
      expect(JSON.stringify(exchange.options.fetchMarkets ?? {})).not.toMatch(
        /"(linear|swap)"(?!:)|"(linear|swap)":true/,
      )
      expect(exchange.options.maxRetriesOnFailure).toBe(0)
      expect(exchange.enableRateLimit).toBe(true)
    }
  })
})

describe('the markets of an exchange', () => {
  const exchange = new FakeBinance()
  const catalog = new CcxtCatalog(500)

  beforeEach(() => exchange.start())
  afterEach(() => {
    exchange.faults.clear()
    return exchange.stop()
  })

  it('are listed with the candle lengths there are, for two requests at most', async () => {
    const before = exchange.requests.length
    expect(await catalog.listMarkets('binance', exchange.url)).toEqual({
      ok: true,
      value: [
        {
          symbol: 'BTC/USDT',
          base: 'BTC',
          quote: 'USDT',
          timeframes: TIMEFRAMES,
          priceDecimals: 2,
        },
        {
          symbol: 'ETH/USDT',
          base: 'ETH',
          quote: 'USDT',
          timeframes: TIMEFRAMES,
          priceDecimals: 2,
        },
      ],
    })
    expect(exchange.requests.slice(before)).toEqual(['/api/v3/exchangeInfo'])
  })

  it('leave out what is not traded', async () => {
    const info = JSON.parse(exchange.answer('/api/v3/exchangeInfo').body)
    info.symbols[0].status = 'BREAK'
    exchange.failWith({ kind: 'bad-shape', body: info })
    const listed = await catalog.listMarkets('binance', exchange.url)
    expect(listed.ok && listed.value.map((market) => market.symbol)).toEqual(['ETH/USDT'])
  })

  it.each([
    [{ kind: 'reset' } as const, 'exchange-unreachable'],
    [{ kind: 'hang' } as const, 'exchange-timeout'],
    [{ kind: 'truncated' } as const, 'exchange-misunderstood'],
    [{ kind: 'bad-shape', body: { symbols: [] } } as const, 'exchange-misunderstood'],
    [{ kind: 'rate-limit', status: 429, retryAfterSeconds: 5 } as const, 'exchange-slow-down'],
  ])('cannot be listed when there is %o', async (fault, code) => {
    exchange.failWith(fault)
    const listed = await catalog.listMarkets('binance', exchange.url)
    expect(!listed.ok && listed.error.code).toBe(code)
    expect(!listed.ok && listed.error.action.length).toBeGreaterThan(20)
  })

  it('cannot be listed for an exchange that nobody knows, or at no address', async () => {
    const unknown = await catalog.listMarkets('../../binance', undefined)
    expect(!unknown.ok && unknown.error.code).toBe('exchange-unknown')
    const nowhere = await catalog.listMarkets('binance', 'nowhere')
    expect(!nowhere.ok && nowhere.error.code).toBe('base-url-invalid')
  })
})
