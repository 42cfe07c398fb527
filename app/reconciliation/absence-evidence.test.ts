import { describe, expect, it } from 'vitest'
import type { Order } from '../domain/order.ts'
import { SAMPLE_START, sampleOrder } from '../domain/sample-market.fixture.ts'
import { ScriptedExchange } from '../exchanges/scripted-exchange.fixture.ts'
import { AbsenceEvidence, UNNOTICED_MS_MAX } from './absence-evidence.ts'

const LAG_MS = 3_000
const WINDOW_MS = 5_000
/** When an order that was sent at the start could not arrive unseen any more. */
const COUNTS_FROM = SAMPLE_START + LAG_MS + WINDOW_MS + UNNOTICED_MS_MAX

const order: Order = sampleOrder({ time: SAMPLE_START })

function evidenceWith(visibilityLagMs: number, requestWindowMs: number): AbsenceEvidence {
  return new AbsenceEvidence(new ScriptedExchange({ visibilityLagMs, requestWindowMs }).traits)
}

describe('the absence of an order', () => {
  it('is proven by two looks, with the lag of the exchange between', () => {
    const evidence = evidenceWith(LAG_MS, WINDOW_MS)
    expect(evidence.note(order, COUNTS_FROM)).toBe(false)
    expect(evidence.note(order, COUNTS_FROM + LAG_MS)).toBe(true)
  })

  it('is not proven by a second look a moment too early', () => {
    const evidence = evidenceWith(LAG_MS, WINDOW_MS)
    evidence.note(order, COUNTS_FROM)
    expect(evidence.note(order, COUNTS_FROM + LAG_MS - 1)).toBe(false)
    expect(evidence.note(order, COUNTS_FROM + LAG_MS)).toBe(true)
  })

  it('does not count while the order could still arrive, or not be visible yet', () => {
    const evidence = evidenceWith(LAG_MS, WINDOW_MS)
    for (let early = SAMPLE_START; early < COUNTS_FROM; early += 500) {
      expect(evidence.note(order, early)).toBe(false)
    }
    expect(evidence.note(order, COUNTS_FROM + 10_000)).toBe(false)
    expect(evidence.note(order, COUNTS_FROM + 10_000 + LAG_MS)).toBe(true)
  })

  it('takes two looks apart from each other even where orders are visible at once', () => {
    const evidence = evidenceWith(0, WINDOW_MS)
    const from = SAMPLE_START + WINDOW_MS + UNNOTICED_MS_MAX
    expect(evidence.note(order, from)).toBe(false)
    expect(evidence.note(order, from + 999)).toBe(false)
    expect(evidence.note(order, from + 1_000)).toBe(true)
  })

  it('takes two looks at a simulated exchange as well, at the same time if need be', () => {
    const evidence = evidenceWith(0, 0)
    expect(evidence.note(order, SAMPLE_START)).toBe(false)
    expect(evidence.note(order, SAMPLE_START)).toBe(true)
  })

  it('begins anew when something was heard of the order', () => {
    const evidence = evidenceWith(LAG_MS, WINDOW_MS)
    evidence.note(order, COUNTS_FROM)
    evidence.forget(order.clientOrderId)
    expect(evidence.note(order, COUNTS_FROM + LAG_MS)).toBe(false)
    expect(evidence.note(order, COUNTS_FROM + 2 * LAG_MS)).toBe(true)
  })

  it('begins anew when the order has changed since it was last missed', () => {
    const evidence = evidenceWith(LAG_MS, WINDOW_MS)
    evidence.note(order, COUNTS_FROM)
    const changed = { ...order, updatedAt: COUNTS_FROM + 1 }
    const countsFrom = changed.updatedAt + LAG_MS + WINDOW_MS + UNNOTICED_MS_MAX
    expect(evidence.note(changed, countsFrom)).toBe(false)
    expect(evidence.note(changed, countsFrom + LAG_MS)).toBe(true)
  })

  it('of one order says nothing about another', () => {
    const evidence = evidenceWith(LAG_MS, WINDOW_MS)
    evidence.note(order, COUNTS_FROM)
    const other = { ...order, clientOrderId: 'cb-2' }
    expect(evidence.note(other, COUNTS_FROM + LAG_MS)).toBe(false)
  })
})
