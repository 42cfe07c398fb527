import { describe, expect, it } from 'vitest'
import { price } from '../../domain/sample-market.fixture.ts'
import type { LedgerStore } from '../../ports/ledger-store.ts'
import type { ExchangeRecord } from '../../reconciliation/exchange-record.ts'
import { gatherRecord } from '../../reconciliation/gather-record.ts'
import type { Round } from '../../reconciliation/reconcile-rounds.ts'
import { sampleRecord, sampleReport } from '../../reconciliation/sample-record.fixture.ts'
import { faultyLedgerStore } from '../../storage/faulty-ledger-store.fixture.ts'
import { MemoryLedgerStore } from '../../storage/memory-ledger-store.ts'
import {
  NOTHING_NATIVE,
  type ProtectionBench,
  protectionBench,
} from '../orders/protection-bench.fixture.ts'
import { logOf } from '../trading-bench.fixture.ts'
import { breakerBench } from './breaker-bench.fixture.ts'

const LIMIT = { type: 'limit', side: 'buy' } as const

/** A bot that holds something, an order by hand that rests, and a kill switch. */
function holding(ledger: LedgerStore = new MemoryLedgerStore()) {
  const bench = protectionBench({ plan: { 0: 'enter' }, nativeTypes: NOTHING_NATIVE, ledger })
  bench.candle(0, '30000')
  for (const id of bench.exchange.liveIds) bench.exchange.fill(id)
  bench.place({ ...LIMIT })
  for (const id of bench.exchange.liveIds) bench.exchange.accept(id)
  return bench
}

function pull({ engine }: ProtectionBench, flattens = true): void {
  const use = { cancels: true, flattens, reason: 'enough', actor: 'window' } as const
  engine.enqueue({ kind: 'kill-switch', use })
}

/** The exchange is asked for everything, and has nothing to add. */
function asked({ engine, clock }: ProtectionBench, changes: Partial<ExchangeRecord> = {}): void {
  clock.advance(1_000)
  const record = sampleRecord({ askedAt: clock.now(), ...changes })
  engine.enqueue({
    kind: 'round',
    round: { trigger: 'by hand', record, activity: engine.desk.activity },
  })
}

/** What the exchange says itself. */
async function round({ engine, exchange }: ProtectionBench): Promise<Round> {
  const record = await gatherRecord(exchange, engine.desk.questions('books'))
  return { trigger: 'by hand', record, activity: engine.desk.activity }
}

const stepsOf = ({ engine }: ProtectionBench) =>
  engine.guard.windDowns.shown?.steps.map(({ kind, state }) => `${kind} ${state}`)

describe('the kill switch', () => {
  it('halts, cancels, then sells, each confirmed only once the exchange was asked after it', () => {
    const bench = holding()
    const [order = ''] = bench.exchange.liveIds
    pull(bench)
    expect(bench.engine.trading.state).toBe('halted')
    expect(bench.cancelsWanted()).toEqual([order])
    expect(stepsOf(bench)).toEqual(['halt confirmed', 'cancel running', 'flatten waiting'])
    bench.exchange.carryOutCancel(order)
    expect(stepsOf(bench)).toEqual(['halt confirmed', 'cancel running', 'flatten waiting'])
    asked(bench)
    expect(stepsOf(bench)).toEqual(['halt confirmed', 'cancel confirmed', 'flatten running'])
    const [sale = ''] = bench.exchange.liveIds
    bench.exchange.fill(sale)
    expect(stepsOf(bench)?.at(-1)).toBe('flatten running')
    asked(bench)
    expect(stepsOf(bench)).toEqual(['halt confirmed', 'cancel confirmed', 'flatten confirmed'])
    expect(bench.exchange.base).toBe(0)
    expect(bench.ledger.loadGuard().windDowns).toEqual([])
  })

  it.each([
    [0, 'no order is open at the exchange; 1 were'],
    [2, 'no order of ours is open at the exchange; 1 were. Placed elsewhere and still open: 2'],
  ])('tells of %d orders that somebody else placed and that stay open', (count, text) => {
    const bench = holding()
    const [order = ''] = bench.exchange.liveIds
    pull(bench)
    bench.exchange.carryOutCancel(order)
    const foreign = Array.from({ length: count }, (_, index) =>
      sampleReport({ clientOrderId: null, exchangeOrderId: `foreign-${index}` }),
    )
    asked(bench, { openOrders: foreign })
    const step = { kind: 'cancel', state: 'confirmed', text }
    expect(bench.engine.guard.windDowns.shown?.steps[1]).toEqual(step)
  })

  it('is not confirmed by what the exchange said before the last thing that we did', () => {
    const bench = holding()
    pull(bench)
    const [order = ''] = bench.exchange.liveIds
    const before = bench.engine.desk.activity
    bench.exchange.carryOutCancel(order)
    const round = { trigger: 'by hand', record: sampleRecord(), activity: before } as const
    bench.engine.enqueue({ kind: 'round', round })
    expect(stepsOf(bench)).toEqual(['halt confirmed', 'cancel running', 'flatten waiting'])
  })

  it('says why an order is not taken back, and goes on trying until it is', async () => {
    const bench = holding()
    const [order = ''] = bench.exchange.liveIds
    pull(bench)
    const fail = () => {
      bench.clock.advance(5_000)
      bench.exchange.order(order).isCancelWanted = false
      bench.engine.enqueue({ kind: 'cancel-failed', clientOrderId: order, reason: 'no permission' })
    }
    fail()
    expect(stepsOf(bench)?.[1]).toBe('cancel running')
    bench.engine.enqueue({ kind: 'round', round: await round(bench) })
    expect(bench.cancelsWanted()).toEqual([order])
    fail()
    expect(stepsOf(bench)?.[1]).toBe('cancel failed')
    expect(bench.engine.guard.windDowns.shown?.steps[1]?.text).toBe(
      `0 of 1 orders are cancelled at the exchange. ${order} is not taken back: no permission. It is tried again.`,
    )
    expect(logOf(bench.ledger).at(-1)).toContain('a cancel fails, and is tried again')
    bench.engine.enqueue({ kind: 'round', round: await round(bench) })
    expect(bench.cancelsWanted()).toEqual([order])
    bench.exchange.carryOutCancel(order)
    asked(bench)
    expect(stepsOf(bench)).toEqual(['halt confirmed', 'cancel confirmed', 'flatten running'])
  })

  it('goes on after a restart, and holds trading until then', async () => {
    const bench = holding()
    pull(bench, false)
    const next = await bench.restarted()
    expect(next.engine.trading.state).toBe('halted')
    expect(stepsOf(next)).toEqual(['halt confirmed', 'cancel running'])
  })

  it('still sells when it is used again for less, after a restart too', async () => {
    const bench = holding()
    pull(bench)
    pull(bench, false)
    expect(stepsOf(bench)).toEqual(['halt confirmed', 'cancel running', 'flatten waiting'])
    const next = await bench.restarted()
    expect(stepsOf(next)).toEqual(['halt confirmed', 'cancel running', 'flatten waiting'])
  })

  it('sells nothing because of what was asked for before, and done', () => {
    const bench = holding()
    pull(bench)
    for (const id of bench.exchange.liveIds) bench.exchange.carryOutCancel(id)
    asked(bench)
    for (const id of bench.exchange.liveIds) bench.exchange.fill(id)
    asked(bench)
    pull(bench, false)
    expect(stepsOf(bench)).toEqual(['halt confirmed', 'cancel running'])
  })

  it('is given up by who resumes trading', () => {
    const bench = holding()
    pull(bench)
    bench.engine.enqueue({ kind: 'resume' })
    expect(bench.engine.guard.windDowns.shown).toBeNull()
    expect(bench.engine.trading.state).toBe('active')
  })

  it('cancels at once while the store fails, and refuses to sell, now and later', () => {
    const { store, failing } = faultyLedgerStore(new MemoryLedgerStore())
    const bench = holding(store)
    failing.add('bookFill').add('updateOrder').add('appendDecision').add('saveGuard')
    bench.engine.enqueue({ kind: 'stop-bot', botId: 'bot1' })
    expect(bench.engine.stalled).toBe(true)
    pull(bench)
    expect(bench.cancelsWanted()).toHaveLength(1)
    expect(stepsOf(bench)?.at(-1)).toBe('flatten failed')
    expect(bench.exchange.liveIds).toHaveLength(1)
  })
})

describe('a breaker that is to sell all, while the store fails', () => {
  it('cancels, says that nothing is sold, and sells nothing after a restart either', async () => {
    const bench = breakerBench('drawdown', { threshold: 1, action: 'flatten' })
    bench.failing.add('saveBot').add('saveGuard').add('appendDecision').add('updateOrder')
    bench.engine.enqueue({ kind: 'stop-bot', botId: 'bot1' })
    expect(bench.engine.stalled).toBe(true)
    bench.portfolio.markAt('BTC/USDT', price('20000'))
    bench.engine.enqueue({ kind: 'halt', reason: 'by you' })
    expect(bench.trips()).toEqual(['drawdown'])
    expect(stepsOf(bench)?.at(-1)).toBe('flatten failed')
    expect(bench.engine.guard.windDowns.shown?.steps.at(-1)?.text).toContain('nothing is sold')
    bench.failing.clear()
    const sold = bench.exchange.base
    // Whatever is stored next takes the guard's whole record with it.
    const wish = { scope: 'bot:bot1', state: 'halted', reason: 'still', actor: 'window' } as const
    bench.engine.enqueue({ kind: 'set-state', wish, answer: () => undefined })
    const next = await bench.restarted()
    expect(stepsOf(next)).toEqual(['halt confirmed', 'cancel running'])
    expect(next.exchange.base).toBe(sold)
  })
})
