import { describe, expect, it } from 'vitest'
import { rateFromPercent } from '../../domain/amount.ts'
import { price, SAMPLE_START } from '../../domain/sample-market.fixture.ts'
import { ask, askExit, sampleBook } from '../sample-risk-context.fixture.ts'
import { priceCollar } from './price-collar.ts'

const limits = { collarMax: rateFromPercent(10) }
const bid = (text: string) => ({ type: 'limit', limitPrice: price(text) }) as const

describe('against the last price', () => {
  it('allows a purchase as far above it as the limit says, or below it', () => {
    expect(ask(priceCollar, { limits, intent: bid('33000') })).toBe('')
    expect(ask(priceCollar, { limits, intent: bid('3000') })).toBe('')
    expect(ask(priceCollar, { intent: bid('300000') })).toBe('')
  })

  it('refuses one further above it', () => {
    expect(ask(priceCollar, { limits, intent: bid('33000.01') })).toBe(
      "33000.01 is 10.000034 % above the last price of 30000 and the account's limit is 10 %",
    )
  })

  it('refuses when it is not known', () => {
    expect(ask(priceCollar, { limits, context: { lastPrice: undefined } })).toBe(
      'what was last paid for BTC/USDT is not known',
    )
    expect(ask(priceCollar, { context: { lastPrice: undefined } })).toBe('')
  })
})

describe('against the mark', () => {
  const context = { book: sampleBook('27999.99x1 | 28000x1') }

  it('allows a purchase as far above it as the limit says', () => {
    expect(ask(priceCollar, { limits, intent: bid('30799.99'), context })).toBe('')
  })

  it('refuses one further above it', () => {
    expect(ask(priceCollar, { limits, intent: bid('30800'), context })).toBe(
      "30800 is 10.00002 % above the mark of 27999.995 and the account's limit is 10 %",
    )
  })

  it('is held against the last price alone when the book cannot be relied on', () => {
    const old = { book: { ...context.book, time: SAMPLE_START - 60_001 } }
    expect(ask(priceCollar, { limits, intent: bid('30800'), context: old })).toBe('')
  })

  it('refuses a market order whose ask is far above the last price', () => {
    const book = sampleBook('33000x1 | 33001x1')
    expect(ask(priceCollar, { limits, context: { book } })).toBe(
      "33001 is 10.003334 % above the last price of 30000 and the account's limit is 10 %",
    )
    const near = sampleBook('32999x1 | 33000x1')
    expect(ask(priceCollar, { limits, context: { book: near } })).toBe('')
  })
})

describe('of what waits for a price of its own', () => {
  it('says nothing', () => {
    const intent = { ...bid('60000'), type: 'stop-limit', triggerPrice: price('59000') } as const
    expect(ask(priceCollar, { limits, intent })).toBe('')
  })
})

describe('of an exit', () => {
  it('allows a limit price as far below as the limit says, and refuses one further below', () => {
    expect(askExit(priceCollar, { limits, intent: bid('27000') })).toBe('')
    expect(askExit(priceCollar, { limits, intent: bid('2700') })).toBe(
      "2700 is 91 % below the last price of 30000 and the account's limit is 10 %",
    )
  })

  it('is not in the way of one to the market, nor of a stop, nor while no price is known', () => {
    const context = { lastPrice: undefined }
    expect(askExit(priceCollar, { limits, context })).toBe('')
    expect(askExit(priceCollar, { limits, intent: bid('2'), context })).toBe('')
    const intent = { ...bid('2'), type: 'stop-limit', triggerPrice: price('3') } as const
    expect(askExit(priceCollar, { limits, intent, context })).toBe('')
  })
})

it('holds the limit of an entry that waits against the price that it waits for', () => {
  const limits = { collarMax: rateFromPercent(10) }
  const of = (limit: string) => ({
    limits,
    intent: {
      type: 'stop-limit',
      triggerPrice: price('60000'),
      limitPrice: price(limit),
    } as const,
  })
  expect(ask(priceCollar, of('66000'))).toBe('')
  expect(ask(priceCollar, of('660000'))).toBe(
    "660000 is 1000 % above its trigger price of 60000 and the account's limit is 10 %",
  )
  expect(askExit(priceCollar, of('6000'))).toBe('')
})
