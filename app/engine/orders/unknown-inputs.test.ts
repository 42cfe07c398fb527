import { describe, expect, it } from 'vitest'
import { rateFromPercent } from '../../domain/amount.ts'
import type { Market } from '../../domain/market.ts'
import { MarketBook } from '../../domain/market-book.ts'
import type { OrderBook } from '../../domain/order-book.ts'
import { NO_LIMITS, type RiskLimits } from '../../domain/risk-limits.ts'
import {
  money,
  price,
  quantity,
  SAMPLE_MARKET,
  SAMPLE_START,
  sampleCandle,
} from '../../domain/sample-market.fixture.ts'
import { ScriptedExchange } from '../../exchanges/scripted-exchange.fixture.ts'
import { USABLE_BOOK_AGE_MS } from '../../risk/book-prices.ts'
import { RISK_RULES } from '../../risk/risk-engine.ts'
import { LimitBook } from '../guard/limit-book.ts'
import { tradingBench } from '../trading-bench.fixture.ts'
import type { OrderTicket, TicketAnswer } from './place-ticket.ts'

/** Its quote has no price in the account's currency. */
const IN_POUNDS: Market = { ...SAMPLE_MARKET, symbol: 'BTC/GBP', quote: 'GBP' }

const PURCHASE: OrderTicket = {
  intentId: 'wish',
  symbol: SAMPLE_MARKET.symbol,
  side: 'buy',
  type: 'market',
  quantity: quantity('0.1'),
  limitPrice: null,
  triggerPrice: null,
  timeInForce: 'gtc',
  postOnly: false,
  trailingRate: null,
  stopPrice: null,
  targetPrice: null,
  replaces: null,
  limits: null,
}

function limitedBench(limits: Partial<RiskLimits>) {
  const exchange = new ScriptedExchange()
  const bench = tradingBench({
    exchange,
    parts: {
      limits: new LimitBook([['account', { ...NO_LIMITS, ...limits }]]),
      markets: new MarketBook([SAMPLE_MARKET, IN_POUNDS]),
    },
  })
  const pounds = { currency: 'GBP', amount: money('10000'), time: SAMPLE_START }
  bench.portfolio.transfer({ reference: 'opening-GBP', kind: 'opening', ...pounds })
  const bookIs = (changes: Partial<OrderBook>) => {
    const level = (at: string) => [{ price: price(at), quantity: quantity('1') }]
    const sides = { bids: level('29999'), asks: level('30001') }
    const book = { symbol: PURCHASE.symbol, ...sides, time: bench.clock.now(), ...changes }
    exchange.books.set(PURCHASE.symbol, book)
  }
  /** The rules that refuse it. */
  const place = (changes: Partial<OrderTicket> = {}): readonly string[] => {
    const answers: TicketAnswer[] = []
    const ticket = { ...PURCHASE, ...changes }
    bench.engine.enqueue({
      kind: 'place',
      actor: 'window',
      ticket,
      answer: (answer) => answers.push(answer),
    })
    const [told] = answers
    if (told?.kind !== 'refused') return [told?.kind ?? 'not answered']
    return told.refusals.map(({ rule }) => rule)
  }
  return { ...bench, bookIs, place }
}

const PERCENT = rateFromPercent(50)
const IN_GROUP = { name: 'coins', assets: ['BTC'], shareMax: PERCENT }

/** Rules that are asked about a price of the order's own quote currency. */
const ON_WORTH = {
  'minimum-notional': { notionalMin: money('10') },
  'maximum-notional': { notionalMax: money('9000') },
  'maximum-position-share': { positionShareMax: PERCENT },
  'maximum-exposure-share': { exposureShareMax: PERCENT },
  'maximum-asset-share': { assetShareMax: PERCENT },
  'maximum-group-share': { groups: [IN_GROUP] },
} satisfies Record<string, Partial<RiskLimits>>

/** Rules that are asked about the book. */
const ON_BOOK = {
  'maximum-spread': { spreadMax: PERCENT },
  'book-age': { bookAgeMaxMs: 30_000 },
  'maximum-slippage': { slippageMax: PERCENT },
} satisfies Record<string, Partial<RiskLimits>>

/** Rules that look at nothing but the order, the clock and our own record. */
const ON_OURS = [
  'maximum-open-orders',
  'order-rate',
  'stop-cool-down',
  'allowed-symbols',
  'trading-hours',
  'mandatory-stop',
  'balance-reserve',
  'duplicate-signal',
]

const rowsOf = (rules: Record<string, Partial<RiskLimits>>) => Object.entries(rules)

it('leaves no rule out', () => {
  const all = [...Object.keys(ON_WORTH), ...Object.keys(ON_BOOK), ...ON_OURS, 'price-collar']
  expect(all.sort()).toEqual(RISK_RULES.map(({ name }) => name).sort())
})

describe.each(rowsOf(ON_WORTH))('%s', (rule, limits) => {
  it('refuses what nobody knows the worth of, and lets the same pass where it is known', () => {
    const { place, send } = limitedBench(limits)
    send(sampleCandle(0, '30000'))
    const wish = { type: 'limit', limitPrice: price('30000') } as const
    expect(place({ ...wish, symbol: IN_POUNDS.symbol })).toEqual([rule])
    expect(place(wish)).toEqual(['sent'])
  })
})

describe.each(rowsOf(ON_BOOK))('%s', (rule, limits) => {
  it('refuses while there is no book, or an old one', () => {
    const { place, send, bookIs, clock } = limitedBench(limits)
    send(sampleCandle(0, '30000'))
    expect(place()).toEqual([rule])
    bookIs({})
    clock.advance(USABLE_BOOK_AGE_MS + 1)
    expect(place()).toEqual([rule])
    bookIs({})
    expect(place()).toEqual(['sent'])
  })
})

describe.each(
  rowsOf({
    'maximum-spread': ON_BOOK['maximum-spread'],
    'maximum-slippage': ON_BOOK['maximum-slippage'],
  }),
)('%s', (rule, limits) => {
  it('refuses on a book with one side, or with a bid that is not below its ask', () => {
    const { place, send, bookIs } = limitedBench(limits)
    send(sampleCandle(0, '30000'))
    bookIs({ bids: [] })
    expect(place()).toEqual([rule])
    bookIs({ bids: [{ price: price('30001'), quantity: quantity('1') }] })
    expect(place()).toEqual([rule])
  })
})

describe('price-collar', () => {
  it('refuses while nobody knows what was last paid', () => {
    const { place, send } = limitedBench({ collarMax: PERCENT })
    const wish = { type: 'limit', limitPrice: price('30000') } as const
    expect(place(wish)).toEqual(['price-collar'])
    send(sampleCandle(0, '30000'))
    expect(place(wish)).toEqual(['sent'])
  })
})

it('refuses what takes any price while none is known, whatever is limited', () => {
  const { place, send } = limitedBench({})
  expect(place()).toEqual(['market-price'])
  send(sampleCandle(0, '30000'))
  expect(place()).toEqual(['sent'])
})
