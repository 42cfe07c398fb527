import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Execution } from '../../domain/fill.ts'
import { money, price, quantity, SAMPLE_START } from '../../domain/sample-market.fixture.ts'
import type { OrderReport } from '../../ports/exchange-client.ts'
import type { ExchangeRecord } from '../../reconciliation/exchange-record.ts'
import { sampleExecution, sampleReport } from '../../reconciliation/sample-record.fixture.ts'
import { MemoryLedgerStore } from '../../storage/memory-ledger-store.ts'
import { pendingQuantity } from '../portfolio.ts'
import { type DeskWishes, deskBench } from './desk-bench.fixture.ts'

const ADOPTED = 'ext-x7-BTCUSDT'
/** 0.1 BTC at 30,000, placed elsewhere. */
const EXTERNAL = { clientOrderId: null, exchangeOrderId: 'x7' } as const

function report(changes: Partial<OrderReport> = {}): OrderReport {
  return sampleReport({ ...EXTERNAL, ...changes })
}

function trade(fillId: string, of: string): Execution {
  const cost = money(String(Number(of) * 30_000))
  return sampleExecution({ ...EXTERNAL, fillId, quantity: quantity(of), cost })
}

/** The exchange tells of trades, and of the order that they belong to when it is asked. */
function traded(executions: readonly Execution[], told: OrderReport): Partial<ExchangeRecord> {
  const lookup = { kind: 'found', report: told } as const
  return { executions, strangers: new Map([['BTC/USDT x7', lookup]]) }
}

/** A desk that has heard of an order placed elsewhere. */
function withExternal(wishes: DeskWishes = {}, told = report()) {
  const bench = deskBench(wishes)
  bench.settle({ openOrders: [told] })
  const drift = () => bench.desk.drifts.open().find(({ kind }) => kind === 'external-order')
  const decide = (kind: string, decision: 'adopt' | 'ignore') => {
    const open = bench.desk.drifts.open().find((one) => one.kind === kind)
    if (open) bench.desk.decideDrift(open.driftId, decision)
  }
  return { ...bench, drift, decide }
}

/** The same, taken over. */
function withAdopted(wishes: DeskWishes = {}, told = report()) {
  const bench = withExternal(wishes, told)
  bench.decide('external-order', 'adopt')
  bench.settle({ openOrders: [told] })
  return bench
}

describe('an order that was placed elsewhere, taken over', () => {
  it('is one by hand, under an id that nothing is ever sent under', () => {
    const { orderNow, desk, announced } = withAdopted()
    expect(orderNow(ADOPTED)).toMatchObject({
      state: 'open',
      exchangeOrderId: 'x7',
      intent: { botId: 'manual', side: 'buy', type: 'limit', limitPrice: price('30000') },
    })
    expect(desk.drifts.open()).toEqual([])
    expect(announced.orders.map(({ clientOrderId }) => clientOrderId)).toEqual([ADOPTED])
  })

  it('counts as what it may still buy', () => {
    const { desk } = withAdopted()
    const by = { botId: 'manual', symbol: 'BTC/USDT' }
    expect(pendingQuantity(desk.openOrders(), by, 'buy')).toBe(quantity('0.1'))
  })

  it('is taken over once, however often it is told of, and after a restart', () => {
    const { ledger, settle } = withAdopted()
    settle({ openOrders: [report(), report()] })
    const next = deskBench({ ledger })
    for (const order of ledger.loadOpenOrders()) next.desk.tracker.track(order)
    next.settle({ openOrders: [report()] })
    expect(ledger.loadRecentOrders(9)).toHaveLength(1)
    expect(next.desk.drifts.open()).toEqual([])
  })

  it('is taken over by the next life when this one died over the decision', () => {
    const { ledger, decide } = withExternal()
    decide('external-order', 'adopt')
    const next = deskBench({ ledger })
    next.settle({ openOrders: [report()] })
    expect(next.orderNow(ADOPTED).state).toBe('open')
  })

  it('is cancelled by the exchange’s id', () => {
    const { desk, exchange, orderNow, settle } = withAdopted()
    desk.cancel(orderNow(ADOPTED), 'by you')
    expect(exchange.cancelled).toMatchObject([{ clientOrderId: null, exchangeOrderId: 'x7' }])
    const lookup = { kind: 'found', report: report({ state: 'cancelled' }) } as const
    settle({ openOrders: [], lookups: new Map([[ADOPTED, lookup]]) })
    expect(orderNow(ADOPTED).state).toBe('cancelled')
  })

  it('has its trades booked by the exchange’s id, those of a stream too', () => {
    const { desk, orderNow, ledger, portfolio } = withAdopted()
    for (const _ of [1, 2]) desk.book(trade('f1', '0.04'))
    desk.book({ ...trade('f2', '0.06'), clientOrderId: 'web-1' })
    expect(orderNow(ADOPTED)).toMatchObject({ state: 'filled', filledQuantity: quantity('0.1') })
    expect(ledger.loadFills()).toHaveLength(2)
    expect(portfolio.position('manual', 'BTC/USDT').quantity).toBe(quantity('0.1'))
  })

  it('is asked for with all that it traded before', () => {
    const told = report({ filledQuantity: quantity('0.04'), time: SAMPLE_START - 3_600_000 })
    const { desk, clock } = withAdopted({}, told)
    clock.advance(10_000)
    expect(desk.questions('in-flight')).toMatchObject({
      orders: [{ clientOrderId: ADOPTED }],
      executionsSince: SAMPLE_START,
    })
  })

  it('takes the trades with it that were drifts of their own', () => {
    const told = report({ filledQuantity: quantity('0.04') })
    const { decide, settle, desk, ledger } = withExternal({}, told)
    settle({ openOrders: [told], ...traded([trade('f1', '0.04')], told) })
    expect(desk.drifts.open()).toHaveLength(2)
    decide('external-order', 'adopt')
    settle({ openOrders: [told], ...traded([trade('f1', '0.04')], told) })
    expect(desk.drifts.open()).toEqual([])
    expect(ledger.loadFills()).toHaveLength(1)
  })

  it('books a trade once that was adopted by itself before', () => {
    const told = report({ filledQuantity: quantity('0.04') })
    const { decide, settle, portfolio, desk } = withExternal({}, told)
    const again = { openOrders: [told], ...traded([trade('f1', '0.04')], told) }
    settle(again)
    decide('external-fill', 'adopt')
    decide('external-order', 'adopt')
    for (const _ of [1, 2]) settle(again)
    expect(portfolio.balance('BTC')).toBe(money('0.04'))
    expect(desk.balances().get('USDT')).toBe(money('8798.8'))
  })

  it('may have ended before it was asked for: what it traded is booked', () => {
    const { decide, settle, orderNow } = withExternal()
    decide('external-order', 'adopt')
    const told = report({ state: 'cancelled', filledQuantity: quantity('0.04') })
    settle({ openOrders: [], ...traded([trade('f1', '0.04')], told) })
    expect(orderNow(ADOPTED)).toMatchObject({
      state: 'cancelled',
      filledQuantity: quantity('0.04'),
    })
  })

  it('that works at the exchange although it ended here is a drift again', () => {
    const { desk, orderNow, settle, clock, drift } = withAdopted()
    desk.apply({
      ...{ kind: 'cancelled', clientOrderId: ADOPTED, exchangeOrderId: null, reason: 'gone' },
      ...{ reportedQuantity: quantity('0'), time: clock.now() },
    })
    expect(orderNow(ADOPTED).state).toBe('cancelled')
    settle({ openOrders: [report()] })
    clock.advance(60_000)
    settle({ openOrders: [report()] })
    expect(drift()).toMatchObject({ about: 'x7' })
  })

  it('rests as a stop where it has no price', () => {
    expect(withAdopted({}, report({ price: null })).orderNow(ADOPTED).intent).toMatchObject({
      type: 'stop',
      limitPrice: null,
    })
  })

  it('stays a drift where the exchange does not say for how much it is', () => {
    const { drift, ledger } = withAdopted({}, report({ quantity: quantity('0') }))
    expect(drift()).toBeDefined()
    expect(ledger.loadRecentOrders(9)).toEqual([])
  })
})

it('books each trade of an adopted order once, in whichever order news, decisions and restarts come', () => {
  const news = ['list', 'trades', 'stream', 'adopt-order', 'adopt-fill', 'ignore-fill', 'restart']
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...news), { maxLength: 25 }), (happenings) => {
      const ledger = new MemoryLedgerStore()
      let bench = withExternal({ ledger })
      let count = 0
      const trades: Execution[] = []
      const told = () => report({ filledQuantity: quantity((count / 100).toFixed(2)) })
      const everything = () => ({ openOrders: [told()], ...traded(trades, told()) })
      for (const happening of [...happenings, 'adopt-order', 'trades', 'trades']) {
        if (happening === 'stream' && count < 9) {
          count += 1
          const execution = trade(`f${count}`, '0.01')
          trades.push(execution)
          bench.desk.book(execution)
        }
        if (happening === 'list') bench.settle({ openOrders: [told()] })
        if (happening === 'trades') bench.settle(everything())
        if (happening === 'adopt-order') bench.decide('external-order', 'adopt')
        if (happening === 'adopt-fill') bench.decide('external-fill', 'adopt')
        if (happening === 'ignore-fill') bench.decide('external-fill', 'ignore')
        if (happening === 'restart') {
          const next = deskBench({ ledger })
          for (const order of ledger.loadOpenOrders()) next.desk.tracker.track(order)
          bench = { ...bench, ...next, decide: decideOn(next) }
        }
      }
      const filled = quantity((count / 100).toFixed(2))
      expect(bench.orderNow(ADOPTED).filledQuantity).toBe(filled)
      expect(ledger.loadFills()).toHaveLength(count)
      expect(bench.portfolio.balance('BTC')).toBe(filled)
      expect(bench.desk.drifts.open()).toEqual([])
    }),
    { numRuns: 300 },
  )
})

function decideOn({ desk }: Pick<ReturnType<typeof deskBench>, 'desk'>) {
  return (kind: string, decision: 'adopt' | 'ignore') => {
    const open = desk.drifts.open().find((one) => one.kind === kind)
    if (open) desk.decideDrift(open.driftId, decision)
  }
}
