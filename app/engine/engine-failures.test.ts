import { describe, expect, it, vi } from 'vitest'
import { sampleCandle, sampleFill } from '../domain/sample-market.fixture.ts'
import { ScriptedExchange } from '../exchanges/scripted-exchange.fixture.ts'
import { DISK_FULL, faultyLedgerStore } from '../storage/faulty-ledger-store.fixture.ts'
import { MemoryCandleStore } from '../storage/memory-candle-store.ts'
import { MemoryLedgerStore } from '../storage/memory-ledger-store.ts'
import { NO_LISTENER } from './engine-listener.ts'
import { flatCandles, tradingBench } from './trading-bench.fixture.ts'

function faultyBench(plan: Record<number, 'enter' | 'exit'> = {}) {
  const ledger = new MemoryLedgerStore()
  const { store, failing } = faultyLedgerStore(ledger)
  return { ...tradingBench({ plan, ledger: store }), stored: ledger, failing }
}

describe('when the store fails', () => {
  it('sends nothing that is not written down, and halts with what the user can do', () => {
    const { store, failing } = faultyLedgerStore(new MemoryLedgerStore())
    const exchange = new ScriptedExchange()
    const bench = tradingBench({ plan: { 0: 'enter' }, ledger: store, exchange })
    failing.add('insertOrders')
    bench.send(sampleCandle(0, '30000'))
    expect(exchange.submitted).toEqual([])
    expect(bench.engine.trading).toMatchObject({
      state: 'halted',
      reason: 'The disk is full. Free some space.',
    })
    expect(bench.engine.feed.state).toBe('failed')
    expect(bench.engine.stalled).toBe(true)
  })

  it.each(['bookFill', 'updateOrder'] as const)(
    'keeps what the exchange told when %s fails, and books it once when trading is resumed',
    (name) => {
      const bench = faultyBench({ 0: 'enter' })
      if (name === 'updateOrder') bench.failing.add(name)
      bench.send(sampleCandle(0, '30000'))
      bench.failing.add(name)
      bench.send(sampleCandle(1, '30000'))
      expect(bench.engine.stalled).toBe(true)
      expect(bench.stored.loadFills()).toEqual([])
      expect(bench.runner.position.quantity).toBe(0)
      bench.failing.clear()
      bench.engine.enqueue({ kind: 'resume' })
      expect(bench.engine.trading.state).toBe('active')
      expect(bench.stored.loadFills()).toHaveLength(1)
      expect(bench.stored.loadRecentOrders(9)).toMatchObject([{ state: 'filled' }])
      expect(bench.candles.loadRecentCandles(9)).toHaveLength(2)
      expect(bench.engine.equity()).toBe(bench.portfolio.equity())
      expect(bench.runner.position.quantity).toBeGreaterThan(0)
    },
  )

  it('stays halted when it still fails as trading is resumed, and forgets the wish', () => {
    const bench = faultyBench({ 0: 'enter' })
    bench.send(sampleCandle(0, '30000'))
    bench.failing.add('bookFill')
    bench.send(sampleCandle(1, '30000'))
    bench.engine.enqueue({ kind: 'resume' })
    bench.engine.enqueue({ kind: 'resume' })
    expect(bench.engine.trading.state).toBe('halted')
    bench.failing.clear()
    expect(bench.engine.trading.state).toBe('halted')
    bench.engine.enqueue({ kind: 'resume' })
    expect(bench.engine.trading.state).toBe('active')
    expect(bench.stored.loadFills()).toHaveLength(1)
  })

  it('is not resumed when a candle that waited cannot be stored', () => {
    const ledger = new MemoryLedgerStore()
    const { store, failing } = faultyLedgerStore(ledger)
    const candles = new MemoryCandleStore()
    const bench = tradingBench({ plan: { 0: 'enter' }, ledger: store, candles })
    bench.send(sampleCandle(0, '30000'))
    failing.add('bookFill')
    bench.send(sampleCandle(1, '30000'))
    failing.clear()
    const append = vi.spyOn(candles, 'append').mockImplementation(() => {
      throw DISK_FULL
    })
    bench.engine.enqueue({ kind: 'resume' })
    expect(bench.engine.trading.state).toBe('halted')
    expect(bench.engine.stalled).toBe(true)
    append.mockRestore()
    bench.engine.enqueue({ kind: 'resume' })
    expect(bench.engine.stalled).toBe(false)
    expect(ledger.loadFills()).toHaveLength(1)
  })

  it('has its halt still after a restart, if the store took at least that', () => {
    const bench = faultyBench({ 0: 'enter' })
    bench.failing.add('insertOrders')
    bench.send(sampleCandle(0, '30000'))
    expect(bench.stored.loadTradingStatus()).toMatchObject({ state: 'halted' })
  })

  it('is halted even when the halt cannot be stored, and says that it will not last', () => {
    const bench = faultyBench({ 0: 'enter' })
    bench.failing.add('saveTradingStatus')
    bench.engine.enqueue({ kind: 'halt', reason: 'by you' })
    bench.send(sampleCandle(0, '30000'))
    expect(bench.engine.trading.state).toBe('halted')
    expect(bench.engine.trading.reason).toContain('ends when Cryptobot does')
    expect(bench.stored.loadRecentOrders(9)).toEqual([])
  })

  it('takes a halt at once although events wait, and stores it', () => {
    const bench = faultyBench({ 0: 'enter' })
    bench.send(sampleCandle(0, '30000'))
    bench.failing.add('bookFill').add('saveTradingStatus')
    bench.send(sampleCandle(1, '30000'))
    bench.failing.delete('saveTradingStatus')
    bench.engine.enqueue({ kind: 'halt', reason: 'by you' })
    expect(bench.stored.loadTradingStatus()).toMatchObject({ state: 'halted', reason: 'by you' })
    expect(bench.engine.stalled).toBe(true)
  })
})

describe('when more happens than the queue holds', () => {
  /** A listener that reports so many events from within the engine. */
  function floodedBench(events: number) {
    let left = 1
    const bench = tradingBench({
      listener: {
        ...NO_LISTENER,
        candleClosed: () => {
          if (left === 0) return
          left -= 1
          for (let index = 0; index < events; index += 1) {
            bench.engine.enqueue({ kind: 'feed', status: { state: 'running', message: '' } })
          }
        },
      },
    })
    return bench
  }

  it('halts and says so', () => {
    const bench = floodedBench(10_001)
    bench.send(sampleCandle(0, '30000'))
    expect(bench.engine.trading.state).toBe('halted')
    expect(bench.engine.trading.reason).toContain('more than 10000 events are waiting')
  })

  it('goes on below that', () => {
    const bench = floodedBench(9_999)
    bench.send(sampleCandle(0, '30000'))
    expect(bench.engine.trading.state).toBe('active')
  })

  it('can be resumed although the queue is full', () => {
    const bench = faultyBench({ 0: 'enter' })
    bench.send(sampleCandle(0, '30000'))
    bench.failing.add('bookFill')
    bench.send(sampleCandle(1, '30000'))
    for (const candle of flatCandles(2, 10_010)) bench.engine.enqueue({ kind: 'candle', candle })
    expect(bench.engine.trading.reason).toContain('events are waiting')
    bench.failing.clear()
    bench.engine.enqueue({ kind: 'resume' })
    expect(bench.engine.trading.state).toBe('active')
    expect(bench.stored.loadFills()).toHaveLength(1)
  })
})

describe('a bug', () => {
  it('halts trading, and is not repeated when trading is resumed', () => {
    const bench = tradingBench({ plan: { 0: 'enter' } })
    const append = vi.spyOn(bench.candles, 'append').mockImplementation(() => {
      throw new TypeError('undefined is not a function')
    })
    bench.send(sampleCandle(0, '30000'))
    expect(bench.engine.trading).toMatchObject({
      state: 'halted',
      reason: expect.stringContaining('an internal error: TypeError'),
    })
    append.mockRestore()
    bench.engine.enqueue({ kind: 'resume' })
    expect(bench.engine.trading.state).toBe('active')
  })

  it('books a fill once even when its announcement failed', () => {
    let isBroken = true
    const bench = tradingBench({
      plan: { 0: 'enter' },
      listener: {
        ...NO_LISTENER,
        fillBooked: () => {
          if (isBroken) throw new Error('the window is gone')
        },
      },
    })
    for (const candle of flatCandles(0, 1)) bench.send(candle)
    const { cash } = bench.portfolio
    isBroken = false
    bench.engine.enqueue({ kind: 'resume' })
    expect(bench.ledger.loadFills()).toHaveLength(1)
    expect(bench.portfolio.cash).toBe(cash)
    expect(bench.engine.trading.state).toBe('active')
  })

  it('does not book a fill that comes twice', () => {
    const exchange = new ScriptedExchange()
    const bench = tradingBench({ plan: { 0: 'enter' }, exchange })
    bench.send(sampleCandle(0, '30000'))
    const clientOrderId = exchange.submitted[0]?.clientOrderId ?? ''
    const execution = sampleFill({ clientOrderId })
    exchange.tell.onExecution(execution)
    exchange.tell.onExecution(execution)
    expect(bench.ledger.loadFills()).toHaveLength(1)
    expect(bench.runner.position.quantity).toBe(execution.quantity)
  })
})
