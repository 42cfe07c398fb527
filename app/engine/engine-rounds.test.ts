import { describe, expect, it } from 'vitest'
import type { Balance } from '../domain/balance.ts'
import type { OrderEvent, OrderReply } from '../domain/order.ts'
import { success } from '../domain/result.ts'
import { money, quantity, sampleCandle, sampleOrder } from '../domain/sample-market.fixture.ts'
import { NO_ANSWER, ScriptedExchange } from '../exchanges/scripted-exchange.fixture.ts'
import type { OrderLookup } from '../ports/exchange-client.ts'
import { StoreError } from '../ports/store-error.ts'
import { sampleExecution, sampleReport } from '../reconciliation/sample-record.fixture.ts'
import { DISK_FULL, faultyLedgerStore } from '../storage/faulty-ledger-store.fixture.ts'
import { MemoryLedgerStore } from '../storage/memory-ledger-store.ts'
import { CLIENT_ORDER_ID, UNKNOWN } from './orders/desk-bench.fixture.ts'
import { afterRounds, answersHere } from './session/profile-bench.fixture.ts'
import { type BenchWishes, flatCandles, logOf, tradingBench } from './trading-bench.fixture.ts'

const UNTOUCHED = success([holding('USDT', '10000')])
const ABSENT: OrderLookup = { kind: 'absent' }

function holding(currency: string, total: string): Balance {
  const amount = money(total)
  return { currency, free: amount, used: money('0'), total: amount }
}

/** An engine that asks the exchange, which answers as a fresh account would. */
function openedBench(wishes: BenchWishes = {}) {
  const exchange = new ScriptedExchange()
  exchange.balances = UNTOUCHED
  const bench = tradingBench({ exchange, isCold: true, ...wishes })
  bench.engine.enqueue({ kind: 'feed', status: { state: 'running', message: '' } })
  const isReconciled = () => bench.engine.isReconciled
  return { ...bench, exchange, isReconciled }
}

/** What is left of an order when Cryptobot stops without having heard of it. */
function ledgerWithOrderInFlight(event?: OrderEvent): MemoryLedgerStore {
  const ledger = new MemoryLedgerStore()
  ledger.insertOrders([sampleOrder()])
  const bench = tradingBench({ ledger, isCold: true, exchange: new ScriptedExchange() })
  if (event) bench.engine.tracker.apply(event)
  return ledger
}

describe('an engine that opens', () => {
  it('trades once the exchange has answered every question, and not before', async () => {
    const { engine, exchange, send } = openedBench({ plan: { 0: 'enter', 1: 'enter' } })
    engine.open()
    send(sampleCandle(0, '30000'))
    expect(exchange.submitted).toEqual([])
    await answersHere()
    expect(engine.isReconciled).toBe(true)
    send(sampleCandle(1, '30000'))
    expect(exchange.submitted).toHaveLength(1)
  })

  it.each(['openOrders', 'executions', 'transfers', 'balances'] as const)(
    'waits as long as %s are not told',
    async (name) => {
      const { engine, exchange, timer, isReconciled } = openedBench()
      const answer = exchange[name]
      exchange[name] = NO_ANSWER
      engine.open()
      for (let round = 0; round < 40; round += 1) {
        timer.advance(2_000)
        await answersHere()
      }
      expect(isReconciled()).toBe(false)
      expect(engine.desk.trouble).toBe('the exchange did not answer')
      Object.assign(exchange, { [name]: answer })
      await afterRounds(timer, isReconciled)
    },
  )

  it('waits until every order of the last run is accounted for', async () => {
    const { engine, exchange, timer, ledger, isReconciled } = openedBench({
      ledger: ledgerWithOrderInFlight(),
    })
    engine.open()
    expect(ledger.loadOrder(CLIENT_ORDER_ID)).toMatchObject({ state: 'unresolved' })
    for (let round = 0; round < 20; round += 1) {
      timer.advance(2_000)
      await answersHere()
    }
    expect(isReconciled()).toBe(false)
    exchange.lookups.set(CLIENT_ORDER_ID, [ABSENT])
    await afterRounds(timer, isReconciled)
    expect(ledger.loadOrder(CLIENT_ORDER_ID)?.state).toBe('absent')
    expect(exchange.submitted).toEqual([])
  })

  it('asks for the rest as soon as the last doubt is gone', async () => {
    const { engine, exchange, timer, isReconciled } = openedBench({
      ledger: ledgerWithOrderInFlight(UNKNOWN),
    })
    exchange.lookups.set(CLIENT_ORDER_ID, [ABSENT])
    engine.open()
    await answersHere()
    expect(isReconciled()).toBe(false)
    timer.advance(2_000)
    await answersHere()
    expect(isReconciled()).toBe(true)
  })

  it('books what an order of the last run has traded meanwhile', async () => {
    const { engine, exchange, portfolio, isReconciled } = openedBench({
      ledger: ledgerWithOrderInFlight(),
    })
    const whole = { state: 'filled', filledQuantity: quantity('0.04') } as const
    exchange.lookups.set(CLIENT_ORDER_ID, [{ kind: 'found', report: sampleReport(whole) }])
    exchange.lookups.set('x1', [{ kind: 'found', report: sampleReport(whole) }])
    exchange.executions = success([sampleExecution()])
    exchange.balances = success([holding('USDT', '8798.8'), holding('BTC', '0.04')])
    engine.open()
    await answersHere()
    expect(portfolio.balance('BTC')).toBe(money('0.04'))
    expect(isReconciled()).toBe(true)
    expect(engine.desk.drifts.open()).toEqual([])
  })

  it('does not enter on a balance that it cannot explain, and does exit', async () => {
    const { engine, exchange, send, ledger, portfolio } = openedBench({ plan: { 0: 'enter' } })
    exchange.balances = success([holding('USDT', '10005')])
    engine.open()
    await answersHere()
    send(sampleCandle(0, '30000'))
    expect(exchange.submitted).toEqual([])
    expect(logOf(ledger).at(-1)).toContain('the balance of USDT is being checked')
    expect(portfolio.cash).toBe(money('10000'))
  })

  it('asks nothing and hears nothing once it is closed', async () => {
    const { engine, exchange, timer, isReconciled } = openedBench()
    engine.open()
    engine.close()
    timer.advance(60_000)
    await answersHere()
    expect(exchange.isClosed).toBe(true)
    expect(isReconciled()).toBe(false)
    expect(exchange.asked.filter((question) => question === 'open orders')).toHaveLength(1)
  })
})

describe('a connection that is lost', () => {
  it('stops trading until the exchange was asked about everything again', async () => {
    const { engine, exchange, send, ledger } = openedBench({ plan: { 0: 'enter', 1: 'enter' } })
    engine.open()
    await answersHere()
    exchange.balances = NO_ANSWER
    exchange.tell.onConnection('lost', 'the stream was cut')
    await answersHere()
    send(sampleCandle(0, '30000'))
    expect(exchange.submitted).toEqual([])
    expect(logOf(ledger).at(-1)).toContain('the stream was cut')
    exchange.balances = UNTOUCHED
    exchange.tell.onConnection('restored', '')
    await answersHere()
    send(sampleCandle(1, '30000'))
    expect(exchange.submitted).toHaveLength(1)
  })

  it('is not made up for by a round that had begun before', async () => {
    const { engine, exchange } = openedBench()
    const seen: boolean[] = []
    exchange.onAsked = (question) => {
      if (question === 'balances' && exchange.asked.length < 9) {
        exchange.tell.onConnection('lost', 'the stream was cut')
      }
      if (question === 'open orders') seen.push(engine.isReconciled)
    }
    engine.open()
    await answersHere()
    expect(seen).toEqual([false, false, false])
    expect(engine.isReconciled).toBe(true)
  })
})

describe('an order in doubt', () => {
  /** An engine that trades, with one order whose outcome is unknown. */
  async function doubtful() {
    const bench = openedBench({ plan: { 0: 'enter' } })
    bench.engine.open()
    await answersHere()
    bench.send(sampleCandle(0, '30000'))
    const { clientOrderId = '' } = bench.exchange.submitted[0] ?? {}
    const tell = (reply: Partial<OrderReply> & Pick<OrderReply, 'kind'>) =>
      bench.engine.enqueue({
        kind: 'reply',
        reply: { ...UNKNOWN, clientOrderId, ...reply } as OrderReply,
      })
    return { ...bench, clientOrderId, tell }
  }

  it('is asked for at once, and is not sent again whatever comes', async () => {
    const { exchange, tell, clientOrderId, timer, ledger, engine } = await doubtful()
    exchange.asked.length = 0
    tell({ kind: 'unknown' })
    await answersHere()
    expect(exchange.asked[0]).toBe(`order ${clientOrderId}`)
    exchange.lookups.set(clientOrderId, [ABSENT])
    await afterRounds(timer, () => ledger.loadOrder(clientOrderId)?.state === 'absent')
    for (const candle of flatCandles(0, 3)) engine.enqueue({ kind: 'candle', candle })
    expect(exchange.submitted).toHaveLength(1)
  })

  it('is not cancelled over and over while the exchange refuses to', async () => {
    const { exchange, engine, clientOrderId, timer, clock } = await doubtful()
    exchange.openOrders = success([sampleReport({ clientOrderId })])
    exchange.lookups.set(clientOrderId, [
      { kind: 'found', report: sampleReport({ clientOrderId }) },
    ])
    exchange.onCancel = () => exchange.tell.onCancelFailed(clientOrderId, 'not now')
    engine.enqueue({ kind: 'cancel', actor: 'window', clientOrderId })
    clock.advance(10_000)
    for (let turn = 0; turn < 50; turn += 1) await answersHere()
    expect(exchange.cancelled).toHaveLength(1)
    timer.advance(2_000)
    for (let turn = 0; turn < 50; turn += 1) await answersHere()
    expect(exchange.cancelled).toHaveLength(2)
  })
})

describe('while the store fails', () => {
  it('answers of the exchange do not pile up: it is asked anew', async () => {
    const ledger = new MemoryLedgerStore()
    const { store, failing } = faultyLedgerStore(ledger)
    const { engine, exchange, timer, portfolio } = openedBench({ ledger: store })
    engine.open()
    await answersHere()
    failing.add('appendTransfers')
    const deposit = { reference: 'd1', kind: 'deposit', currency: 'USDT', time: 1 } as const
    exchange.transfers = success([{ ...deposit, amount: money('5') }])
    exchange.balances = success([holding('USDT', '10005')])
    engine.reconcile('by hand')
    await answersHere()
    expect(engine.stalled).toBe(true)
    for (let round = 0; round < 20; round += 1) {
      timer.advance(30_000)
      await answersHere()
    }
    failing.clear()
    engine.enqueue({ kind: 'resume' })
    expect(portfolio.cash).toBe(money('10000'))
    engine.reconcile('by hand')
    await answersHere()
    expect(portfolio.cash).toBe(money('10005'))
    expect(engine.desk.drifts.open()).toEqual([])
  })

  it('a round that cannot read it halts trading, and the process lives', async () => {
    const { store, failing } = faultyLedgerStore(new MemoryLedgerStore())
    const { engine, exchange } = openedBench({ ledger: store })
    exchange.executions = success([sampleExecution()])
    failing.add('loadOrderByExchangeId')
    engine.open()
    await answersHere()
    expect(engine.trading).toMatchObject({
      state: 'halted',
      reason: `${DISK_FULL.message} ${DISK_FULL.action}`,
    })
    expect(DISK_FULL).toBeInstanceOf(StoreError)
  })
})

describe('news that meet a bug', () => {
  it('halt trading, and do not keep everything behind them from happening', () => {
    const exchange = new ScriptedExchange()
    const { engine, ledger, send } = tradingBench({ plan: { 0: 'enter' }, exchange })
    send(sampleCandle(0, '30000'))
    const { clientOrderId = '' } = exchange.submitted[0] ?? {}
    const impossible = sampleExecution({ clientOrderId, quantity: undefined as never })
    exchange.tell.onExecution(impossible)
    expect(engine.trading.state).toBe('halted')
    engine.enqueue({ kind: 'resume' })
    exchange.tell.onExecution(sampleExecution({ clientOrderId }))
    expect(ledger.loadFills()).toHaveLength(1)
    expect(engine.trading.state).toBe('active')
  })
})
