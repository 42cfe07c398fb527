import { describe, expect, it } from 'vitest'
import { MarketBook } from '../domain/market-book.ts'
import { formatPrice, type Price, parsePrice } from '../domain/price.ts'
import { money, price, SAMPLE_MARKET, sampleIntent } from '../domain/sample-market.fixture.ts'
import type { OpenLedger } from './ledger-store.suite.ts'
import { nthFill, nthOrder } from './nth-order.fixture.ts'

function priceOf(decimals: number, text: string): Price {
  const parsed = parsePrice(decimals, text)
  if (!parsed.ok) throw new Error(parsed.error)
  return parsed.value
}

const TINY = {
  ...SAMPLE_MARKET,
  symbol: 'SHIB/USDT',
  base: 'SHIB',
  priceDecimals: 18,
  priceTick: priceOf(18, '0.000000000000000001'),
}

export function describeMarkets(name: string, open: OpenLedger): void {
  describe(`markets in ${name}`, () => {
    it('are saved and go into the book', () => {
      const markets = new MarketBook()
      const store = open(markets)
      expect(store.loadMarkets()).toEqual([])
      store.saveMarket(SAMPLE_MARKET)
      store.saveMarket(TINY)
      expect(store.loadMarkets()).toEqual([SAMPLE_MARKET, TINY])
      expect([...markets.all()]).toEqual([SAMPLE_MARKET, TINY])
    })

    it('take their new rules', () => {
      const markets = new MarketBook()
      const store = open(markets)
      store.saveMarket(SAMPLE_MARKET)
      const changed = { ...SAMPLE_MARKET, notionalMin: money('10'), priceTick: price('0.1') }
      store.saveMarket(changed)
      expect(store.loadMarkets()).toEqual([changed])
      expect(markets.get(SAMPLE_MARKET.symbol)).toEqual(changed)
    })

    it('each read the prices of their own orders', () => {
      const store = open(new MarketBook())
      for (const market of [SAMPLE_MARKET, TINY]) store.saveMarket(market)
      const { symbol } = TINY
      const limitPrice = priceOf(18, '0.000000000000000123')
      const tiny = nthOrder(1, { intent: sampleIntent({ symbol, type: 'limit', limitPrice }) })
      const plain = nthOrder(2, {
        intent: sampleIntent({ intentId: 'i2', type: 'limit', limitPrice: price('29999.99') }),
      })
      store.insertOrders([tiny, plain])
      const fill = { ...nthFill(1), symbol, price: limitPrice }
      store.bookFill(fill, tiny)
      expect(store.loadRecentOrders(9)).toEqual([tiny, plain])
      expect(store.loadFills()).toEqual([fill])
    })

    it('keep the decimals that their older prices have', () => {
      const markets = new MarketBook()
      const store = open(markets)
      store.saveMarket(SAMPLE_MARKET)
      const limitPrice = price('29999.99')
      const order = nthOrder(1, { intent: sampleIntent({ type: 'limit', limitPrice }) })
      store.insertOrders([order])
      store.saveMarket({ ...SAMPLE_MARKET, priceDecimals: 1, priceTick: priceOf(1, '0.5') })
      const kept = markets.get(SAMPLE_MARKET.symbol)
      expect(kept.priceDecimals).toBe(2)
      expect(formatPrice(kept, kept.priceTick)).toBe('0.5')
      expect(store.loadMarkets()).toEqual([kept])
      expect(store.loadOrder(order.clientOrderId)).toEqual(order)
    })

    it('count no finer while somebody holds their prices', () => {
      const markets = new MarketBook()
      const store = open(markets)
      store.saveMarket(SAMPLE_MARKET)
      const finer = { ...SAMPLE_MARKET, priceDecimals: 4, notionalMin: money('10') }
      store.saveMarket({ ...finer, priceTick: priceOf(4, '0.0001') })
      const { priceDecimals, priceTick } = SAMPLE_MARKET
      expect(markets.get(SAMPLE_MARKET.symbol)).toEqual({ ...finer, priceDecimals, priceTick })
      store.saveMarket({ ...finer, priceTick: priceOf(4, '0.5') })
      expect(markets.get(SAMPLE_MARKET.symbol).priceTick).toBe(price('0.5'))
    })
  })
}
