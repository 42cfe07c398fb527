import { describe, expect, it } from 'vitest'
import { rateFromPercent } from '../domain/amount.ts'
import type { Market } from '../domain/market.ts'
import { MarketBook } from '../domain/market-book.ts'
import type { Order } from '../domain/order.ts'
import {
  money,
  price,
  quantity,
  SAMPLE_MARKET,
  sampleFill,
  sampleIntent,
  sampleOrder,
} from '../domain/sample-market.fixture.ts'
import { MemoryLedgerStore } from '../storage/memory-ledger-store.ts'
import { Portfolio, pendingQuantity } from './portfolio.ts'
import { OPENING } from './trading-bench.fixture.ts'

const ETH: Market = { ...SAMPLE_MARKET, symbol: 'ETH/USDT', base: 'ETH' }
const BNB: Market = { ...SAMPLE_MARKET, symbol: 'BNB/USDT', base: 'BNB' }
const EURO: Market = { ...SAMPLE_MARKET, symbol: 'BTC/EUR', quote: 'EUR' }
const FREE = rateFromPercent(0)

const bitcoin = sampleFill()
const ether = sampleFill({
  fillId: 'f2',
  botId: 'bot2',
  symbol: ETH.symbol,
  price: price('2000'),
  quantity: quantity('1'),
  cost: money('2000'),
  fee: money('2'),
})

/** 10,000 USDT, in which equity is counted. */
function portfolioOf() {
  const store = new MemoryLedgerStore()
  store.appendTransfers([OPENING])
  const markets = new MarketBook([SAMPLE_MARKET, ETH, BNB, EURO, CROSS])
  return new Portfolio({ currency: 'USDT', markets, store })
}

const CROSS: Market = { ...SAMPLE_MARKET, symbol: 'ETH/EUR', base: 'ETH', quote: 'EUR' }

function buying(symbol: string, of: string, at: string | null): Order {
  const limitPrice = at === null ? null : price(at)
  const intent = sampleIntent({ symbol, quantity: quantity(of), limitPrice, intentId: symbol })
  return sampleOrder({ intent })
}

describe('a portfolio of several markets', () => {
  it('keeps what each bot holds, and what the account does of each currency', () => {
    const portfolio = portfolioOf()
    portfolio.book(bitcoin)
    portfolio.book(ether)
    expect(portfolio.position('bot1', 'BTC/USDT').quantity).toBe(quantity('0.1'))
    expect(portfolio.position('bot2', 'ETH/USDT').quantity).toBe(quantity('1'))
    expect(portfolio.position('bot2', 'BTC/USDT').quantity).toBe(0)
    expect([portfolio.holding('BTC'), portfolio.holding('ETH')]).toEqual([
      quantity('0.1'),
      quantity('1'),
    ])
    expect(portfolio.cash).toBe(money('4995'))
    expect(portfolio.feesPaid).toBe(money('5'))
  })

  it('is worth its cash and what the prices say, whichever came first', () => {
    const portfolio = portfolioOf()
    portfolio.markAt('BTC/USDT', price('31000'))
    portfolio.book(bitcoin)
    portfolio.book(ether)
    expect(portfolio.equity()).toBe(money('8095'))
    portfolio.markAt('ETH/USDT', price('2100'))
    expect(portfolio.equity()).toBe(money('10195'))
  })

  it('is not worth more for a market that is quoted in another currency', () => {
    const portfolio = portfolioOf()
    portfolio.book(bitcoin)
    portfolio.markAt('BTC/USDT', price('30000'))
    const before = portfolio.equity()
    portfolio.markAt('BTC/EUR', price('28000'))
    expect(portfolio.equity()).toBe(before)
  })

  it('knows what other bots hold of a currency, in whichever market they bought it', () => {
    const portfolio = portfolioOf()
    portfolio.book(bitcoin)
    portfolio.book(sampleFill({ fillId: 'f3', botId: 'bot3', symbol: 'BTC/EUR' }))
    portfolio.book(ether)
    expect(portfolio.heldByOthers('manual', 'BTC')).toBe(quantity('0.2'))
    expect(portfolio.heldByOthers('bot1', 'BTC')).toBe(quantity('0.1'))
    expect(portfolio.heldByOthers('manual', 'BNB')).toBe(0)
  })
})

describe('the worth of a fee', () => {
  const execution = { ...bitcoin, fee: money('0.01') }

  it('is itself in the quote currency', () => {
    expect(portfolioOf().feeInQuote(execution)).toBe(money('0.01'))
  })

  it('in the base currency follows from the price of the trade', () => {
    expect(portfolioOf().feeInQuote({ ...execution, feeCurrency: 'BTC' })).toBe(money('300'))
  })

  it('in a third one follows from its last price, and is nothing where there is none', () => {
    const portfolio = portfolioOf()
    const fee = { ...execution, feeCurrency: 'BNB' }
    expect(portfolio.feeInQuote(fee)).toBe(0)
    portfolio.markAt('BNB/USDT', price('600'))
    expect(portfolio.feeInQuote(fee)).toBe(money('6'))
  })

  it('in a third one leaves the account in that one', () => {
    const portfolio = portfolioOf()
    portfolio.book({ ...execution, feeCurrency: 'BNB', feeInQuote: money('6') })
    expect(portfolio.balance('BNB')).toBe(money('-0.01'))
    expect(portfolio.cash).toBe(money('7000'))
    expect(portfolio.position('bot1', 'BTC/USDT').cost).toBe(money('3006'))
  })
})

describe('free cash', () => {
  it('is what open purchases will leave, of the currency they are paid in', () => {
    const portfolio = portfolioOf()
    portfolio.markAt('ETH/USDT', price('2000'))
    const orders = [
      buying('BTC/USDT', '0.1', '30000'),
      buying('ETH/USDT', '1', null),
      buying('BTC/EUR', '1', '28000'),
    ]
    expect(portfolio.freeCash(orders, 'USDT', FREE)).toBe(money('5000'))
    expect(portfolio.freeCash(orders, 'USDT', rateFromPercent(1))).toBe(money('4950'))
    expect(portfolio.freeCash(orders, 'EUR', FREE)).toBe(0)
  })

  it('is lessened by a finished purchase only as far as its fills are missing', () => {
    const portfolio = portfolioOf()
    const cancelled: Order = { ...buying('BTC/USDT', '0.1', '30000'), state: 'cancelled' }
    expect(portfolio.freeCash([cancelled], 'USDT', FREE)).toBe(money('10000'))
    const awaited = { ...cancelled, reportedQuantity: quantity('0.04') }
    expect(portfolio.freeCash([awaited], 'USDT', FREE)).toBe(money('8800'))
  })
})

describe('what is still to be traded', () => {
  it('counts the orders of one bot, in one market, on one side', () => {
    const mine = buying('BTC/USDT', '0.1', null)
    const others = [
      buying('ETH/USDT', '1', null),
      { ...mine, intent: { ...mine.intent, botId: 'bot2' } },
      { ...mine, intent: { ...mine.intent, side: 'sell' } as const },
    ]
    const bot = { botId: 'bot1', symbol: 'BTC/USDT' }
    expect(pendingQuantity([mine, ...others], bot, 'buy')).toBe(quantity('0.1'))
  })
})

describe('what is held for another currency', () => {
  const cross = { ...ether, fillId: 'f3', symbol: CROSS.symbol, feeCurrency: 'EUR' }

  it('is worth what the prices say that lead to the account’s currency', () => {
    const market = { ...SAMPLE_MARKET, symbol: 'EUR/USDT', base: 'EUR' }
    const store = new MemoryLedgerStore()
    const portfolio = new Portfolio({
      currency: 'USDT',
      markets: new MarketBook([CROSS, market]),
      store,
    })
    portfolio.book(cross)
    portfolio.markAt('EUR/USDT', price('1.1'))
    expect(portfolio.exposure('bot2').get('ETH')).toBe(money('2202.2'))
  })

  it('is unknown, and not nothing, where none leads there', () => {
    const portfolio = portfolioOf()
    portfolio.book(cross)
    portfolio.book(ether)
    expect([...portfolio.exposure('bot2')]).toEqual([['ETH', undefined]])
    expect(portfolio.exposure().get('ETH')).toBeUndefined()
  })
})

it('takes for granted that an order without any price may take all the cash', () => {
  const portfolio = portfolioOf()
  expect(portfolio.freeCash([buying('BNB/USDT', '1', null)], 'USDT', FREE)).toBe(0)
  portfolio.markAt('BNB/USDT', price('500'))
  expect(portfolio.freeCash([buying('BNB/USDT', '1', null)], 'USDT', FREE)).toBe(money('9500'))
})

describe('a withdrawal under way', () => {
  const withdrawal = { ...OPENING, kind: 'withdrawal', reference: 'w' } as const

  it('is no money to buy with, nor coins to sell, until it has failed or is booked', () => {
    const portfolio = portfolioOf()
    portfolio.book(bitcoin)
    portfolio.leave([
      { ...withdrawal, amount: money('-1000') },
      { ...withdrawal, reference: 'v', amount: money('-500') },
      { ...withdrawal, currency: 'BTC', amount: money('-0.04') },
    ])
    expect(portfolio.freeCash([], 'USDT', FREE)).toBe(money('5497'))
    expect(portfolio.freeHolding('BTC')).toBe(quantity('0.06'))
    expect(portfolio.cash).toBe(money('6997'))
    portfolio.leave([])
    expect(portfolio.freeCash([], 'USDT', FREE)).toBe(money('6997'))
  })

  it('of more than there is leaves nothing', () => {
    const portfolio = portfolioOf()
    portfolio.leave([{ ...withdrawal, amount: money('-20000') }])
    expect(portfolio.freeCash([], 'USDT', FREE)).toBe(0)
  })
})
