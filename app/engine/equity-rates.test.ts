import { describe, expect, it } from 'vitest'
import type { Market } from '../domain/market.ts'
import { MarketBook } from '../domain/market-book.ts'
import { money, price, SAMPLE_MARKET } from '../domain/sample-market.fixture.ts'
import { MemoryLedgerStore } from '../storage/memory-ledger-store.ts'
import { EquityRates } from './equity-rates.ts'
import { Portfolio } from './portfolio.ts'
import { OPENING } from './trading-bench.fixture.ts'

function marketOf(symbol: string): Market {
  const [base = '', quote = ''] = symbol.split('/')
  return { ...SAMPLE_MARKET, symbol, base, quote }
}

/** 10,000 USDT, 0.5 BTC and 3 DOGE, in an account that trades BTC/USDT at 30,000. */
function ratesOf(listed: readonly string[]) {
  const ledger = new MemoryLedgerStore()
  ledger.appendTransfers([
    OPENING,
    { ...OPENING, reference: 'btc', currency: 'BTC', amount: money('0.5') },
    { ...OPENING, reference: 'doge', currency: 'DOGE', amount: money('3') },
  ])
  const markets = new MarketBook([SAMPLE_MARKET])
  const portfolio = new Portfolio({ currency: 'USDT', markets, store: ledger })
  portfolio.markAt('BTC/USDT', price('30000'))
  const book = new MarketBook(listed.map(marketOf))
  const exchange = { listedMarket: (symbol: string) => book.find(symbol) }
  return { rates: new EquityRates({ portfolio, markets, exchange, ledger }), portfolio, ledger }
}

describe('equity in the currency of the account', () => {
  it('names what is held and not counted in it', () => {
    const { rates } = ratesOf(['DOGE/USDT'])
    expect(rates.worth()).toEqual({
      currency: 'USDT',
      equity: money('25000'),
      unpriced: ['DOGE'],
    })
    expect(rates.markets()).toEqual([])
  })
})

describe('equity in another currency', () => {
  it('is reckoned through the markets that lead there, and is not whole before all have a price', () => {
    const { rates } = ratesOf(['EUR/USDT', 'BTC/EUR', 'DOGE/USDT'])
    rates.choose('EUR')
    expect(rates.markets().map(({ symbol }) => symbol)).toEqual([
      'EUR/USDT',
      'BTC/EUR',
      'DOGE/USDT',
    ])
    expect(rates.worth()).toEqual({
      currency: 'EUR',
      equity: 0,
      unpriced: ['USDT', 'BTC', 'DOGE'],
    })
    rates.mark('EUR/USDT', price('1.25'))
    rates.mark('BTC/EUR', price('25000'))
    // 8,000 + 12,500; DOGE has no price yet.
    expect(rates.worth()).toEqual({ currency: 'EUR', equity: money('20500'), unpriced: ['DOGE'] })
    rates.mark('DOGE/USDT', price('0.5'))
    expect(rates.worth()).toEqual({ currency: 'EUR', equity: money('20501.2'), unpriced: [] })
  })

  it('says what nothing prices, and counts it nowhere', () => {
    const { rates } = ratesOf(['EUR/USDT'])
    rates.choose('EUR')
    rates.mark('EUR/USDT', price('1.25'))
    expect(rates.worth()).toEqual({ currency: 'EUR', equity: money('20000'), unpriced: ['DOGE'] })
  })

  it('leaves alone what risk rules reckon with', () => {
    const { rates, portfolio } = ratesOf(['DOGE/USDT', 'EUR/USDT'])
    rates.choose('EUR')
    expect(rates.mark('DOGE/USDT', price('100'))).toBe(true)
    expect(rates.mark('BTC/USDT', price('1'))).toBe(false)
    expect(portfolio.equity()).toBe(money('25000'))
    expect(portfolio.mark('DOGE/USDT')).toBeUndefined()
  })

  it('stays chosen after a restart', () => {
    const first = ratesOf(['EUR/USDT'])
    first.rates.choose('EUR')
    expect(first.ledger.loadEquityCurrency()).toBe('EUR')
    const markets = new MarketBook([SAMPLE_MARKET])
    const again = new EquityRates({ ...first, markets, exchange: {} })
    expect(again.currency).toBe('EUR')
  })
})
