import { describe, expect, it } from 'vitest'
import { formatAmount, rateFromPercent, ZERO_QUANTITY } from '../domain/amount.ts'
import { NO_EXITS } from '../domain/bot.ts'
import { NO_LIMITS } from '../domain/risk-limits.ts'
import {
  money,
  price,
  quantity,
  SAMPLE_START,
  sampleCandle,
  sampleFill,
} from '../domain/sample-market.fixture.ts'
import { DEFAULT_PAPER_RULES } from '../exchanges/paper/paper-rules.ts'
import { ScriptedExchange } from '../exchanges/scripted-exchange.fixture.ts'
import { MemoryLedgerStore } from '../storage/memory-ledger-store.ts'
import { DEFAULT_RISK_LIMITS } from './guard/default-limits.ts'
import { LimitBook } from './guard/limit-book.ts'
import { flatCandles, logOf, tradingBench } from './trading-bench.fixture.ts'

const ID = `bot1-${SAMPLE_START / 1_000}-e`

describe('the straight path', () => {
  it('goes from a candle to a position, with every number as calculated by hand', () => {
    const bench = tradingBench({ plan: { 0: 'enter', 2: 'exit' }, rules: DEFAULT_PAPER_RULES })
    bench.send(sampleCandle(0, '30000'))
    // 25 % of 10,000 at 30,000 is 0.083333…, in steps of 0.00001.
    expect(bench.ledger.loadRecentOrders(9)).toMatchObject([
      {
        intent: { intentId: ID, side: 'buy', purpose: 'enter', quantity: quantity('0.08333') },
        clientOrderId: `cb-${ID}`,
        exchangeOrderId: `cb-${ID}`,
        state: 'open',
      },
    ])
    bench.send(sampleCandle(1, '30000'))
    // 3 basis points above 30,000; 0.08333 × 30,009; 0.1 % of that, rounded up.
    expect(bench.ledger.loadFills()).toMatchObject([
      { price: price('30009'), cost: money('2500.64997'), fee: money('2.50064997') },
    ])
    expect(bench.portfolio.cash).toBe(money('7496.84938003'))
    expect(bench.runner.position).toMatchObject({
      quantity: quantity('0.08333'),
      cost: money('2503.15061997'),
    })
    // 7,496.84938003 + 0.08333 × 30,000.
    expect(bench.engine.equity()).toBe(money('9996.74938003'))
    bench.send(sampleCandle(2, '33000'))
    bench.send(sampleCandle(3, '33000'))
    // 3 basis points below 33,000; received 0.08333 × 32,990.10 = 2,749.065033 less a fee of 2.74906504.
    expect(bench.portfolio.cash).toBe(money('10243.16534799'))
    expect(bench.runner.position).toMatchObject({ quantity: 0, realised: money('243.16534799') })
    expect(formatAmount(bench.engine.equity())).toBe('10243.16534799')
    expect(bench.ledger.loadRecentOrders(9).map(({ state }) => state)).toEqual(['filled', 'filled'])
    expect(bench.ledger.loadOpenOrders()).toEqual([])
  })

  it('says in the decision log why, and with which numbers', () => {
    const bench = tradingBench({ plan: { 1: 'enter' } })
    for (const candle of flatCandles(0, 1)) bench.send(candle)
    expect(logOf(bench.ledger)).toEqual([
      'watching: nothing to do (Close 30,000)',
      'enter: the plan says enter (Close 30,000 · 0.25 × equity 10000 USDT at 30000 = 0.08333 BTC)',
    ])
    expect(bench.ledger.loadRecentDecisions(1)[0]?.intentId).toContain('bot1-')
  })

  it('never fills at a price that was known when it was decided', () => {
    const bench = tradingBench({ plan: { 0: 'enter' } })
    bench.send(sampleCandle(0, '30000'))
    bench.send(sampleCandle(1, '31000', { open: price('30500'), low: price('30500') }))
    expect(bench.ledger.loadFills()[0]?.price).toBe(price('30500'))
  })

  it('has an order in the store before the exchange hears of it', () => {
    const exchange = new ScriptedExchange()
    const bench = tradingBench({ plan: { 0: 'enter' }, exchange })
    const seen: unknown[] = []
    exchange.onSubmit = ({ clientOrderId }) => seen.push(bench.ledger.loadOrder(clientOrderId))
    bench.send(sampleCandle(0, '30000'))
    expect(seen).toMatchObject([{ clientOrderId: `cb-${ID}`, state: 'submitting' }])
  })

  it('stores a candle only after what it caused, so that a crash in between brings it again', () => {
    const exchange = new ScriptedExchange()
    const bench = tradingBench({ plan: { 0: 'enter' }, exchange })
    const seen: unknown[] = []
    exchange.onSubmit = () => seen.push(...bench.candles.loadRecentCandles(9))
    bench.send(sampleCandle(0, '30000'))
    expect(seen).toEqual([])
    expect(bench.candles.loadRecentCandles(9)).toHaveLength(1)
  })

  it('takes what the exchange answers inside of submit as an event like any other', () => {
    const exchange = new ScriptedExchange()
    const bench = tradingBench({ plan: { 0: 'enter' }, exchange })
    exchange.onSubmit = ({ clientOrderId }) => {
      exchange.tell.onReply({ kind: 'rejected', clientOrderId, reason: 'no thanks', time: 1 })
      expect(bench.ledger.loadOrder(clientOrderId)?.state).toBe('submitting')
    }
    bench.send(sampleCandle(0, '30000'))
    expect(bench.ledger.loadOrder(`cb-${ID}`)).toMatchObject({
      state: 'rejected',
      note: 'no thanks',
    })
  })

  it('ignores news of an order that is not ours', () => {
    const exchange = new ScriptedExchange()
    const bench = tradingBench({ exchange })
    const ids = { clientOrderId: 'web-1', exchangeOrderId: 'x' }
    exchange.tell.onReply({ kind: 'accepted', ...ids, reportedQuantity: ZERO_QUANTITY, time: 1 })
    exchange.tell.onExecution(sampleFill(ids))
    expect(bench.ledger.loadRecentOrders(9)).toEqual([])
    expect(bench.engine.trading.state).toBe('active')
  })
})

describe('a candle that comes again', () => {
  it('makes no second decision, order or fill', () => {
    const bench = tradingBench({ plan: { 0: 'enter', 1: 'enter' } })
    bench.send(sampleCandle(0, '30000'))
    const decisions = logOf(bench.ledger)
    bench.engine.enqueue({ kind: 'candle', candle: sampleCandle(0, '30000') })
    expect(logOf(bench.ledger)).toEqual(decisions)
    expect(bench.ledger.loadRecentOrders(9)).toHaveLength(1)
    expect(bench.candles.loadRecentCandles(9)).toHaveLength(1)
  })

  it('finds its order already there after a crash, and does not send it again', () => {
    const ledger = new MemoryLedgerStore()
    const before = new ScriptedExchange()
    tradingBench({ plan: { 0: 'enter' }, exchange: before, ledger }).send(sampleCandle(0, '30000'))
    expect(before.submitted).toHaveLength(1)
    const after = new ScriptedExchange()
    const bench = tradingBench({ plan: { 0: 'enter' }, exchange: after, ledger })
    bench.send(sampleCandle(0, '30000'))
    expect(after.submitted).toEqual([])
    expect(ledger.loadRecentOrders(9)).toHaveLength(1)
    expect(bench.engine.trading.state).toBe('active')
  })
})

describe('sizing and risk', () => {
  it('does not spend what an order in flight will take', () => {
    const exchange = new ScriptedExchange()
    const bench = tradingBench({
      plan: { 0: 'enter', 1: 'enter' },
      bot: { sizing: { kind: 'percent-of-equity', share: money('0.6') as never } },
      exchange,
    })
    for (const candle of flatCandles(0, 1)) bench.send(candle)
    // 60 % of 10,000, and then the 40 % that are left.
    const sizes = exchange.submitted.map(({ order }) => formatAmount(order.quantity))
    expect(sizes).toEqual(['0.2', '0.13333'])
  })

  it('leaves every reason of a refusal in the decision log, with the arithmetic', () => {
    const notionalMax = money('4')
    const account = { ...DEFAULT_RISK_LIMITS, notionalMax, openOrdersMax: 0 }
    const limits = new LimitBook([['account', account]])
    const bench = tradingBench({ plan: { 0: 'enter' }, parts: { limits } })
    bench.send(sampleCandle(0, '30000'))
    const [line = ''] = logOf(bench.ledger)
    expect(line).toMatch(/^refused: the plan says enter/)
    expect(line).toContain("minimum-notional: an order worth 3.9 USDT is below the exchange's")
    expect(line).toContain('maximum-open-orders')
    expect(line).toContain(
      "(0.25 × equity 10000 USDT at 30000 = 0.08333 BTC, cut to 0.00013 BTC by the account's limit of 4 USDT an order)",
    )
    expect(bench.ledger.loadRecentOrders(9)).toEqual([])
  })

  it('buys little in the first days of an account that starts small', () => {
    const account = { ...NO_LIMITS, startsSmall: true }
    const limits = new LimitBook([['account', account]], NO_LIMITS, () => 0)
    const exchange = new ScriptedExchange()
    const bench = tradingBench({ plan: { 0: 'enter' }, exchange, parts: { limits } })
    bench.send(sampleCandle(0, '30000'))
    // 5 % of 10,000 instead of a quarter.
    expect(exchange.submitted.map(({ order }) => formatAmount(order.quantity))).toEqual(['0.01666'])
    expect(logOf(bench.ledger)[0]).toContain("by the limit of the account's first days")
  })

  it('cuts a size to the limits rather than refusing it', () => {
    const limits = new LimitBook([
      ['bot:bot1', { ...NO_LIMITS, positionShareMax: rateFromPercent(10) }],
    ])
    const exchange = new ScriptedExchange()
    const bench = tradingBench({ plan: { 0: 'enter', 1: 'enter' }, exchange, parts: { limits } })
    for (const candle of flatCandles(0, 1)) bench.send(candle)
    const sizes = exchange.submitted.map(({ order }) => formatAmount(order.quantity))
    expect(sizes).toEqual(['0.03333'])
    expect(logOf(bench.ledger)[1]).toContain(
      "cut to 0 BTC by the bot's limit of 10 % of equity in one position, of which 999.9 USDT is taken",
    )
  })

  it('sizes by the stop that it will place', () => {
    const sizing = { kind: 'risk-percent', share: rateFromPercent(1) } as const
    const exits = { ...NO_EXITS, stop: rateFromPercent(2) }
    const bench = tradingBench({ plan: { 0: 'enter' }, bot: { sizing, exits } })
    bench.send(sampleCandle(0, '30000'))
    expect(logOf(bench.ledger)[0]).toContain(
      '100 USDT, ÷ 600 lost per BTC from 30000 to the stop at 29400 with costs of 0 % each way = 0.16666 BTC',
    )
  })

  it('does not size by a stop that the bot has not', () => {
    const sizing = { kind: 'risk-percent', share: rateFromPercent(1) } as const
    const bench = tradingBench({ plan: { 0: 'enter' }, bot: { sizing } })
    bench.send(sampleCandle(0, '30000'))
    expect(logOf(bench.ledger)).toEqual([
      'refused: the plan says enter (sizing: the risk in percent needs a stop, and this bot has none)',
    ])
    expect(bench.ledger.loadRecentOrders(9)).toEqual([])
  })

  it('sizes by the average true range once that is warm', () => {
    const sizing = {
      kind: 'volatility-target',
      share: rateFromPercent(0.1),
      period: 3,
      multiple: rateFromPercent(200),
    } as const
    const bench = tradingBench({ plan: { 1: 'enter', 2: 'enter' }, bot: { sizing } })
    for (let index = 0; index < 3; index += 1) {
      bench.send(sampleCandle(index, '30000', { high: price('30100'), low: price('29949.99') }))
    }
    const [, first, second] = logOf(bench.ledger)
    expect(first).toContain('the average true range is not known before 3 candles have closed')
    expect(second).toContain('÷ (2 × ATR(3) 150.01) = 0.03333 BTC')
  })

  it('refuses to sell what the bot does not hold', () => {
    const bench = tradingBench({ plan: { 0: 'exit' } })
    bench.send(sampleCandle(0, '30000'))
    expect(logOf(bench.ledger)[0]).toContain('refused: the plan says exit')
    expect(bench.ledger.loadRecentOrders(9)).toEqual([])
  })

  it('takes a purchase that still waits back before it sells', () => {
    const exchange = new ScriptedExchange()
    const bench = tradingBench({ plan: { 0: 'enter', 1: 'exit' }, exchange })
    for (const candle of flatCandles(0, 1)) bench.send(candle)
    expect(exchange.cancelled).toMatchObject([{ clientOrderId: `cb-${ID}` }])
  })
})
