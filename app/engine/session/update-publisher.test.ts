import { describe, expect, it } from 'vitest'
import { type EngineStatus, type EngineUpdate, engineUpdate } from '../../contract/engine-view.ts'
import { HISTORY_LIMITS } from '../../contract/history-limits.ts'
import { MarketBook } from '../../domain/market-book.ts'
import {
  money,
  SAMPLE_MARKET,
  sampleCandle,
  sampleFill,
  sampleOrder,
} from '../../domain/sample-market.fixture.ts'
import { ManualClock } from '../../exchanges/manual-clock.ts'
import { SOME_RECORD } from '../trading-bench.fixture.ts'
import { UpdatePublisher } from './update-publisher.ts'

const STATUS: EngineStatus = {
  trading: { state: 'active', reason: '', since: 0 },
  states: { global: 'active', account: 'active', bots: {} },
  trips: [],
  killSwitch: null,
  feed: { state: 'running', message: '', lastCandleAt: null },
  speed: 2,
  bots: [],
  portfolio: {
    worth: { currency: 'USDT', equity: '0', unpriced: [] },
    equity: '1',
    change: '0',
    changePercent: 0,
    realised: '0',
    feesPaid: '0',
    balances: [],
    positions: [],
  },
  reconciliation: { isReconciled: true, reconciledAt: null, trouble: '' },
  drifts: [],
}

function bench() {
  const clock = new ManualClock(0)
  const updates: EngineUpdate[] = []
  const publisher = new UpdatePublisher({
    market: SAMPLE_MARKET,
    markets: new MarketBook([SAMPLE_MARKET]),
    lineIds: ['close'],
    clock,
    readStatus: () => STATUS,
    readLines: () => [1.5],
    publish: (update) => updates.push(update),
  })
  const close = (index: number) => publisher.candleClosed(sampleCandle(index, '30000'), money('7'))
  return { clock, updates, publisher, close }
}

describe('what is published', () => {
  it('comes together, a tenth of a second after the first of it', () => {
    const { clock, updates, publisher, close } = bench()
    close(0)
    publisher.orderChanged(sampleOrder({ clientOrderId: 'cb-1' }))
    publisher.fillBooked(sampleFill())
    publisher.decisionLogged(SOME_RECORD, 3)
    publisher.statusChanged()
    clock.advance(99)
    expect(updates).toEqual([])
    clock.advance(1)
    expect(updates).toHaveLength(1)
    const [update] = updates
    expect(update).toMatchObject({
      sequence: 1,
      candles: { close: [30_000], lines: { close: [1.5] } },
      equity: { equity: [7] },
      orders: [{ clientOrderId: 'cb-1', state: 'submitting' }],
      fills: [{ price: '30000', feeCurrency: 'USDT' }],
      decisions: [{ id: 3, detail: 'Close 30000' }],
    })
    expect(engineUpdate.parse(update)).toEqual(update)
  })

  it('brings a revised candle without points of its lines', () => {
    const { clock, updates, publisher } = bench()
    publisher.candleRevised(sampleCandle(0, '30001'))
    clock.advance(100)
    expect(updates[0]).toMatchObject({
      candles: { close: [30_001], lines: { close: [null] } },
      equity: { time: [] },
    })
  })

  it('is published once', () => {
    const { clock, updates, close, publisher } = bench()
    close(0)
    publisher.fillBooked(sampleFill())
    clock.advance(100)
    publisher.statusChanged()
    clock.advance(100)
    expect(updates[1]).toMatchObject({ fills: [], candles: { openTime: [] }, equity: { time: [] } })
  })

  it('is the last state of an order', () => {
    const { clock, updates, publisher } = bench()
    const order = sampleOrder({ clientOrderId: 'cb-1' })
    publisher.orderChanged(order)
    publisher.orderChanged({ ...order, state: 'open' })
    clock.advance(100)
    expect(updates[0]?.orders).toMatchObject([{ state: 'open' }])
  })

  it('is cut where a text is longer than the contract allows', () => {
    const { clock, updates, publisher } = bench()
    const long = 'x'.repeat(5_000)
    publisher.decisionLogged({ ...SOME_RECORD, reason: long, detail: () => long }, 1)
    publisher.orderChanged({ ...sampleOrder({ clientOrderId: 'cb-1' }), note: long })
    clock.advance(100)
    expect(engineUpdate.parse(updates[0]).decisions[0]?.detail).toHaveLength(2_000)
  })
})

describe('when it is published', () => {
  it('is at most every tenth of a second, numbered without gaps', () => {
    const { clock, updates, close } = bench()
    for (let index = 0; index < 100; index += 1) {
      close(index)
      clock.advance(10)
    }
    expect(updates.length).toBeLessThanOrEqual(10)
    expect(updates.map(({ sequence }) => sequence)).toEqual(updates.map((_, index) => index + 1))
    const candles = updates.flatMap(({ candles }) => candles.openTime)
    expect(candles).toEqual([...new Set(candles)])
  })

  it('is never when nothing happens', () => {
    const { clock, updates } = bench()
    clock.advance(10_000)
    expect(updates).toEqual([])
  })

  it('is at once on demand, and not again at its time', () => {
    const { clock, updates, close, publisher } = bench()
    publisher.flush()
    expect(updates).toEqual([])
    close(0)
    publisher.flush()
    expect([updates.length, publisher.sequence]).toEqual([1, 1])
    clock.advance(1_000)
    expect(updates).toHaveLength(1)
  })

  it('is earlier when more candles gather than the window shows', () => {
    const { updates, close } = bench()
    for (let index = 0; index < 3 * HISTORY_LIMITS.candles; index += 1) close(index)
    for (const { candles } of updates) {
      expect(candles.openTime.length).toBeLessThanOrEqual(HISTORY_LIMITS.candles + 1)
    }
    expect(updates.length).toBeGreaterThanOrEqual(2)
  })

  it('is never after it was stopped, whatever happens yet', () => {
    const { clock, updates, close, publisher } = bench()
    close(0)
    publisher.stop()
    close(1)
    publisher.flush()
    clock.advance(1_000)
    expect(updates).toEqual([])
  })
})
