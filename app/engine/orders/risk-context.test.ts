import { describe, expect, it } from 'vitest'
import { rateFromPercent } from '../../domain/amount.ts'
import { NO_LIMITS, type RiskLimits } from '../../domain/risk-limits.ts'
import { money, price, quantity, sampleCandle } from '../../domain/sample-market.fixture.ts'
import { ScriptedExchange } from '../../exchanges/scripted-exchange.fixture.ts'
import { LimitBook } from '../guard/limit-book.ts'
import { tradingBench } from '../trading-bench.fixture.ts'
import type { OrderTicket, TicketAnswer } from './place-ticket.ts'

const TICKET: OrderTicket = {
  intentId: 'wish',
  symbol: 'BTC/USDT',
  side: 'buy',
  type: 'limit',
  quantity: quantity('0.1'),
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

/** An account with 10,000 USDT at a price of 30,000, limited like this. */
function limitedBench(limits: Partial<RiskLimits>) {
  const exchange = new ScriptedExchange()
  const book = new LimitBook([['account', { ...NO_LIMITS, ...limits }]])
  const bench = tradingBench({ exchange, parts: { limits: book } })
  bench.send(sampleCandle(0, '30000'))
  /** Where it is refused, by which rule and why. */
  const place = (changes: Partial<OrderTicket>): string => {
    let told: TicketAnswer | undefined
    const ticket = { ...TICKET, ...changes }
    bench.engine.enqueue({
      kind: 'place',
      actor: 'window',
      ticket,
      answer: (answer) => {
        told = answer
      },
    })
    if (told?.kind !== 'refused') return told?.kind ?? 'not answered'
    return told.refusals.map(({ rule, message }) => `${rule}: ${message}`).join('; ')
  }
  const fill = (intentId: string, filled: string, at: string) => {
    const clientOrderId = `cb-${intentId}`
    const [time, exchangeOrderId] = [bench.clock.now(), `x-${intentId}`]
    bench.engine.enqueue({
      kind: 'execution',
      execution: {
        ...{ fillId: `f-${intentId}`, exchangeOrderId, clientOrderId, symbol: 'BTC/USDT' },
        ...{ side: 'buy', price: price(at), quantity: quantity(filled), time },
        ...{ cost: money(String(Number(filled) * Number(at))), fee: money('0') },
        ...{ feeCurrency: 'USDT', liquidity: 'maker' },
      },
    })
  }
  return { ...bench, place, fill }
}

describe('what the rules look at', () => {
  it('is the money that open entries would take, at their own prices', () => {
    const { place } = limitedBench({ positionShareMax: rateFromPercent(50) })
    expect(place({ intentId: 'one', limitPrice: price('27000') })).toBe('sent')
    expect(place({ intentId: 'two', limitPrice: price('20000') })).toBe('sent')
    expect(place({ intentId: 'three', limitPrice: price('15000') })).toBe(
      "maximum-position-share: the account's position would be 62 % of equity and the account's limit is 50 %",
    )
    expect(place({ intentId: 'four', limitPrice: price('3000') })).toBe('sent')
  })

  it('is what is held at the last price, whatever a new order would pay', () => {
    const { place, fill } = limitedBench({ positionShareMax: rateFromPercent(50) })
    expect(place({ intentId: 'one', quantity: quantity('0.16') })).toBe('sent')
    fill('one', '0.16', '30000')
    expect(place({ intentId: 'two', limitPrice: price('20000') })).toContain('would be 68 %')
  })

  it('is the worst price that an order takes, also where it waits for another one', () => {
    const { place } = limitedBench({ notionalMax: money('3200') })
    const waiting = { type: 'stop-limit', triggerPrice: price('31000') } as const
    expect(place({ ...waiting, intentId: 'one', limitPrice: price('32000') })).toBe('sent')
    expect(place({ ...waiting, intentId: 'two', limitPrice: price('62000') })).toBe(
      "maximum-notional: an order worth 6200 USDT is above the account's limit of 3200",
    )
  })

  it('is the rest of an order that is replaced, not what of it has traded', () => {
    const { place, fill } = limitedBench({
      positionShareMax: rateFromPercent(30),
      reserveShare: rateFromPercent(70),
    })
    expect(place({ intentId: 'one', limitPrice: price('29000') })).toBe('sent')
    fill('one', '0.06', '29000')
    const another = { intentId: 'two', replaces: 'cb-one', limitPrice: price('29100') }
    expect(place({ ...another, quantity: quantity('0.11') })).toMatch(/position.*; balance-reserve/)
    expect(place(another)).toBe('sent')
  })
})
