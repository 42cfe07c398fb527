import { expect, it } from 'vitest'
import { MarketBook } from '../domain/market-book.ts'
import { SAMPLE_MARKET, sampleFill } from '../domain/sample-market.fixture.ts'
import { describeLedgerStore } from './ledger-store.suite.ts'
import { MemoryLedgerStore } from './memory-ledger-store.ts'
import { nthOrder } from './nth-order.fixture.ts'

describeLedgerStore('memory', (markets = new MarketBook([SAMPLE_MARKET])) => {
  return new MemoryLedgerStore(markets)
})

it('books no fill of an order it does not have', () => {
  const store = new MemoryLedgerStore()
  expect(store.bookFill(sampleFill(), nthOrder(1))).toBe(false)
  expect(store.loadFills()).toEqual([])
})

it('lets the oldest of very many decisions go, and numbers on', () => {
  const store = new MemoryLedgerStore()
  const record = { time: 0, botId: 'bot1', kind: 'state', intentId: null } as const
  for (let index = 1; index <= 10_005; index += 1) {
    store.appendDecision({ ...record, reason: `reason ${index}`, detail: () => '' })
  }
  const kept = store.loadRecentDecisions(20_000)
  expect(kept.length).toBeGreaterThanOrEqual(500)
  expect(kept.length).toBeLessThanOrEqual(10_000)
  const oldest = 10_005 - kept.length + 1
  expect(kept[0]).toMatchObject({ id: oldest, reason: `reason ${oldest}` })
  expect(kept.at(-1)).toMatchObject({ id: 10_005, reason: 'reason 10005' })
})
