import { describe, expect, it } from 'vitest'
import type { DecisionView } from '../../app/contract/engine-view.ts'
import { HISTORY_LIMITS } from '../../app/contract/history-limits.ts'
import { mergeUpdate } from './merge-update.ts'
import { sampleCandles, sampleOrder, sampleSnapshot, sampleUpdate } from './sample-engine.ts'

describe('candles', () => {
  it('appends a candle that is new', () => {
    const snapshot = sampleSnapshot({ candles: sampleCandles([1, 2]) })
    const merged = mergeUpdate(snapshot, sampleUpdate(0, { candles: sampleCandles([3], 105) }))
    expect(merged.candles.openTime).toEqual([1, 2, 3])
    expect(merged.candles.close).toEqual([100, 100, 105])
  })

  it('replaces a candle whose open time is already there', () => {
    const snapshot = sampleSnapshot({ candles: sampleCandles([1, 2]) })
    const merged = mergeUpdate(snapshot, sampleUpdate(0, { candles: sampleCandles([2, 3], 105) }))
    expect(merged.candles.openTime).toEqual([1, 2, 3])
    expect(merged.candles.close).toEqual([100, 105, 105])
  })

  it('starts a strategy line that appears later with nothing', () => {
    const snapshot = sampleSnapshot({ candles: sampleCandles([1, 2]) })
    const candles = { ...sampleCandles([3]), lines: { fast: [99] } }
    const merged = mergeUpdate(snapshot, sampleUpdate(0, { candles }))
    expect(merged.candles.lines).toEqual({ fast: [null, null, 99] })
  })

  it('keeps the points of a line where a revised candle has none', () => {
    const before = { ...sampleCandles([1, 2]), lines: { fast: [98, 99] } }
    const revised = { ...sampleCandles([1], 105), lines: { fast: [null] } }
    const snapshot = sampleSnapshot({ candles: before })
    const merged = mergeUpdate(snapshot, sampleUpdate(0, { candles: revised }))
    expect(merged.candles.close).toEqual([105, 100])
    expect(merged.candles.lines).toEqual({ fast: [98, 99] })
  })

  it('keeps the newest and no more than the limit', () => {
    const times = Array.from({ length: HISTORY_LIMITS.candles }, (_, index) => index)
    const snapshot = sampleSnapshot({ candles: sampleCandles(times) })
    const merged = mergeUpdate(snapshot, sampleUpdate(0, { candles: sampleCandles([9_999]) }))
    expect(merged.candles.openTime).toHaveLength(HISTORY_LIMITS.candles)
    expect(merged.candles.openTime[0]).toBe(1)
    expect(merged.candles.openTime.at(-1)).toBe(9_999)
  })
})

describe('orders', () => {
  it('replaces an order by its intent, in its place', () => {
    const first = sampleOrder()
    const second = sampleOrder({ intentId: 'intent-2' })
    const filled = sampleOrder({ state: 'filled' })
    const snapshot = sampleSnapshot({ orders: [first, second] })
    const merged = mergeUpdate(snapshot, sampleUpdate(0, { orders: [filled] }))
    expect(merged.orders).toEqual([filled, second])
  })

  it('appends an order that is new', () => {
    const merged = mergeUpdate(sampleSnapshot(), sampleUpdate(0, { orders: [sampleOrder()] }))
    expect(merged.orders).toHaveLength(1)
  })
})

describe('decisions', () => {
  const decision = (id: number): DecisionView => ({
    id,
    time: 0,
    botId: 'bot-1',
    kind: 'watching',
    reason: '',
    detail: '',
    intentId: null,
  })

  it('appends what is new and takes what the snapshot held once', () => {
    const snapshot = sampleSnapshot({ decisions: [decision(1), decision(2)] })
    const update = sampleUpdate(1, { decisions: [decision(2), decision(3)] })
    expect(mergeUpdate(snapshot, update).decisions.map(({ id }) => id)).toEqual([1, 2, 3])
  })
})

describe('what did not change', () => {
  it('stays the same object, so that nothing is drawn again for it', () => {
    const snapshot = sampleSnapshot({ orders: [sampleOrder()] })
    const merged = mergeUpdate(snapshot, sampleUpdate(0))
    expect(merged.orders).toBe(snapshot.orders)
    expect(merged.candles).toBe(snapshot.candles)
    expect(merged.status.bots).toBe(snapshot.status.bots)
    expect(merged.status.trading).toBe(snapshot.status.trading)
  })

  it('becomes a new object when it says something else', () => {
    const update = sampleUpdate(0)
    const halted = { state: 'halted', reason: 'you pressed halt', since: 5 } as const
    const merged = mergeUpdate(sampleSnapshot(), {
      ...update,
      status: { ...update.status, trading: halted },
    })
    expect(merged.status.trading).toEqual(halted)
  })
})

describe('portfolio', () => {
  it('stays the same object as long as it says the same', () => {
    const snapshot = sampleSnapshot()
    const same = sampleUpdate(0, { status: structuredClone(snapshot.status) })
    const merged = mergeUpdate(snapshot, same)
    expect(merged.status.portfolio).toBe(snapshot.status.portfolio)
  })
})
