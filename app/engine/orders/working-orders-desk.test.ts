import { describe, expect, it } from 'vitest'
import { rateFromPercent } from '../../domain/amount.ts'
import { NO_EXITS } from '../../domain/bot.ts'
import { NO_LIMITS } from '../../domain/risk-limits.ts'
import { price, quantity, sampleCandle } from '../../domain/sample-market.fixture.ts'
import { ScriptedExchange } from '../../exchanges/scripted-exchange.fixture.ts'
import { LimitBook } from '../guard/limit-book.ts'
import { logOf } from '../trading-bench.fixture.ts'
import { buy, sell, workingBench } from './working-bench.fixture.ts'

describe('working orders', () => {
  it('rest as they are wanted, each for its share of the budget', () => {
    const { touch, resting, ledger } = workingBench({
      0: [buy('a', 29_000), buy('b', 28_000.001, 0.5)],
    })
    touch(0)
    // 1,250 at 29,000 and 2,500 at 28,000, in steps of 0.00001.
    expect(resting()).toEqual(['buy 29000 0.0431', 'buy 28000 0.08928'])
    touch(1)
    expect(ledger.loadRecentOrders(9)).toHaveLength(2)
  })

  it('are taken back when they are not wanted any more, and replaced when their price changes', () => {
    const { touch, resting } = workingBench({
      0: [buy('a', 29_000), buy('b', 28_000)],
      1: [buy('a', 29_500)],
      2: [],
    })
    touch(0)
    touch(1)
    expect(resting()).toEqual(['buy 29500 0.04237'])
    touch(2)
    expect(resting()).toEqual([])
  })

  it('are post-only where that is wanted, and placed anew where it is wanted from now on', () => {
    const { touch, ledger, engine } = workingBench({
      0: [buy('a', 29_000)],
      1: [{ ...buy('a', 29_000), postOnly: true }],
    })
    touch(0)
    touch(1)
    expect(ledger.loadRecentOrders(9).map(({ state }) => state)).toEqual(['cancelled', 'open'])
    const [order] = engine.tracker.openOrders()
    expect(order?.intent).toMatchObject({ type: 'limit', postOnly: true })
  })

  it('that are post-only are tried again at the next candle where they would have traded', () => {
    const wanted = [{ ...buy('a', 29_000), postOnly: true }]
    const { send, touch, resting, portfolio, ledger } = workingBench({ 0: wanted })
    touch(0)
    send(sampleCandle(1, '29500', { open: price('28900'), low: price('28900') }))
    expect(portfolio.position('bot1', 'BTC/USDT').quantity).toBe(0)
    expect(ledger.loadRecentOrders(9).map(({ state }) => state)).toEqual(['cancelled', 'open'])
    expect(resting()).toEqual(['buy 29000 0.0431'])
  })

  it('need somebody to look after them while the bot runs, and until the last is gone', () => {
    const exchange = new ScriptedExchange()
    const { touch, engine } = workingBench({ 0: [buy('a', 29_000)] }, { exchange })
    expect(engine.letsOrdersRest).toBe(true)
    touch(0)
    engine.enqueue({ kind: 'stop-bot', botId: 'bot1' })
    expect(exchange.cancelled).toHaveLength(1)
    expect(engine.letsOrdersRest).toBe(true)
    const [order] = engine.tracker.openOrders()
    const known = { clientOrderId: order?.clientOrderId ?? '', time: 0 }
    engine.enqueue({ kind: 'reply', reply: { ...known, kind: 'rejected', reason: 'no' } })
    expect(engine.letsOrdersRest).toBe(false)
  })

  it('sell what was bought with their key, and no more', () => {
    const { touch, resting, portfolio, seen } = workingBench({
      0: [buy('a', 29_000), buy('b', 28_000)],
      1: [sell('a', 31_000), sell('b', 31_000)],
    })
    touch(0)
    touch(1, '28500')
    expect(seen.at(-1)).toEqual({
      ...{
        quantity: 0.0431,
        averageCost: expect.closeTo(29_000, 6),
        isSellable: true,
        isBuying: false,
      },
    })
    expect(resting()).toEqual(['sell 31000 0.0431'])
    touch(2, '30000', '31001')
    expect(portfolio.position('bot1', 'BTC/USDT').quantity).toBe(0)
    expect(seen.at(-1)?.quantity).toBe(0)
  })

  it('never stake more than the budget, whatever shares add up to', () => {
    const { touch, resting, ledger } = workingBench({
      0: [buy('a', 29_000, 0.8), buy('b', 28_000, 0.8), buy('c', 27_000, 0.8)],
    })
    touch(0)
    // 4,000 of 5,000; what is left of it; nothing.
    expect(resting()).toEqual(['buy 29000 0.13793', 'buy 28000 0.03571'])
    expect(logOf(ledger).at(-1)).toContain('refused: the plan wants these (minimum-notional')
    expect(logOf(ledger).at(-1)).toContain('cut to what is left of the budget')
  })

  it('say once why they were refused, and again when it changes', () => {
    const limits = new LimitBook([['account', { ...NO_LIMITS, openOrdersMax: 1 }]])
    const bench = workingBench({ 0: [buy('a', 29_000), buy('b', 28_000)] }, { parts: { limits } })
    for (let index = 0; index < 4; index += 1) bench.touch(index)
    expect(bench.resting()).toEqual(['buy 29000 0.0431'])
    const refused = () => logOf(bench.ledger).filter((line) => line.startsWith('refused'))
    expect(refused()).toHaveLength(1)
    bench.engine.limits.set('account', { ...NO_LIMITS, openOrdersMax: 1, isStopRequired: true })
    bench.touch(5)
    expect(refused()).toHaveLength(2)
  })

  it('sell no more than nothing else is selling', () => {
    const all = { key: 'p', side: 'sell', price: 32_000, of: 'position' } as const
    const { touch, resting, portfolio } = workingBench({
      0: [buy('a', 29_000), buy('b', 28_900)],
      1: [sell('a', 31_000), all],
      2: [all],
    })
    touch(0)
    touch(1, '28500')
    expect(portfolio.position('bot1', 'BTC/USDT').quantity).toBe(quantity('0.08635'))
    expect(resting()).toEqual(['sell 31000 0.0431', 'sell 32000 0.04325'])
    // What is free again is for sale again.
    touch(2)
    expect(resting()).toEqual(['sell 32000 0.08635'])
  })

  it('of a side wait until the exchange has confirmed what was taken back there', () => {
    const exchange = new ScriptedExchange()
    const plan = { 0: [buy('a', 29_000)], 1: [buy('a', 29_500), buy('b', 28_000)] }
    const { engine, touch } = workingBench(plan, { exchange })
    const prices = () => exchange.submitted.map(({ order }) => order.limitPrice)
    const told = { exchangeOrderId: 'x1', reportedQuantity: quantity('0'), time: 0 }
    touch(0)
    const clientOrderId = exchange.submitted[0]?.clientOrderId ?? ''
    engine.enqueue({ kind: 'reply', reply: { ...told, kind: 'accepted', clientOrderId } })
    touch(1)
    expect(exchange.cancelled.map((order) => order.clientOrderId)).toEqual([clientOrderId])
    // Until then it may still trade, and what replaces it would be bought twice.
    expect(prices()).toEqual([price('29000')])
    const gone = { kind: 'cancelled', reason: 'taken back', clientOrderId } as const
    engine.enqueue({ kind: 'reply', reply: { ...told, ...gone } })
    expect(prices()).toEqual([price('29000'), price('29500'), price('28000')])
  })

  it('that the exchange rejects are tried again with the next candle, under another id', () => {
    const exchange = new ScriptedExchange()
    const bench = workingBench({ 0: [buy('a', 29_000)] }, { exchange })
    bench.touch(0)
    const reject = () => {
      const { clientOrderId } = exchange.submitted.at(-1) ?? { clientOrderId: '' }
      const reply = { kind: 'rejected', clientOrderId, reason: 'post only', time: 0 } as const
      bench.engine.enqueue({ kind: 'reply', reply })
    }
    reject()
    expect(exchange.submitted).toHaveLength(1)
    bench.touch(1)
    reject()
    const ids = exchange.submitted.map(({ clientOrderId }) => clientOrderId)
    expect(ids).toEqual([
      expect.stringMatching(/^cb-bot1-wa-/),
      expect.stringMatching(/^cb-bot1-wa-/),
    ])
    expect(new Set(ids).size).toBe(2)
  })
})

describe('while trading is held', () => {
  it('purchases are taken back and sales stay; they come back with the next candle after', () => {
    const bench = workingBench({ 0: [buy('a', 29_000)], 1: [sell('a', 31_000), buy('b', 28_000)] })
    const { touch, resting, engine } = bench
    touch(0)
    touch(1, '28500')
    expect(resting()).toEqual(['sell 31000 0.0431', 'buy 28000 0.04483'])
    engine.enqueue({ kind: 'halt', reason: 'enough' })
    expect(resting()).toEqual(['sell 31000 0.0431'])
    touch(2)
    touch(3)
    expect(resting()).toEqual(['sell 31000 0.0431'])
    expect(logOf(bench.ledger).filter((line) => line.startsWith('blocked'))).toHaveLength(1)
    engine.enqueue({ kind: 'resume' })
    touch(4)
    expect(resting()).toEqual(['sell 31000 0.0431', 'buy 28000 0.04483'])
  })

  it('a bot that is stopped leaves nothing at the exchange, and keeps what it holds', () => {
    const bench = workingBench({ 0: [buy('a', 29_000)], 1: [sell('a', 31_000), buy('b', 28_000)] })
    const { touch, resting, engine, portfolio } = bench
    touch(0)
    touch(1, '28500')
    engine.enqueue({ kind: 'stop-bot', botId: 'bot1' })
    expect(resting()).toEqual([])
    touch(2)
    expect(resting()).toEqual([])
    expect(portfolio.position('bot1', 'BTC/USDT').quantity).toBeGreaterThan(0)
    engine.enqueue({ kind: 'start-bot', botId: 'bot1' })
    touch(3)
    expect(resting()).toEqual(['sell 31000 0.0431', 'buy 28000 0.04483'])
  })
})

describe('an exit of the bot', () => {
  it('sells at the market what a sale that rests had bound, and takes the purchases back', () => {
    const bench = workingBench(
      { 0: [buy('a', 29_000)], 1: [sell('a', 31_000), buy('b', 20_000)] },
      { bot: { exits: { ...NO_EXITS, stop: rateFromPercent(10) } } },
    )
    const { touch, resting, send, portfolio, ledger } = bench
    touch(0)
    touch(1, '28500')
    send(sampleCandle(2, '26000', { high: price('30000') }))
    expect(resting()).toEqual(['sell market 0.0431'])
    send(sampleCandle(3, '26000'))
    expect(portfolio.position('bot1', 'BTC/USDT').quantity).toBe(0)
    const [last] = ledger.loadFills().slice(-1)
    expect(last).toMatchObject({ side: 'sell', price: price('26000') })
    expect(last?.clientOrderId).toMatch(/-s$/)
  })

  it('sells beside that what nothing had bound', () => {
    const { touch, resting, portfolio } = workingBench({
      0: [buy('a', 29_000), buy('b', 28_900)],
      1: [sell('a', 31_000)],
      2: 'exit',
      3: [],
    })
    touch(0)
    touch(1, '28500')
    touch(2)
    expect(resting()).toEqual(['sell market 0.04325', 'sell market 0.0431'])
    touch(3)
    expect(portfolio.position('bot1', 'BTC/USDT').quantity).toBe(0)
  })
})

describe('after a crash', () => {
  it('the orders that rest are found for what they are, and none is placed twice', () => {
    const plan = { 0: [buy('a', 29_000), buy('b', 28_000)] }
    const first = workingBench(plan)
    first.touch(0)
    const second = workingBench(plan, { ledger: first.ledger, isCold: true })
    second.engine.open()
    second.engine.begin()
    second.engine.enqueue({ kind: 'feed', status: { state: 'running', message: '' } })
    // The candle was not stored: it comes again.
    second.touch(0)
    second.touch(1)
    expect(second.resting()).toEqual(['buy 29000 0.0431', 'buy 28000 0.04464'])
    expect(first.ledger.loadRecentOrders(9)).toHaveLength(2)
    second.engine.close()
  })

  it('one that is gone by then is not placed again at the same candle, and is at the next', () => {
    const plan = { 0: [buy('a', 29_000)] }
    const first = workingBench(plan)
    first.touch(0)
    const [placed] = first.engine.tracker.openOrders()
    first.engine.enqueue({
      kind: 'cancel',
      actor: 'window',
      clientOrderId: placed?.clientOrderId ?? '',
    })
    const second = workingBench(plan, { ledger: first.ledger })
    second.touch(0)
    expect(second.resting()).toEqual([])
    second.touch(1)
    expect(second.resting()).toEqual(['buy 29000 0.0431'])
  })
})
