import { describe, expect, it, vi } from 'vitest'
import type { EngineSnapshot } from '../../app/contract/engine-view.ts'
import type { Answer } from '../../app/contract/requests.ts'
import { createEngineStore } from './engine-store.ts'
import { sampleCandles, sampleSnapshot, sampleUpdate } from './sample-engine.ts'

function answering(snapshot: EngineSnapshot | null) {
  return vi.fn(async (): Promise<Answer<EngineSnapshot | null>> => ({ ok: true, value: snapshot }))
}

describe('applyUpdate', () => {
  it('applies the update that comes next', () => {
    const store = createEngineStore(answering(null))
    store.getState().applySnapshot(sampleSnapshot({ sequence: 4 }))
    store.getState().applyUpdate(sampleUpdate(5, { candles: sampleCandles([1]) }))
    expect(store.getState().snapshot?.candles.openTime).toEqual([1])
    expect(store.getState().snapshot?.sequence).toBe(5)
  })

  it('ignores an update that the snapshot already holds', () => {
    const store = createEngineStore(answering(null))
    store.getState().applySnapshot(sampleSnapshot({ sequence: 4 }))
    store.getState().applyUpdate(sampleUpdate(4, { candles: sampleCandles([1]) }))
    expect(store.getState().snapshot?.candles.openTime).toEqual([])
  })

  it('asks for a new snapshot when an update went missing', async () => {
    const load = answering(sampleSnapshot({ sequence: 9 }))
    const store = createEngineStore(load)
    store.getState().applySnapshot(sampleSnapshot({ sequence: 4 }))
    store.getState().applyUpdate(sampleUpdate(6))
    await expect.poll(() => store.getState().snapshot?.sequence).toBe(9)
    expect(load).toHaveBeenCalledTimes(1)
    expect(store.getState().generation).toBe(2)
  })

  it('asks for no snapshot while updates come in order', () => {
    const load = answering(null)
    const store = createEngineStore(load)
    store.getState().applySnapshot(sampleSnapshot({ sequence: 1 }))
    for (const sequence of [2, 3, 4]) store.getState().applyUpdate(sampleUpdate(sequence))
    expect(load).not.toHaveBeenCalled()
    expect(store.getState().generation).toBe(1)
  })
})

describe('loadSnapshot', () => {
  it('applies the updates that arrived meanwhile', async () => {
    const store = createEngineStore(answering(sampleSnapshot({ sequence: 7 })))
    const loading = store.getState().loadSnapshot()
    store.getState().applyUpdate(sampleUpdate(7, { candles: sampleCandles([1]) }))
    store.getState().applyUpdate(sampleUpdate(8, { candles: sampleCandles([2]) }))
    await loading
    expect(store.getState().snapshot?.candles.openTime).toEqual([2])
    expect(store.getState().snapshot?.sequence).toBe(8)
  })

  it('keeps what is shown when the request fails', async () => {
    const error = { code: 'x', message: 'no', action: '' }
    const store = createEngineStore(async () => ({ ok: false, error }))
    store.getState().applySnapshot(sampleSnapshot({ sequence: 4 }))
    await store.getState().loadSnapshot()
    expect(store.getState().snapshot?.sequence).toBe(4)
  })
})
