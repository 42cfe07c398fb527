import { describe, expect, it } from 'vitest'
import { rateFromPercent, subtract } from '../../domain/amount.ts'
import { price, quantity } from '../../domain/sample-market.fixture.ts'
import { NOTHING_NEW, sampleRecord } from '../../reconciliation/sample-record.fixture.ts'
import {
  NOTHING_NATIVE,
  type ProtectionBench,
  type ProtectionWishes,
  protectionBench,
} from './protection-bench.fixture.ts'

const STOP_AT_2 = { stop: rateFromPercent(2) }

/** The one order of this kind that is at the exchange. */
function liveOne({ exchange }: ProtectionBench, type: string): string {
  const [one, second] = exchange.live().filter(({ request }) => request.order.type === type)
  if (one === undefined || second !== undefined) throw new Error(`not one ${type}`)
  return one.request.clientOrderId
}

function liveTypes({ exchange }: ProtectionBench): readonly string[] {
  return exchange.live().map(({ request }) => request.order.type)
}

function triggerOf({ order }: ProtectionBench, clientOrderId: string) {
  return order(clientOrderId).intent.triggerPrice
}

/** A round of questions that tells nothing of orders. */
function round({ engine, clock }: ProtectionBench, afterMs = 0): void {
  clock.advance(afterMs)
  const record = sampleRecord({ scope: 'orders', askedAt: clock.now(), openOrders: null })
  engine.enqueue({ kind: 'round', round: { ...NOTHING_NEW, trigger: 'interval', record } })
}

/** A bot that has sent its purchase. */
function entering(wishes: ProtectionWishes = {}) {
  const bench = protectionBench({ plan: { 0: 'enter' }, exits: STOP_AT_2, ...wishes })
  bench.candle(0, '30000')
  return { bench, entry: liveOne(bench, 'market') }
}

/** A bot that holds what it bought, with its stop at the exchange. */
function protectedBot(wishes: ProtectionWishes = {}) {
  const { bench, entry } = entering(wishes)
  bench.exchange.fill(entry)
  const stop = liveOne(bench, 'stop')
  bench.exchange.accept(stop)
  return { bench, entry, stop }
}

describe('the stop of a bot', () => {
  it('is placed when its purchase has traded, for all of it and at its level', () => {
    const { bench, entry } = entering()
    expect(liveTypes(bench)).toEqual(['market'])
    bench.exchange.fill(entry)
    const stop = bench.order(liveOne(bench, 'stop'))
    expect(stop.intent).toMatchObject({
      side: 'sell',
      purpose: 'exit',
      quantity: bench.exchange.base,
      triggerPrice: price('29400'),
    })
  })

  it('is not there for a bot without one, nor where the exchange watches no prices', () => {
    for (const wishes of [{ exits: {} }, { nativeTypes: NOTHING_NATIVE }]) {
      const { bench, entry } = entering(wishes)
      bench.exchange.fill(entry)
      expect(bench.exchange.live()).toEqual([])
      round(bench, 10_000)
      round(bench, 10_000)
      expect(bench.drifts()).toEqual([])
    }
  })

  it('waits for the last part of a purchase, but not for long', () => {
    const { bench, entry } = entering()
    bench.exchange.fill(entry, quantity('0.01'))
    bench.exchange.fill(entry, quantity('0.01'))
    expect(liveTypes(bench)).toEqual(['market'])
    round(bench, 5_000)
    const first = liveOne(bench, 'stop')
    expect(bench.order(first).intent.quantity).toBe(quantity('0.02'))
    bench.exchange.accept(first)
    bench.exchange.fill(entry)
    expect(bench.cancelsWanted()).toEqual([first])
    bench.exchange.carryOutCancel(first)
    const second = liveOne(bench, 'stop')
    expect(bench.order(second).intent.quantity).toBe(bench.exchange.base)
    expect(bench.exchange.oversold).toEqual([])
  })

  it('follows its trailing level in steps', () => {
    const exits = { trailing: rateFromPercent(2) }
    const { bench, stop } = protectedBot({ exits })
    expect(triggerOf(bench, stop)).toBe(price('29400'))
    bench.candle(1, '30050')
    expect(bench.cancelsWanted()).toEqual([])
    bench.candle(2, '30100')
    expect(bench.cancelsWanted()).toEqual([stop])
    bench.exchange.carryOutCancel(stop)
    expect(triggerOf(bench, liveOne(bench, 'stop'))).toBe(price('29498'))
  })

  it('makes way for the sale of a part, and comes back for the rest', () => {
    const plan = {
      0: { weight: 1, tolerance: 0 },
      1: { weight: 0.5, tolerance: 0 },
      2: { weight: 0.5, tolerance: 0.01 },
    }
    const { bench, stop } = protectedBot({ plan })
    const whole = bench.exchange.base
    bench.candle(1, '30000')
    expect(bench.cancelsWanted()).toEqual([stop])
    bench.exchange.carryOutCancel(stop)
    const sale = liveOne(bench, 'market')
    bench.exchange.fill(sale)
    expect(Number(bench.exchange.base)).toBeCloseTo(Number(whole) / 2, -4)
    const second = liveOne(bench, 'stop')
    expect(bench.order(second).intent.quantity).toBe(bench.exchange.base)
    bench.exchange.accept(second)
    bench.candle(2, '30000')
    expect(liveTypes(bench)).toEqual(['stop'])
    expect(bench.exchange.oversold).toEqual([])
  })

  it('makes way for an exit of the strategy, which sells what is left', () => {
    const { bench, stop } = protectedBot({ plan: { 0: 'enter', 2: 'exit' } })
    bench.candle(1, '30000')
    bench.exchange.fill(stop, quantity('0.01'))
    bench.candle(2, '30000')
    expect(bench.cancelsWanted()).toEqual([stop])
    expect(liveTypes(bench)).toEqual(['stop'])
    bench.exchange.fill(stop, quantity('0.02'))
    bench.exchange.carryOutCancel(stop)
    const exit = liveOne(bench, 'market')
    expect(bench.order(exit).intent.quantity).toBe(bench.exchange.base)
    bench.exchange.fill(exit)
    expect(bench.exchange.base).toBe(0)
    expect(bench.exchange.live()).toEqual([])
    expect(bench.exchange.oversold).toEqual([])
  })

  it('that fills while the exit waits leaves nothing to exit', () => {
    const { bench, stop } = protectedBot({ plan: { 0: 'enter', 1: 'exit' } })
    bench.candle(1, '30000')
    bench.exchange.fill(stop)
    bench.exchange.carryOutCancel(stop)
    expect(bench.exchange.live()).toEqual([])
    expect([...bench.engine.desk.openOrders()]).toEqual([])
  })

  it('comes back when the exit is rejected', () => {
    const { bench, stop } = protectedBot({ plan: { 0: 'enter', 1: 'exit' } })
    bench.candle(1, '30000')
    bench.exchange.carryOutCancel(stop)
    bench.exchange.reject(liveOne(bench, 'market'))
    expect(liveTypes(bench)).toEqual(['stop'])
  })

  it('that is rejected is shown missing, tried again after half a minute, and then shown no more', () => {
    const { bench, entry } = entering()
    bench.exchange.fill(entry)
    bench.exchange.reject(liveOne(bench, 'stop'))
    round(bench)
    expect(bench.drifts()).toEqual([])
    round(bench, 29_999)
    expect(bench.exchange.live()).toEqual([])
    expect(bench.drifts()).toEqual([expect.stringContaining('missing-stop: a stop at 29400 for')])
    round(bench, 1)
    bench.exchange.accept(liveOne(bench, 'stop'))
    round(bench)
    expect(bench.drifts()).toEqual([])
  })

  it('is shown missing again although an earlier one was ignored', () => {
    const { bench, entry } = entering()
    bench.exchange.fill(entry)
    const missAgain = () => {
      bench.exchange.reject(liveOne(bench, 'stop'))
      round(bench)
      round(bench, 29_999)
    }
    missAgain()
    const [drift] = bench.engine.desk.drifts.open()
    bench.engine.enqueue({
      kind: 'decide-drift',
      driftId: drift?.driftId ?? '',
      decision: 'ignore',
    })
    round(bench)
    expect(bench.drifts()).toEqual([])
    round(bench, 30_000)
    bench.exchange.accept(liveOne(bench, 'stop'))
    round(bench, 30_000)
    bench.exchange.carryOutCancel(liveOne(bench, 'stop'))
    missAgain()
    expect(bench.drifts()).toHaveLength(1)
  })

  it('is not placed while trading is halted, nor taken back for another', () => {
    const { bench, entry } = entering()
    bench.exchange.fill(entry, quantity('0.02'))
    round(bench, 5_000)
    const stop = liveOne(bench, 'stop')
    bench.exchange.accept(stop)
    bench.engine.enqueue({ kind: 'halt', reason: 'by you' })
    bench.exchange.fill(entry)
    expect(bench.cancelsWanted()).toEqual([])
    bench.exchange.carryOutCancel(stop)
    round(bench, 60_000)
    round(bench, 60_000)
    expect(bench.exchange.live()).toEqual([])
    expect(bench.drifts()).toHaveLength(1)
    bench.engine.enqueue({ kind: 'resume' })
    expect(liveTypes(bench)).toEqual(['stop'])
  })

  it('is not placed for dust, and is taken back when no more is left', () => {
    const { bench, entry } = entering()
    bench.exchange.fill(entry, quantity('0.00016'))
    bench.exchange.carryOutCancel(entry)
    expect(bench.exchange.live()).toEqual([])
    const other = protectedBot().bench
    const stop = liveOne(other, 'stop')
    const rest = other.exchange.base
    other.exchange.fill(stop, subtract(rest, quantity('0.0001')))
    expect(other.cancelsWanted()).toEqual([stop])
  })

  it('is placed again when it was cancelled by hand at the exchange', () => {
    const { bench, stop } = protectedBot()
    bench.clock.advance(60_000)
    bench.exchange.carryOutCancel(stop)
    expect(liveTypes(bench)).toEqual(['stop'])
  })

  it('is not placed over and over where the exchange cancels it at once', () => {
    const { bench, stop } = protectedBot()
    bench.exchange.carryOutCancel(stop)
    round(bench, 1_000)
    expect(bench.exchange.live()).toEqual([])
    round(bench, 30_000)
    expect(liveTypes(bench)).toEqual(['stop'])
  })

  it('waits until it is known what became of another', () => {
    const { bench, entry } = entering()
    bench.exchange.fill(entry)
    const clientOrderId = liveOne(bench, 'stop')
    const reply = { kind: 'unknown', clientOrderId, reason: 'no answer', time: 0 } as const
    bench.engine.enqueue({ kind: 'reply', reply })
    round(bench, 60_000)
    expect(bench.exchange.orders.size).toBe(2)
    bench.exchange.accept(clientOrderId)
    round(bench, 60_000)
    expect(bench.exchange.orders.size).toBe(2)
  })
})

describe('the stop of a bot, after the engine died', () => {
  it('is found, and no second one is placed', async () => {
    const { bench, stop } = protectedBot()
    const next = await bench.restarted()
    next.candle(1, '30000')
    expect(next.exchange.liveIds).toEqual([stop])
    expect(next.drifts()).toEqual([])
  })

  it('is found although its answer was lost', async () => {
    const { bench, entry } = entering()
    bench.exchange.fill(entry)
    const next = await bench.restarted()
    expect(liveTypes(next)).toEqual(['stop'])
    expect(next.states(liveOne(next, 'stop'))).toEqual(['open'])
  })

  it('is placed when the purchase was filled meanwhile', async () => {
    const { bench, entry } = entering()
    bench.exchange.close()
    bench.exchange.fill(entry)
    const next = await bench.restarted()
    expect(liveTypes(next)).toEqual(['stop'])
  })

  it('has filled: that is booked, and nothing is left to do', async () => {
    const { bench, stop } = protectedBot()
    bench.exchange.close()
    bench.exchange.fill(stop, undefined, price('29400'))
    const next = await bench.restarted()
    expect(next.runner.position.quantity).toBe(0)
    expect(next.states(stop)).toEqual(['filled'])
    expect(next.exchange.live()).toEqual([])
  })

  it('had made way for an exit: that is sent, once', async () => {
    const { bench, stop } = protectedBot({ plan: { 0: 'enter', 1: 'exit' } })
    bench.candle(1, '30000')
    bench.exchange.close()
    bench.exchange.carryOutCancel(stop)
    const next = await bench.restarted()
    expect(liveTypes(next)).toEqual(['market'])
    const again = await next.restarted()
    again.exchange.fill(liveOne(again, 'market'))
    expect(again.runner.position.quantity).toBe(0)
    expect(again.exchange.oversold).toEqual([])
  })

  it('had made way for another: that is placed', async () => {
    const exits = { trailing: rateFromPercent(2) }
    const { bench, stop } = protectedBot({ exits })
    bench.candle(1, '31000')
    expect(bench.cancelsWanted()).toEqual([stop])
    bench.exchange.close()
    bench.exchange.carryOutCancel(stop)
    const next = await bench.restarted()
    expect(liveTypes(next)).toEqual(['stop'])
  })
})
