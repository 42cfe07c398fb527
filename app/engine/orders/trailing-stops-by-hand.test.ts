import { describe, expect, it } from 'vitest'
import { rateFromPercent } from '../../domain/amount.ts'
import { price, quantity } from '../../domain/sample-market.fixture.ts'
import {
  ENTRY,
  NOTHING_NATIVE,
  type ProtectionWishes,
  protectionBench,
  TRAILING,
} from './protection-bench.fixture.ts'

/** 0.1 BTC in hand at 30,000, and a stop 2 % behind the best price: at 29,400. */
function withTrailingStop(wishes: ProtectionWishes = {}) {
  const bench = protectionBench({ base: '0.1', nativeTypes: NOTHING_NATIVE, ...wishes })
  bench.candle(0, '30000')
  expect(bench.place(TRAILING)).toMatchObject({ kind: 'sent', order: { state: 'waiting' } })
  const level = () => bench.order(ENTRY).intent.triggerPrice
  return { ...bench, level }
}

describe('a trailing stop by hand that the exchange does not keep', () => {
  it('starts behind the last price, and is sold at the market there and not before', () => {
    const { tick, sent, level } = withTrailingStop()
    expect(level()).toBe(price('29400'))
    tick('29400.01')
    expect(sent()).toEqual([])
    tick('29400')
    expect(sent()).toEqual(['cb-wish: market 10000000'])
  })

  it('follows the price up and never down', () => {
    const { tick, sent, level } = withTrailingStop()
    tick('31000')
    expect(level()).toBe(price('30380'))
    tick('30500')
    expect(level()).toBe(price('30380'))
    expect(sent()).toEqual([])
    tick('30380')
    expect(sent()).toHaveLength(1)
  })

  it('has its level on the disk at once', async () => {
    const { tick, ledger, restarted } = withTrailingStop()
    tick('31000')
    expect(ledger.loadOrder(ENTRY)?.intent.triggerPrice).toBe(price('30380'))
    const next = await restarted()
    expect(next.sent()).toEqual([])
    next.tick('30380')
    expect(next.sent()).toHaveLength(1)
  })

  it('holds a candle against the level that stood before it', () => {
    const { candle, sent, level } = withTrailingStop()
    candle(1, '31000', { low: price('29400.01') })
    expect(sent()).toEqual([])
    expect(level()).toBe(price('30380'))
    candle(2, '31000', { low: price('30380') })
    expect(sent()).toHaveLength(1)
  })

  it('is sold where the candle that drew it along has closed behind it', () => {
    const { candle, sent } = withTrailingStop()
    candle(1, '30380', { high: price('31000') })
    expect(sent()).toHaveLength(1)
  })

  it('is not sold by a low from before the high that drew it along', () => {
    const { candle, tick, sent } = withTrailingStop()
    tick('29500')
    tick('31000')
    candle(1, '30900', { low: price('29500'), high: price('31000') })
    expect(sent()).toEqual([])
    candle(2, '30900', { low: price('30380') })
    expect(sent()).toHaveLength(1)
  })

  it('follows past candles that are caught up with after a restart', async () => {
    const { restarted, clock } = withTrailingStop()
    clock.advance(600_000)
    const next = await restarted()
    next.candle(1, '31000')
    next.candle(2, '32000')
    expect(next.order(ENTRY).intent.triggerPrice).toBe(price('31360'))
    next.candle(3, '32000', { low: price('31360') })
    expect(next.sent()).toHaveLength(1)
  })

  it('does not keep balances from being compared', () => {
    const { engine, tick } = withTrailingStop()
    const before = engine.desk.activity
    tick('31000')
    expect(engine.desk.activity).toBe(before)
  })

  it('trails a purchase the other way round', () => {
    const { place, tick, sent, order, candle } = protectionBench({ nativeTypes: NOTHING_NATIVE })
    candle(0, '30000')
    const wish = { side: 'buy', quantity: quantity('0.01'), trailingRate: rateFromPercent(1) }
    place({ ...TRAILING, ...wish, side: 'buy' })
    expect(order(ENTRY).intent.triggerPrice).toBe(price('30300'))
    tick('29000')
    expect(order(ENTRY).intent.triggerPrice).toBe(price('29290'))
    tick('29290')
    expect(sent()).toEqual(['cb-wish: market 1000000'])
  })

  it('stays where it was reached while the account is not reconciled', () => {
    const { engine, tick, level, sent } = withTrailingStop()
    engine.enqueue({ kind: 'connection', state: 'lost', reason: 'the stream was cut' })
    tick('29000')
    tick('35000')
    expect(level()).toBe(price('29400'))
    expect(sent()).toEqual([])
  })
})

describe('a trailing stop by hand', () => {
  it('is sent where the exchange moves it itself, without a level of ours', () => {
    const { place, candle, sent, tick, order } = protectionBench({ base: '0.1' })
    candle(0, '30000')
    expect(place(TRAILING).kind).toBe('sent')
    expect(sent()).toEqual(['cb-wish: trailing-stop 10000000'])
    tick('31000')
    expect(order(ENTRY).intent).toMatchObject({ triggerPrice: null, type: 'trailing-stop' })
  })
})
