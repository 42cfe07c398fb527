import { describe, expect, it, vi } from 'vitest'
import { ChainedAuditLog } from '../../audit/chained-audit-log.ts'
import type { BreakerName, BreakerSetting } from '../../domain/breaker.ts'
import { NOTHING_GUARDED } from '../../domain/guard-record.ts'
import type { Problem, Result } from '../../domain/result.ts'
import {
  money,
  price,
  quantity,
  SAMPLE_MARKET,
  sampleCandle,
} from '../../domain/sample-market.fixture.ts'
import type { Transfer } from '../../domain/transfer.ts'
import { ScriptedExchange } from '../../exchanges/scripted-exchange.fixture.ts'
import { NOTHING_NEW } from '../../reconciliation/sample-record.fixture.ts'
import { BREAKERS } from '../../risk/all-breakers.ts'
import { faultyLedgerStore } from '../../storage/faulty-ledger-store.fixture.ts'
import { MemoryAuditStore } from '../../storage/memory-audit-store.ts'
import { MemoryCandleStore } from '../../storage/memory-candle-store.ts'
import { MemoryLedgerStore } from '../../storage/memory-ledger-store.ts'
import { BotRunner } from '../bot-runner.ts'
import type { OrderTicket } from '../orders/place-ticket.ts'
import {
  type BenchWishes,
  flatCandles,
  logOf,
  OPENING,
  PLANNED_BOT,
  plannedStrategy,
  tradingBench,
} from '../trading-bench.fixture.ts'
import type { BreakerReset } from './breaker-desk.ts'

const WISH: OrderTicket = {
  intentId: 'wish',
  symbol: 'BTC/USDT',
  side: 'buy',
  type: 'limit',
  quantity: quantity('0.001'),
  limitPrice: price('30000'),
  triggerPrice: null,
  trailingRate: null,
  timeInForce: 'gtc',
  postOnly: false,
  stopPrice: null,
  targetPrice: null,
  replaces: null,
  limits: null,
}

/** An engine whose breakers are set otherwise, on an exchange that takes everything. */
function guardBench(
  changes: Partial<Record<BreakerName, Partial<BreakerSetting>>> = {},
  wishes: BenchWishes = {},
) {
  const ledger = wishes.ledger ?? new MemoryLedgerStore()
  const settings = Object.fromEntries(
    Object.entries(changes).map(([name, change]) => [
      name,
      { ...BREAKERS[name as BreakerName].defaults, ...change },
    ]),
  )
  if (Object.keys(changes).length > 0) ledger.saveGuard({ ...NOTHING_GUARDED, settings })
  const audit = new ChainedAuditLog(new MemoryAuditStore(), { now: () => 0 })
  const exchange = new ScriptedExchange()
  const bench = tradingBench({ exchange, ...wishes, ledger, parts: { audit, ...wishes.parts } })
  const place = (intentId: string) => {
    let outcome = ''
    const answer = (given: { readonly kind: string }) => {
      outcome = given.kind
    }
    bench.engine.enqueue({ kind: 'place', actor: 'window', ticket: { ...WISH, intentId }, answer })
    return outcome
  }
  const reset = (changed: Partial<BreakerReset> = {}) => {
    const wish = { name: 'order-rate', scope: 'account', reason: 'looked into it' } as const
    const answers: Result<null, Problem>[] = []
    bench.engine.enqueue({
      kind: 'reset-breaker',
      reset: { ...wish, actor: 'window', ...changed },
      answer: (given) => answers.push(given),
    })
    return answers[0]
  }
  const entries = () => audit.loadRecent(99).map(({ action, subject }) => `${action}: ${subject}`)
  return { ...bench, exchange, place, reset, entries }
}

describe('a burst of orders', () => {
  it('ends with the order that trips the breaker: none slips through', () => {
    const bench = guardBench({ 'order-rate': { threshold: 3 } })
    bench.send(sampleCandle(0, '30000'))
    const outcomes = ['a', 'b', 'c', 'd', 'e'].map(bench.place)
    expect(outcomes).toEqual(['sent', 'sent', 'sent', 'refused', 'refused'])
    expect(bench.exchange.submitted).toHaveLength(3)
    expect(bench.engine.trading.state).toBe('halted')
    expect(bench.engine.trading.reason).toContain('3 orders were sent in the last 1 min')
  })

  it('that stays below the threshold is let through', () => {
    const bench = guardBench({ 'order-rate': { threshold: 4 } })
    bench.send(sampleCandle(0, '30000'))
    for (const id of ['a', 'b', 'c']) expect(bench.place(id)).toBe('sent')
    expect(bench.engine.trading.state).toBe('active')
  })
})

describe('a trip that is latched', () => {
  function tripped() {
    const bench = guardBench({ 'order-rate': { threshold: 1 } })
    bench.send(sampleCandle(0, '30000'))
    bench.place('a')
    return bench
  }

  it('survives a restart, and a resume', () => {
    const { ledger } = tripped()
    const again = guardBench({}, { ledger })
    again.engine.enqueue({ kind: 'resume' })
    expect(again.engine.trading.state).toBe('halted')
    again.send(sampleCandle(1, '30000'))
    expect(again.place('b')).toBe('refused')
  })

  it('is reset with a reason only, and both are in the audit log', () => {
    const { reset, engine, place, entries } = tripped()
    expect(reset({ reason: ' ' })).toMatchObject({ ok: false, error: { code: 'no-reason' } })
    expect(engine.trading.state).toBe('halted')
    expect(reset()).toEqual({ ok: true, value: null })
    expect(engine.trading.state).toBe('active')
    expect(place('b')).toBe('sent')
    expect(entries().slice(0, 3)).toEqual([
      'order placed: order: cb-a',
      'breaker tripped: order-rate of account',
      'breaker reset: order-rate of account',
    ])
    expect(reset({ name: 'drawdown' })).toMatchObject({ error: { code: 'not-tripped' } })
  })
})

describe('equity', () => {
  const plan = { 0: 'enter' } as const
  const all = { sizing: { kind: 'percent-of-equity', share: 25_000_000 } } as BenchWishes['bot']

  function afterFallTo(close: string) {
    const bench = tradingBench({ plan, ...(all ? { bot: all } : {}) })
    for (const candle of flatCandles(0, 1)) bench.send(candle)
    bench.send(sampleCandle(2, close))
    return bench
  }

  it('that falls by a tenth within an hour halts the account', () => {
    const { engine } = afterFallTo('17000')
    expect(engine.guard.trips.map(({ name }) => name)).toContain('equity-drop')
    expect(engine.trading.state).toBe('halted')
  })

  it('that falls by a little less does not', () => {
    const { engine } = afterFallTo('26000')
    expect(engine.guard.trips.map(({ name }) => name)).toEqual(['price-jump'])
    expect(engine.trading.state).toBe('reducing')
  })

  it('is no loss where the money was taken out, after a restart either', () => {
    const ledger = new MemoryLedgerStore()
    const candles = new MemoryCandleStore()
    const bench = guardBench({}, { ledger, candles })
    bench.send(sampleCandle(0, '30000'))
    const time = bench.clock.now() - 90_000
    const taken = { reference: 't', kind: 'withdrawal', currency: 'USDT', time } as const
    const transfers = [{ ...taken, amount: money('-9000') }]
    bench.engine.enqueue({
      kind: 'round',
      round: { ...NOTHING_NEW, record: { ...NOTHING_NEW.record, transfers } },
    })
    expect(bench.engine.equity()).toBe(money('1000'))
    for (const candle of flatCandles(1, 2)) bench.send(candle)
    expect(bench.engine.guard.trips).toEqual([])
    const again = guardBench({}, { ledger, candles })
    again.send(sampleCandle(3, '30000'))
    expect(again.engine.guard.trips).toEqual([])
  })
})

describe('money that was moved just before the process died', () => {
  const at = (changes: Partial<Transfer>): Transfer => ({
    ...{ reference: 't', kind: 'withdrawal', currency: 'USDT', amount: money('-9000') },
    ...{ time: OPENING.time + 1 },
    ...changes,
  })

  /** The ledger has taken it; the marks that equity is held against had no time to. */
  function died(transfer: Transfer) {
    const { store: ledger, failing } = faultyLedgerStore(new MemoryLedgerStore())
    const candles = new MemoryCandleStore()
    const bench = guardBench({}, { ledger, candles })
    for (const candle of flatCandles(0, 1)) bench.send(candle)
    failing.add('saveGuard')
    const record = { ...NOTHING_NEW.record, transfers: [transfer] }
    bench.engine.enqueue({ kind: 'round', round: { ...NOTHING_NEW, record } })
    failing.clear()
    expect(ledger.loadTransfers()).toHaveLength(2)
    return { ledger, candles }
  }

  it('is no loss after the restart', () => {
    const again = guardBench({}, died(at({})))
    again.send(sampleCandle(2, '30000'))
    expect(again.engine.equity()).toBe(money('1000'))
    expect(again.engine.guard.trips).toEqual([])
  })

  it('is no gain either: what is lost then is held against all that is there', () => {
    const coins = at({ kind: 'deposit', currency: 'BTC', amount: money('1') })
    const again = guardBench({}, died(coins))
    again.send(sampleCandle(2, '30000'))
    again.send(sampleCandle(3, '25400'))
    expect(again.engine.equity()).toBe(money('35400'))
    expect(again.engine.guard.trips.map(({ name }) => name)).toContain('daily-loss')
  })
})

describe('equity that fell, once its breakers are reset', () => {
  const fallen = {
    'equity-drop': { threshold: 2 },
    drawdown: { threshold: 2 },
    'daily-loss': { threshold: 2, isLatched: true },
    'price-jump': { isOn: false },
  } as const
  const names = Object.keys(fallen).slice(0, 3) as BreakerName[]

  function afterFall() {
    const ledger = new MemoryLedgerStore()
    const coins = { ...OPENING, reference: 'opening-BTC', currency: 'BTC', amount: money('0.2') }
    ledger.appendTransfers([coins])
    const bench = guardBench(fallen, { ledger })
    for (const candle of flatCandles(0, 1)) bench.send(candle)
    bench.send(sampleCandle(2, '26000'))
    return bench
  }

  it('is measured anew from there', () => {
    const { engine, reset } = afterFall()
    expect(engine.guard.trips.map(({ name }) => name)).toEqual(expect.arrayContaining(names))
    for (const name of names) expect(reset({ name })).toEqual({ ok: true, value: null })
    expect(engine.trading.state).toBe('active')
  })

  it('is so after a restart too', () => {
    const { reset, ledger, candles } = afterFall()
    for (const name of names) reset({ name })
    const again = guardBench({}, { ledger, candles })
    again.send(sampleCandle(3, '26000'))
    expect(again.engine.guard.trips).toEqual([])
  })
})

describe('a strategy that is slow', () => {
  it('is not followed in what it took too long over', () => {
    const bench = guardBench({}, { plan: { 0: 'enter' } })
    const { evaluate } = bench.runner
    vi.spyOn(bench.runner, 'evaluate').mockImplementation((candle) => {
      bench.timer.advance(2_000)
      return evaluate.call(bench.runner, candle)
    })
    bench.send(sampleCandle(0, '30000'))
    expect(bench.exchange.submitted).toEqual([])
    expect(bench.engine.guard.gate.statusOf('bot1').state).toBe('halted')
  })
})

describe('a strategy that throws', () => {
  it('halts its own bot, says why, and begins anew once it is reset', () => {
    const { engine, runner, send, ledger, reset, place } = guardBench()
    const evaluate = vi.spyOn(runner, 'evaluate').mockImplementation(() => {
      throw new TypeError('undefined is not a function')
    })
    send(sampleCandle(0, '30000'))
    expect(engine.guard.gate.statusOf('bot1').state).toBe('halted')
    expect(engine.trading.state).toBe('active')
    expect(logOf(ledger)[0]).toContain('the strategy failed (TypeError: undefined is not a')
    expect(place('by-hand')).toBe('sent')
    evaluate.mockRestore()
    expect(reset({ name: 'strategy-failure', scope: 'bot:bot1' })).toMatchObject({ ok: true })
    expect(engine.guard.gate.statusOf('bot1').state).toBe('active')
    expect(runner.hasFailed).toBe(false)
  })
})

describe('states', () => {
  it('of a bot hold that bot, those of the profile everything', () => {
    const { engine, place, send } = guardBench()
    send(sampleCandle(0, '30000'))
    const set = (scope: 'global' | 'bot:bot1', state: 'active' | 'halted') =>
      engine.enqueue({
        kind: 'set-state',
        wish: { scope, state, reason: 'a pause', actor: 'window' },
        answer: () => undefined,
      })
    set('bot:bot1', 'halted')
    expect(engine.guard.gate.closed('enter', 'bot1')).toBe('trading is halted: a pause')
    expect(place('a')).toBe('sent')
    set('global', 'halted')
    expect(place('b')).toBe('refused')
    set('global', 'active')
    expect(place('c')).toBe('sent')
  })
})

describe('a look while all is well', () => {
  it('makes no objects, only the few numbers that the machine keeps apart', () => {
    const { engine, send } = guardBench()
    send(sampleCandle(0, '30000'))
    const { breakers } = engine.guard
    const looks = (count: number) => {
      const before = process.memoryUsage().heapUsed
      for (let look = 0; look < count; look += 1) breakers.check()
      return process.memoryUsage().heapUsed - before
    }
    looks(20_000)
    // Four numbers a look; the smallest object beside them would be more.
    expect(looks(100_000)).toBeLessThan(6_400_000)
  })
})

describe('after days without Cryptobot', () => {
  it('another price than the last one that was known is no fall, and no jump', () => {
    const first = tradingBench({ plan: { 0: 'enter' } })
    for (const candle of flatCandles(0, 1)) first.send(candle)
    const bench = tradingBench({ ledger: first.ledger, isCold: true })
    bench.portfolio.recallPrice('BTC/USDT', price('60000'))
    bench.engine.begin()
    bench.engine.enqueue({ kind: 'feed', status: { state: 'running', message: '' } })
    bench.engine.enqueue({ kind: 'tick' })
    expect(bench.engine.guard.gate.closed('enter')).toContain('has no price yet')
    bench.send(sampleCandle(2, '30000'))
    expect(bench.engine.guard.trips).toEqual([])
    expect(bench.engine.guard.gate.closed('enter')).toBeUndefined()
  })
})

describe('a burst within one candle', () => {
  it('ends before the next bot, although nothing else has happened meanwhile', () => {
    const bench = guardBench({ 'order-rate': { threshold: 1 } }, { plan: { 1: 'enter' } })
    const other = { ...PLANNED_BOT, id: 'bot2' }
    const plan = plannedStrategy({ 1: 'enter' })
    bench.engine.addBot(new BotRunner(other, 'running', plan, SAMPLE_MARKET))
    for (const candle of flatCandles(0, 1)) bench.send(candle)
    expect(bench.exchange.submitted).toHaveLength(1)
    expect(logOf(bench.ledger).at(-1)).toContain('blocked: the plan says enter (trading is halted')
  })
})
