import { describe, expect, it } from 'vitest'
import type { Fill } from '../domain/fill.ts'
import type { Market } from '../domain/market.ts'
import { MarketBook } from '../domain/market-book.ts'
import { failure, success } from '../domain/result.ts'
import { money, quantity, SAMPLE_MARKET, sampleFill } from '../domain/sample-market.fixture.ts'
import { ScriptedExchange } from '../exchanges/scripted-exchange.fixture.ts'
import type { ExchangeTraits } from '../ports/exchange-client.ts'
import { MemoryLedgerStore } from '../storage/memory-ledger-store.ts'
import { Portfolio } from './portfolio.ts'
import { PriceWatch } from './price-watch.ts'
import { OPENING } from './trading-bench.fixture.ts'

const ETH: Market = { ...SAMPLE_MARKET, symbol: 'ETH/USDT', base: 'ETH' }
const BNB: Market = { ...SAMPLE_MARKET, symbol: 'BNB/USDT', base: 'BNB' }
const EURO: Market = { ...SAMPLE_MARKET, symbol: 'ETH/EUR', base: 'ETH', quote: 'EUR' }

class ListingExchange extends ScriptedExchange {
  override async fetchMarket() {
    this.asked.push('a market')
    return this.lists ? success(BNB) : failure('it is not traded here')
  }
  lists = true
}

function benchOf(
  markets: readonly Market[] = [SAMPLE_MARKET, ETH, EURO],
  traits: Partial<ExchangeTraits> = {},
) {
  const store = new MemoryLedgerStore()
  store.appendTransfers([OPENING])
  const book = new MarketBook(markets)
  const portfolio = new Portfolio({ currency: 'USDT', markets: book, store })
  const exchange = new ListingExchange(traits)
  const found: string[] = []
  const watch = new PriceWatch({
    exchange,
    rates: { markets: () => [] },
    portfolio,
    markets: book,
    market: SAMPLE_MARKET,
    found: ({ symbol }) => found.push(symbol),
  })
  const hold = (fill: Partial<Fill>) => portfolio.book(sampleFill(fill))
  return { book, exchange, watch, hold, found, portfolio }
}

const paidInBnb = { fee: money('0.01'), feeCurrency: 'BNB' }

describe('the prices of an account', () => {
  it('are watched in markets without candles, as long as something is held there', () => {
    const { exchange, watch, hold } = benchOf()
    watch.look()
    expect(exchange.watchedPrices).toEqual([])
    hold({})
    hold({ symbol: ETH.symbol, quantity: quantity('1'), cost: money('2000') })
    watch.look()
    expect(exchange.watchedPrices).toEqual(['ETH/USDT'])
    hold({ symbol: ETH.symbol, side: 'sell', quantity: quantity('1'), cost: money('2000') })
    watch.look()
    expect(exchange.watchedPrices).toEqual([])
  })

  it('include that of the currency in which fees are paid, once its market is known', async () => {
    const { exchange, watch, hold, book, found } = benchOf()
    hold(paidInBnb)
    watch.look()
    await expect.poll(() => found).toEqual(['BNB/USDT'])
    book.set(BNB)
    watch.look()
    expect(exchange.watchedPrices).toEqual(['BNB/USDT'])
  })

  it('include that of the coin in which the first fee may be taken, before there is one', async () => {
    const { exchange, watch, portfolio, book, found } = benchOf([SAMPLE_MARKET], { feeCoin: 'BNB' })
    watch.look()
    expect(exchange.asked).toEqual([])
    const deposit = { reference: 'd1', kind: 'deposit', currency: 'BNB', time: 1 } as const
    portfolio.transfer({ ...deposit, amount: money('2') })
    watch.look()
    await expect.poll(() => found).toEqual(['BNB/USDT'])
    book.set(BNB)
    watch.look()
    expect(exchange.watchedPrices).toEqual(['BNB/USDT'])
  })

  it('are asked for once where there is no such market', async () => {
    const { exchange, watch, hold, found } = benchOf()
    exchange.lists = false
    hold(paidInBnb)
    for (let round = 0; round < 3; round += 1) watch.look()
    await Promise.resolve()
    expect(exchange.asked).toEqual(['a market'])
    expect(found).toEqual([])
  })

  it('are told no more of once the account is closed', async () => {
    const { watch, hold, found } = benchOf()
    hold(paidInBnb)
    watch.look()
    watch.stop()
    await new Promise((resolve) => setImmediate(resolve))
    expect(found).toEqual([])
  })
})
