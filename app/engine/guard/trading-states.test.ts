import { describe, expect, it } from 'vitest'
import { sampleCandle } from '../../domain/sample-market.fixture.ts'
import { ScriptedExchange } from '../../exchanges/scripted-exchange.fixture.ts'
import { NOTHING_NEW } from '../../reconciliation/sample-record.fixture.ts'
import { MemoryLedgerStore } from '../../storage/memory-ledger-store.ts'
import { NO_LISTENER } from '../engine-listener.ts'
import { flatCandles, logOf, tradingBench } from '../trading-bench.fixture.ts'

const RUNNING = { kind: 'feed', status: { state: 'running', message: '' } } as const

describe('before reconciliation', () => {
  it('trades nothing, and says so', () => {
    const exchange = new ScriptedExchange()
    const bench = tradingBench({ plan: { 0: 'enter', 1: 'exit' }, exchange, isCold: true })
    bench.engine.enqueue(RUNNING)
    for (const candle of flatCandles(0, 1)) bench.send(candle)
    expect(exchange.submitted).toEqual([])
    expect(logOf(bench.ledger)).toEqual([
      'blocked: the plan says enter (the account is not reconciled yet)',
      'blocked: the plan says exit (the account is not reconciled yet)',
    ])
  })

  it('trades from the first candle after it', () => {
    const exchange = new ScriptedExchange()
    const bench = tradingBench({ plan: { 0: 'enter', 1: 'enter' }, exchange, isCold: true })
    bench.engine.enqueue(RUNNING)
    bench.send(sampleCandle(0, '30000'))
    bench.engine.enqueue({ kind: 'round', round: NOTHING_NEW })
    bench.send(sampleCandle(1, '30000'))
    expect(exchange.submitted).toHaveLength(1)
  })
})

describe('a halt', () => {
  it('blocks entries and exits, and lets them through again when trading is resumed', () => {
    const exchange = new ScriptedExchange()
    const bench = tradingBench({ plan: { 0: 'enter', 1: 'exit', 2: 'enter' }, exchange })
    bench.engine.enqueue({ kind: 'halt', reason: 'too hot' })
    for (const candle of flatCandles(0, 1)) bench.send(candle)
    expect(exchange.submitted).toEqual([])
    expect(logOf(bench.ledger)).toEqual([
      'state: trading is halted (too hot)',
      'blocked: the plan says enter (trading is halted: too hot)',
      'blocked: the plan says exit (trading is halted: too hot)',
    ])
    bench.engine.enqueue({ kind: 'resume' })
    bench.send(sampleCandle(2, '30000'))
    expect(exchange.submitted).toHaveLength(1)
    expect(bench.engine.trading).toMatchObject({ state: 'active', reason: 'resumed by you' })
  })

  it('blocks the candles that already wait behind it', () => {
    const exchange = new ScriptedExchange()
    let isFirst = true
    const bench = tradingBench({
      plan: { 1: 'enter', 2: 'enter' },
      exchange,
      listener: {
        ...NO_LISTENER,
        candleClosed: () => {
          if (!isFirst) return
          isFirst = false
          bench.engine.enqueue({ kind: 'halt', reason: 'now' })
          bench.engine.enqueue({ kind: 'candle', candle: sampleCandle(1, '30000') })
          bench.engine.enqueue({ kind: 'candle', candle: sampleCandle(2, '30000') })
        },
      },
    })
    bench.send(sampleCandle(0, '30000'))
    expect(bench.candles.loadRecentCandles(9)).toHaveLength(3)
    expect(exchange.submitted).toEqual([])
  })

  it('survives a restart', () => {
    const ledger = new MemoryLedgerStore()
    tradingBench({ ledger }).engine.enqueue({ kind: 'halt', reason: 'too hot' })
    const exchange = new ScriptedExchange()
    const bench = tradingBench({ plan: { 0: 'enter' }, ledger, exchange })
    expect(bench.engine.trading).toMatchObject({ state: 'halted', reason: 'too hot' })
    bench.send(sampleCandle(0, '30000'))
    expect(exchange.submitted).toEqual([])
  })

  it('does not keep a fill that was on its way from being booked', () => {
    const bench = tradingBench({ plan: { 0: 'enter' } })
    bench.send(sampleCandle(0, '30000'))
    bench.engine.enqueue({ kind: 'halt', reason: 'too hot' })
    bench.send(sampleCandle(1, '30000'))
    expect(bench.ledger.loadFills()).toHaveLength(1)
    expect(bench.runner.position.quantity).toBeGreaterThan(0)
  })
})

describe('reducing', () => {
  const status = { state: 'reducing', reason: 'drawdown', since: 0 } as const

  it('lets exits through and blocks entries', () => {
    const bench = tradingBench({ plan: { 0: 'enter', 1: 'exit' }, parts: { status } })
    for (const candle of flatCandles(0, 1)) bench.send(candle)
    expect(logOf(bench.ledger)).toEqual([
      'blocked: the plan says enter (only reducing: drawdown)',
      expect.stringContaining('refused: the plan says exit'),
    ])
  })
})

describe('breakers', () => {
  it('block entries while the market data is stale, and not exits', () => {
    const bench = tradingBench({ plan: { 0: 'enter', 2: 'exit', 4: 'enter' } })
    for (const candle of flatCandles(0, 1)) bench.send(candle)
    bench.engine.enqueue({ kind: 'feed', status: { state: 'stale', message: 'gone quiet' } })
    for (const candle of flatCandles(2, 4)) bench.send(candle)
    const orders = bench.ledger.loadRecentOrders(9)
    expect(orders.map(({ intent }) => intent.purpose)).toEqual(['enter', 'exit'])
    expect(logOf(bench.ledger).at(-1)).toContain('the market data has not been current for')
  })

  it('block an entry on a candle that closed long ago, and not on the next one in time', () => {
    const exchange = new ScriptedExchange()
    const bench = tradingBench({ plan: { 0: 'enter', 10: 'enter' }, exchange })
    bench.clock.advance(600_000)
    bench.engine.enqueue({ kind: 'candle', candle: sampleCandle(0, '30000') })
    expect(exchange.submitted).toEqual([])
    expect(logOf(bench.ledger).at(-1)).toContain('this candle closed 540 s ago')
    bench.send(sampleCandle(10, '30000'))
    expect(exchange.submitted).toHaveLength(1)
  })
})

describe('a bot that is stopped', () => {
  it('decides nothing while its indicators keep up', () => {
    const exchange = new ScriptedExchange()
    const bench = tradingBench({ plan: { 0: 'enter', 1: 'enter' }, exchange })
    bench.engine.enqueue({ kind: 'stop-bot', botId: 'bot1' })
    bench.send(sampleCandle(0, '30123'))
    expect(exchange.submitted).toEqual([])
    expect(bench.runner.lines()).toEqual([30_123])
    bench.engine.enqueue({ kind: 'start-bot', botId: 'bot1' })
    bench.send(sampleCandle(1, '30000'))
    expect(exchange.submitted).toHaveLength(1)
    expect(logOf(bench.ledger).slice(0, 2)).toEqual([
      'state: the bot is stopped (by you)',
      'state: the bot is running (by you)',
    ])
  })

  it('is stored as stopped, and as running when it was started again', () => {
    const bench = tradingBench()
    bench.engine.enqueue({ kind: 'stop-bot', botId: 'bot1' })
    expect(bench.ledger.loadBots()).toMatchObject([{ status: 'stopped' }])
    bench.engine.enqueue({ kind: 'start-bot', botId: 'bot1' })
    expect(bench.ledger.loadBots()).toMatchObject([{ status: 'running' }])
  })

  it('is not logged again when it is stopped already, nor when there is no such bot', () => {
    const bench = tradingBench()
    bench.engine.enqueue({ kind: 'start-bot', botId: 'bot1' })
    bench.engine.enqueue({ kind: 'stop-bot', botId: 'nobody' })
    expect(logOf(bench.ledger)).toEqual([])
  })
})
