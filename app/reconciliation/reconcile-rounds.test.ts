import { describe, expect, it } from 'vitest'
import { SAMPLE_START, sampleOrder } from '../domain/sample-market.fixture.ts'
import { ScriptedExchange } from '../exchanges/scripted-exchange.fixture.ts'
import { SettableClock } from '../exchanges/settable-clock.fixture.ts'
import type { Scope } from './exchange-record.ts'
import { gatherRecord } from './gather-record.ts'
import { ReconcileRounds, type Round } from './reconcile-rounds.ts'

/** Rounds at an exchange, with what each was for. */
function roundsBench(changes: { questionsFail?: () => boolean; failed?: () => void } = {}) {
  const clock = new SettableClock(SAMPLE_START)
  const exchange = new ScriptedExchange()
  const settled: Round[] = []
  const errors: unknown[] = []
  const unsure: number[] = []
  const doubt = { isThere: false }
  let activity = 0
  const rounds = new ReconcileRounds({
    gather: gatherRecord,
    exchange,
    clock,
    questions: (scope: Scope) => {
      if (changes.questionsFail?.()) throw new Error('the disk broke')
      return {
        scope,
        askedAt: clock.now(),
        orders: [sampleOrder()],
        symbols: [],
        executionsSince: 0,
        transfersSince: 0,
        isOurs: () => true,
      }
    },
    activity: () => activity,
    isAnythingInDoubt: () => doubt.isThere,
    settle: (round) => settled.push(round),
    unsure: (now) => unsure.push(now),
    failed: (error) => {
      errors.push(error)
      changes.failed?.()
    },
  })
  /** What there was, as "in-flight by interval", since this was asked last. */
  const news = async () => {
    await new Promise((resolve) => setImmediate(resolve))
    return settled.splice(0).map(({ trigger, record }) => `${record.scope} by ${trigger}`)
  }
  const act = () => {
    activity += 1
  }
  return { clock, exchange, rounds, settled, errors, unsure, doubt, news, act }
}

describe('rounds of questions', () => {
  it('begin with one about everything', async () => {
    const { rounds, news } = roundsBench()
    rounds.start()
    expect(await news()).toEqual(['books by start'])
  })

  it('ask about open orders every 10 s, and about everything every 30 s', async () => {
    const { rounds, clock, news } = roundsBench()
    rounds.start()
    await news()
    const heard: string[] = []
    for (let second = 1; second <= 60; second += 1) {
      clock.advance(1_000)
      for (const round of await news()) heard.push(`${second} s: ${round}`)
    }
    expect(heard).toEqual([
      '10 s: orders by interval',
      '20 s: orders by interval',
      '30 s: books by interval',
      '40 s: orders by interval',
      '50 s: orders by interval',
      '60 s: books by interval',
    ])
  })

  it('ask every 2 s about what is in doubt, and about nothing where nothing is', async () => {
    const { rounds, clock, doubt, news } = roundsBench()
    rounds.start()
    await news()
    clock.advance(2_000)
    expect(await news()).toEqual([])
    doubt.isThere = true
    clock.advance(2_000)
    expect(await news()).toEqual(['in-flight by interval'])
    clock.advance(2_000)
    expect(await news()).toEqual(['in-flight by interval'])
  })

  it('go on as ever after the clock was set back, and begin with everything', async () => {
    const { rounds, clock, news } = roundsBench()
    rounds.start()
    await news()
    clock.set(-3_600_000)
    clock.advance(2_000)
    expect(await news()).toEqual(['books by wake'])
    const heard: string[] = []
    for (let second = 1; second <= 30; second += 1) {
      clock.advance(1_000)
      for (const round of await news()) heard.push(`${second} s: ${round}`)
    }
    expect(heard).toEqual([
      '10 s: orders by interval',
      '20 s: orders by interval',
      '30 s: books by interval',
    ])
  })

  it('ask about everything after the machine slept', async () => {
    const { rounds, clock, news } = roundsBench()
    rounds.start()
    await news()
    clock.set(20_000)
    clock.advance(2_000)
    expect(await news()).toEqual(['books by wake'])
  })

  it('do not take a late tick for sleep', async () => {
    const { rounds, clock, news } = roundsBench()
    rounds.start()
    await news()
    clock.set(7_000)
    clock.advance(2_000)
    expect(await news()).toEqual([])
  })

  it('say that time is not known when a clock has jumped too little for sleep, also between two ticks', async () => {
    const { rounds, clock, news, unsure } = roundsBench()
    rounds.start()
    await news()
    clock.set(2_900)
    clock.advance(2_000)
    expect(unsure).toEqual([])
    clock.set(3_100)
    clock.advance(2_000)
    expect(unsure).toEqual([clock.now()])
    expect(await news()).toEqual(['orders by interval'])
    clock.set(7_000)
    rounds.request('in-flight', 'order')
    expect(unsure.at(-1)).toBe(clock.now())
  })

  it('run one at a time; what is asked for meanwhile becomes one round, as wide as the widest', async () => {
    const { rounds, news, exchange } = roundsBench()
    rounds.start()
    rounds.request('in-flight', 'order')
    rounds.request('orders', 'interval')
    rounds.request('books', 'reconnect')
    rounds.request('in-flight', 'order')
    expect(exchange.asked).toEqual(['open orders'])
    expect(await news()).toEqual(['books by start', 'books by reconnect'])
  })

  it('know that the machine slept although something else was asked for meanwhile', async () => {
    const { rounds, clock, news } = roundsBench()
    rounds.start()
    rounds.request('books', 'by hand')
    clock.set(20_000)
    clock.advance(2_000)
    expect(await news()).toEqual(['books by start', 'books by wake'])
  })

  it('carry the activity of when they were asked', async () => {
    const { rounds, settled, act } = roundsBench()
    act()
    rounds.start()
    act()
    await new Promise((resolve) => setImmediate(resolve))
    expect(settled.map(({ activity }) => activity)).toEqual([1])
  })

  it('end: what is answered later is not heard, and nothing is asked any more', async () => {
    const { rounds, clock, news, exchange } = roundsBench()
    rounds.start()
    rounds.stop()
    rounds.request('books', 'by hand')
    clock.advance(60_000)
    expect(await news()).toEqual([])
    expect(exchange.asked.filter((question) => question === 'open orders')).toHaveLength(1)
  })

  it('do not begin before they are started', async () => {
    const { rounds, clock, news } = roundsBench()
    rounds.request('books', 'order')
    clock.advance(60_000)
    expect(await news()).toEqual([])
  })

  it('go on after one that broke off, and say what it was', async () => {
    let isBroken = true
    const { rounds, clock, news, errors } = roundsBench({ questionsFail: () => isBroken })
    rounds.start()
    expect(await news()).toEqual([])
    expect(errors).toEqual([new Error('the disk broke')])
    isBroken = false
    clock.advance(30_000)
    expect(await news()).toContain('books by interval')
  })

  it('go on when those break who are told, and that is an error that nobody caught', async () => {
    let isBroken = true
    const failed = () => {
      throw new Error('the window broke')
    }
    const { rounds, clock, news } = roundsBench({ questionsFail: () => isBroken, failed })
    rounds.start()
    expect(await news()).toEqual([])
    expect(() => clock.advance(0)).toThrow('the window broke')
    isBroken = false
    clock.advance(30_000)
    expect(await news()).toContain('books by interval')
  })
})
