import { describe, expect, it } from 'vitest'
import { rateFromPercent } from '../../domain/amount.ts'
import { MarketBook } from '../../domain/market-book.ts'
import { failure } from '../../domain/result.ts'
import { NO_LIMITS } from '../../domain/risk-limits.ts'
import {
  money,
  price,
  quantity,
  SAMPLE_DRIFT,
  SAMPLE_MARKET,
  sampleCandle,
  sampleFill,
} from '../../domain/sample-market.fixture.ts'
import type { Transfer } from '../../domain/transfer.ts'
import { ScriptedExchange } from '../../exchanges/scripted-exchange.fixture.ts'
import { sampleBook } from '../../risk/sample-risk-context.fixture.ts'
import { DISK_FULL, faultyLedgerStore } from '../../storage/faulty-ledger-store.fixture.ts'
import { MemoryLedgerStore } from '../../storage/memory-ledger-store.ts'
import { LimitBook } from '../guard/limit-book.ts'
import { type BenchWishes, logOf, tradingBench } from '../trading-bench.fixture.ts'
import type { OrderTicket, TicketAnswer } from './place-ticket.ts'

const TICKET: OrderTicket = {
  intentId: 'my-wish',
  symbol: 'BTC/USDT',
  side: 'buy',
  type: 'limit',
  quantity: quantity('0.05'),
  limitPrice: price('30000'),
  triggerPrice: null,
  timeInForce: 'gtc',
  postOnly: false,
  trailingRate: null,
  stopPrice: null,
  targetPrice: null,
  replaces: null,
  limits: null,
}
const SALE = { side: 'sell', quantity: quantity('0.1') } as const
const BITCOIN: Transfer = {
  reference: 'opening-BTC',
  kind: 'opening',
  currency: 'BTC',
  amount: money('0.1'),
  time: 0,
}

/** An account with 10,000 USDT and 0.1 BTC that no bot holds. */
function ticketBench(wishes: BenchWishes = {}, last: string | null = '30000') {
  const ledger = wishes.ledger ?? new MemoryLedgerStore()
  ledger.appendTransfers([BITCOIN])
  const exchange = new ScriptedExchange()
  // Before there is a price, what the Bitcoin is worth is not known, and the breakers would say so first.
  const parts = { breakers: [], ...wishes.parts }
  const bench = tradingBench({ ...wishes, ledger, exchange, parts })
  if (last !== null) bench.portfolio.markAt('BTC/USDT', price(last))
  const place = (changes: Partial<OrderTicket> = {}): TicketAnswer => {
    const answers: TicketAnswer[] = []
    const ticket = { ...TICKET, ...changes }
    bench.engine.enqueue({
      kind: 'place',
      actor: 'window',
      ticket,
      answer: (answer) => answers.push(answer),
    })
    const [answer] = answers
    if (answer === undefined || answers.length > 1) throw new Error(`${answers.length} answers`)
    return answer
  }
  return { ...bench, exchange, place }
}

/** By which rule a ticket is refused, or what becomes of it. */
function outcomeOf(answer: TicketAnswer): string {
  if (answer.kind !== 'refused') return answer.kind
  return answer.refusals.map(({ rule, message }) => `${rule}: ${message}`).join('; ')
}

function repeated(answer: TicketAnswer) {
  if (answer.kind !== 'repeated') throw new Error(`it was ${answer.kind}`)
  return answer
}

describe('an order by hand', () => {
  it('is written down and sent under an id that follows from its intent', () => {
    const { place, exchange, ledger } = ticketBench()
    const answer = place()
    expect(answer).toMatchObject({ kind: 'sent', order: { state: 'submitting' } })
    expect(exchange.submitted).toMatchObject([
      { clientOrderId: 'cb-my-wish', order: { botId: 'manual', purpose: 'enter' } },
    ])
    expect(ledger.loadOrder('cb-my-wish')).toMatchObject({ state: 'submitting' })
  })

  it('is sent once, however often it is wished for, and also after a restart', () => {
    const ledger = new MemoryLedgerStore()
    const first = ticketBench({ ledger })
    first.place()
    expect(first.place()).toMatchObject({ kind: 'repeated', order: { state: 'submitting' } })
    expect(first.exchange.submitted).toHaveLength(1)
    const second = ticketBench({ ledger, isCold: true })
    expect(second.place().kind).toBe('repeated')
    expect(second.exchange.submitted).toEqual([])
  })

  it.each<[string, Partial<OrderTicket>]>([
    ['size', { quantity: quantity('1') }],
    ['price', { limitPrice: price('29000') }],
    ['side', { side: 'sell' }],
    ['validity', { timeInForce: 'ioc' }],
    ['stop', { stopPrice: price('20000') }],
  ])(
    'is not sent under the id of one of another %s, which is said with what became of that',
    (_, other) => {
      const { place, exchange } = ticketBench()
      place({ type: 'limit', limitPrice: price('30000') })
      const terms = { type: 'limit', limitPrice: price('30000'), ...other } as const
      const { kind, order, otherTerms } = repeated(place(terms))
      expect([kind, order.state]).toEqual(['repeated', 'submitting'])
      expect(otherTerms).toMatch(/^it is the id of an/)
      expect(exchange.submitted).toHaveLength(1)
    },
  )

  it('is the same wish after the exchange has begun to count in larger steps', () => {
    const ledger = new MemoryLedgerStore()
    ticketBench({ ledger }).place({ quantity: quantity('0.0599') })
    const market = { ...SAMPLE_MARKET, quantityStep: quantity('0.01') }
    const second = ticketBench({ ledger, parts: { markets: new MarketBook([market]) } })
    const answer = repeated(second.place({ quantity: quantity('0.0599') }))
    expect(answer.otherTerms).toBeUndefined()
  })

  it('is the same wish after its price was reached, though it is a market order by then', () => {
    const { place, send, ledger, exchange } = ticketBench()
    const wish = { type: 'stop', limitPrice: null, triggerPrice: price('31000') } as const
    place(wish)
    send(sampleCandle(1, '31500'))
    expect(ledger.loadOrder('cb-my-wish')?.intent.type).toBe('market')
    expect(repeated(place(wish)).otherTerms).toBeUndefined()
    expect(exchange.submitted).toHaveLength(1)
  })

  it("is rounded to the exchange's steps, never to the disadvantage of who wishes it", () => {
    const market = { ...SAMPLE_MARKET, priceTick: price('0.5'), quantityStep: quantity('0.01') }
    const wishes = { parts: { markets: new MarketBook([market]) } }
    const wished = { quantity: quantity('0.0599'), limitPrice: price('30000.3') }
    const bought = ticketBench(wishes)
    bought.place({ ...wished, triggerPrice: price('29000.9') })
    expect(bought.exchange.submitted[0]?.order).toMatchObject({
      quantity: quantity('0.05'),
      limitPrice: price('30000'),
      triggerPrice: price('29000.5'),
    })
    const sold = ticketBench(wishes)
    sold.place({ ...wished, side: 'sell' })
    expect(sold.exchange.submitted[0]?.order).toMatchObject({
      quantity: quantity('0.05'),
      limitPrice: price('30000.5'),
    })
  })

  it('is measured by the last price where it has none of its own, and refused while there is none', () => {
    const { place, portfolio } = ticketBench({}, null)
    const market = { type: 'market', limitPrice: null } as const
    expect(outcomeOf(place(market))).toBe('market-price: no price of BTC/USDT is known')
    portfolio.markAt('BTC/USDT', price('30000'))
    expect(place(market).kind).toBe('sent')
  })
})

describe('an order by hand is refused', () => {
  it('under an id that exchanges do not take, and trading goes on', () => {
    const { place, engine } = ticketBench()
    for (const intentId of ['two words', 'x'.repeat(26), '']) {
      expect(outcomeOf(place({ intentId }))).toMatch(/^intent-id: /)
    }
    expect(engine.trading.state).toBe('active')
    expect(place({ intentId: 'x'.repeat(23) }).kind).toBe('sent')
  })

  it('in a market that the account does not trade', () => {
    const { place, exchange } = ticketBench()
    expect(outcomeOf(place({ symbol: 'DOGE/USDT' }))).toBe(
      'allowed-symbols: DOGE/USDT is not traded in this account',
    )
    expect(exchange.submitted).toEqual([])
  })

  it('before the account is reconciled, and not after', () => {
    expect(outcomeOf(ticketBench({ isCold: true }).place())).toBe(
      'trading-state: the account is not reconciled yet',
    )
    expect(ticketBench().place().kind).toBe('sent')
  })

  it('while trading is halted, and not once it was resumed', () => {
    const { place, engine } = ticketBench()
    engine.enqueue({ kind: 'halt', reason: 'too hot' })
    expect(outcomeOf(place())).toBe('trading-state: trading is halted: too hot')
    engine.enqueue({ kind: 'resume' })
    expect(place().kind).toBe('sent')
  })

  it('when it buys in doubt, and not when it sells', () => {
    const ledger = new MemoryLedgerStore()
    ledger.saveDrift(SAMPLE_DRIFT)
    const { place } = ticketBench({ ledger })
    expect(outcomeOf(place())).toMatch(/^trading-state: USDT differs/)
    expect(place({ ...SALE, intentId: 'out' }).kind).toBe('sent')
  })

  it('when the cash does not cover it, open orders included', () => {
    const limits = new LimitBook([['account', { ...NO_LIMITS, openOrdersMax: 9 }]])
    const { place } = ticketBench({ parts: { limits } })
    expect(place({ intentId: 'one', quantity: quantity('0.2') }).kind).toBe('sent')
    expect(outcomeOf(place({ intentId: 'two', quantity: quantity('0.14') }))).toMatch(
      /^sufficient-balance: \d+(\.\d+)? USDT are free, 4200 would be needed$/,
    )
    expect(place({ intentId: 'three', quantity: quantity('0.1') }).kind).toBe('sent')
  })

  it('when a rule is against it, which the decision log tells with its numbers', () => {
    const limits = new LimitBook([['account', { ...NO_LIMITS, notionalMax: money('1000') }]])
    const { place, ledger } = ticketBench({ parts: { limits } })
    expect(outcomeOf(place())).toMatch(/^maximum-notional: /)
    expect(logOf(ledger)).toContain(
      "refused: an order by hand to buy 0.05 on BTC/USDT (maximum-notional: an order worth 1500 USDT is above the account's limit of 1000)",
    )
  })

  it('when it sells more than there is', () => {
    const { place } = ticketBench()
    expect(outcomeOf(place({ ...SALE, quantity: quantity('0.10001') }))).toBe(
      'sufficient-balance: 0.1 BTC can be sold by hand, 0.10001 were asked for',
    )
    expect(place(SALE).kind).toBe('sent')
  })

  it('when it sells what is being sold by hand already', () => {
    const { place } = ticketBench()
    place({ ...SALE, intentId: 'one', quantity: quantity('0.07') })
    expect(outcomeOf(place({ ...SALE, intentId: 'two', quantity: quantity('0.04') }))).toContain(
      '0.03 BTC can be sold by hand',
    )
    expect(place({ ...SALE, intentId: 'three', quantity: quantity('0.03') }).kind).toBe('sent')
  })

  it('when it sells what a bot holds, whether that runs or not', () => {
    const bench = ticketBench()
    for (const botId of ['bot1', 'retired']) {
      bench.portfolio.book(sampleFill({ botId, fillId: botId }))
    }
    expect(bench.portfolio.holding('BTC')).toBe(quantity('0.3'))
    expect(outcomeOf(bench.place({ ...SALE, quantity: quantity('0.2') }))).toContain(
      '0.1 BTC can be sold by hand',
    )
    expect(bench.place(SALE).kind).toBe('sent')
  })

  it('when its own collar is stricter than all others, and not when its price is within', () => {
    const limits = { collarMax: rateFromPercent(1), slippageMax: null }
    const { place, ledger } = ticketBench()
    expect(outcomeOf(place({ limitPrice: price('30600'), limits }))).toBe(
      "price-collar: 30600 is 2 % above the last price of 30000 and this order's limit is 1 %",
    )
    expect(place({ limitPrice: price('30200'), limits }).kind).toBe('sent')
    expect(ledger.loadOrder('cb-my-wish')?.intent.limits).toEqual(limits)
    expect(logOf(ledger).at(-1)).toBe(
      'enter: an order by hand to buy 0.05 on BTC/USDT (its own limits: price collar 1 %)',
    )
  })

  it('when the book would fill it worse than its own limit allows, or there is none', () => {
    const limits = { collarMax: null, slippageMax: rateFromPercent(0.5) }
    const market = { type: 'market', limitPrice: null, limits } as const
    const { place, exchange } = ticketBench()
    expect(outcomeOf(place(market))).toContain('there is no order book of BTC/USDT')
    exchange.books.set('BTC/USDT', sampleBook('29990x1 | 30010x0.01 31000x1'))
    expect(outcomeOf(place(market))).toMatch(/^maximum-slippage: .*this order's limit is 0.5 %$/)
    exchange.books.set('BTC/USDT', sampleBook('29990x1 | 30010x1'))
    expect(place(market).kind).toBe('sent')
  })

  it('when what it comes with would be more open orders than the limit', () => {
    const limits = new LimitBook([['account', { ...NO_LIMITS, openOrdersMax: 3 }]])
    const { place } = ticketBench({ parts: { limits } })
    const bracket = { stopPrice: price('29000'), targetPrice: price('31000') }
    expect(place({ ...bracket, intentId: 'one' }).kind).toBe('sent')
    const small = { quantity: quantity('0.01') }
    expect(outcomeOf(place({ ...small, intentId: 'two' }))).toContain('3 orders are open')
    const other = ticketBench({ parts: { limits } })
    expect(other.place({ ...small, intentId: 'one' }).kind).toBe('sent')
    expect(outcomeOf(other.place({ ...bracket, intentId: 'two' }))).toContain(
      '1 order is open, this would be 3 more',
    )
  })

  it('when money that is being withdrawn would pay for it', () => {
    const { place, portfolio } = ticketBench()
    portfolio.leave([{ ...BITCOIN, kind: 'withdrawal', currency: 'USDT', amount: money('-9000') }])
    expect(outcomeOf(place())).toBe('sufficient-balance: 1000 USDT are free, 1500 would be needed')
    portfolio.leave([{ ...BITCOIN, kind: 'withdrawal', amount: money('-0.06') }])
    expect(outcomeOf(place(SALE))).toContain('0.04 BTC can be sold by hand')
    portfolio.leave([])
    expect(place().kind).toBe('sent')
  })

  it('by the rules that bots keep', () => {
    const { place } = ticketBench()
    expect(outcomeOf(place({ quantity: quantity('0.0001') }))).toMatch(/^minimum-notional: /)
    expect(outcomeOf(place({ quantity: quantity('0') }))).toMatch(/^minimum-notional: /)
  })

  it('when the exchange could not take it, and nothing is written down', () => {
    const { place, exchange, ledger } = ticketBench()
    exchange.encoded = failure('there is no post-only here')
    expect(outcomeOf(place())).toBe('exchange: there is no post-only here')
    expect(ledger.loadRecentOrders(9)).toEqual([])
  })
})

describe('whoever places an order', () => {
  it('is answered when it cannot be written down, and nothing is sent', () => {
    const { store, failing } = faultyLedgerStore(new MemoryLedgerStore())
    const { place, exchange, engine } = ticketBench({ ledger: store })
    failing.add('insertOrders')
    expect(place()).toEqual({ kind: 'failed', error: DISK_FULL })
    expect(exchange.submitted).toEqual([])
    expect(engine.trading.state).toBe('halted')
  })

  it('is answered at once while the store fails, not when trading is resumed', () => {
    const { store, failing } = faultyLedgerStore(new MemoryLedgerStore())
    const { place, engine, exchange } = ticketBench({ ledger: store })
    failing.add('insertOrders')
    place()
    failing.clear()
    expect(engine.stalled).toBe(true)
    expect(outcomeOf(place())).toContain('trading is halted')
    engine.enqueue({ kind: 'resume' })
    expect(exchange.submitted).toEqual([])
    expect(place().kind).toBe('sent')
  })

  it('is not told that an order was refused whose sending broke off', () => {
    const { place, exchange, engine } = ticketBench()
    exchange.onSubmit = () => {
      throw new TypeError('a bug')
    }
    expect(place()).toMatchObject({ kind: 'sent', order: { state: 'unresolved' } })
    expect(engine.trading.state).toBe('halted')
  })
})
