import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ManualClock } from '../manual-clock.ts'
import { SettableClock } from '../settable-clock.fixture.ts'
import type { RequestBudget, RequestKind } from './exchange-facts.ts'
import { QUEUED_MAX, RequestScheduler, type ScheduledRequest } from './request-scheduler.ts'

const BUDGET: RequestBudget = {
  windowMs: 1_000,
  weightMax: 20,
  weights: { cancel: 1, query: 1, create: 1, account: 5, 'market-data': 2 },
  usedHeader: 'x-used',
  remainingHeader: 'x-left',
}
const KINDS: readonly RequestKind[] = ['cancel', 'query', 'create', 'account', 'market-data']

interface Start {
  readonly name: string
  readonly time: number
}

function scheduled(budget: RequestBudget = BUDGET) {
  const clock = new SettableClock(1_000_000)
  const scheduler = new RequestScheduler({ clock, budget })
  const starts: Start[] = []
  const failures: string[] = []
  const ask = (kind: RequestKind, name: string, more: Partial<ScheduledRequest<void>> = {}) =>
    scheduler
      .run({
        kind,
        send: async () => {
          starts.push({ name, time: clock.now() })
        },
        ...more,
      })
      .catch((error: Error) => void failures.push(`${name}: ${error.message}`))
  const names = () => starts.map(({ name }) => name)
  return { clock, scheduler, starts, failures, ask, names }
}

function fill(ask: ReturnType<typeof scheduled>['ask'], weight: number): void {
  for (let spent = 0; spent < weight; spent += 1) void ask('cancel', 'filler')
}

describe('a request', () => {
  it('that the budget has room for leaves in the same tick', () => {
    const { ask, names, scheduler } = scheduled()
    expect(scheduler.startsAtOnce('create')).toBe(true)
    void ask('create', 'order')
    expect(names()).toEqual(['order'])
  })

  it('waits until there is room, and then goes', () => {
    const { ask, names, clock, scheduler } = scheduled()
    fill(ask, 18)
    expect(scheduler.startsAtOnce('create')).toBe(false)
    void ask('create', 'order')
    clock.advance(999)
    expect(names()).not.toContain('order')
    clock.advance(1)
    expect(names()).toContain('order')
  })

  it('that is more urgent goes first, and has a reserve', () => {
    const { ask, names, clock } = scheduled()
    fill(ask, 18)
    void ask('market-data', 'candles')
    void ask('create', 'order')
    void ask('query', 'lookup')
    expect(names().slice(18)).toEqual(['lookup'])
    void ask('cancel', 'cancel')
    expect(names().slice(19)).toEqual(['cancel'])
    clock.advance(1_000)
    expect(names().slice(20)).toEqual(['order', 'candles'])
  })

  it('does not overtake one of its own kind that waits, even when it is lighter', () => {
    const { ask, names, clock } = scheduled()
    fill(ask, 11)
    void ask('account', 'heavy')
    void ask('account', 'light', { weight: 1 })
    expect(names().slice(11)).toEqual([])
    clock.advance(1_000)
    expect(names().slice(11)).toEqual(['heavy', 'light'])
  })

  it('that can never fit is refused at once', async () => {
    const { ask, failures } = scheduled()
    await ask('market-data', 'huge', { weight: 13 })
    expect(failures).toEqual(['huge: It would cost 13, more than is ever allowed.'])
  })

  it('whose turn does not come in time is not sent at all', async () => {
    const { ask, failures, clock, scheduler, names } = scheduled()
    scheduler.pause(60_000)
    const order = ask('create', 'order')
    clock.advance(2_000)
    await order
    expect(failures).toEqual([
      "order: The exchange's limit left no room for it (create) within 2 s.",
    ])
    clock.advance(100_000)
    expect(names()).toEqual([])
  })

  it('can be called off while it waits, and not after', async () => {
    const { ask, failures, clock, scheduler, names } = scheduled()
    scheduler.pause(1_000)
    const [early, late] = [new AbortController(), new AbortController()]
    const waiting = ask('account', 'early', { signal: early.signal })
    void ask('account', 'late', { signal: late.signal })
    early.abort()
    await waiting
    clock.advance(1_000)
    late.abort()
    await ask('account', 'never', { signal: AbortSignal.abort() })
    expect(failures).toEqual([
      'early: It is not needed any more.',
      'never: It is not needed any more.',
    ])
    expect(names()).toEqual(['late'])
  })

  it('beyond the bounds of the queue is refused', async () => {
    const { ask, failures, scheduler } = scheduled()
    scheduler.pause(1_000)
    for (let count = 0; count < QUEUED_MAX; count += 1) void ask('query', 'lookup')
    await ask('query', 'one more')
    expect(failures).toEqual([
      `one more: ${QUEUED_MAX} requests (query) wait for the exchange's limit already.`,
    ])
    expect(scheduler.state().queued.query).toBe(QUEUED_MAX)
  })

  it('that fails at once fails like any other', async () => {
    const { ask, failures } = scheduled()
    await ask('query', 'lookup', {
      send: () => {
        throw new Error('no such method')
      },
    })
    expect(failures).toEqual(['lookup: no such method'])
  })

  it('that still waits when the connection is closed is refused', async () => {
    const { ask, failures, scheduler } = scheduled()
    scheduler.pause(1_000)
    const waiting = ask('cancel', 'cancel')
    scheduler.stop()
    await waiting
    expect(failures).toEqual(['cancel: The connection was closed before its turn.'])
  })

  it('that comes after the connection was closed is refused as well', async () => {
    const { ask, failures, names, scheduler } = scheduled()
    scheduler.stop()
    await ask('query', 'query')
    expect(names()).toEqual([])
    expect(failures).toEqual(['query: The connection was closed before its turn.'])
  })
})

describe('a kind that the exchange counts apart', () => {
  const APART: RequestBudget = {
    ...BUDGET,
    weightMax: 1_000,
    kindLimits: { create: { max: 3, windowMs: 1_000 }, cancel: { max: 2, windowMs: 500 } },
  }

  it('waits for its own limit, and keeps nobody else waiting', () => {
    const { ask, names, clock, scheduler } = scheduled(APART)
    for (let count = 1; count <= 5; count += 1) void ask('create', `order ${count}`)
    for (let count = 1; count <= 3; count += 1) void ask('cancel', `cancel ${count}`)
    expect(scheduler.startsAtOnce('account')).toBe(true)
    void ask('account', 'balance')
    const atOnce = ['order 1', 'order 2', 'order 3', 'cancel 1', 'cancel 2', 'balance']
    expect(names()).toEqual(atOnce)
    clock.advance(500)
    expect(names()).toEqual([...atOnce, 'cancel 3'])
    clock.advance(499)
    expect(scheduler.startsAtOnce('create')).toBe(false)
    clock.advance(1)
    expect(names()).toEqual([...atOnce, 'cancel 3', 'order 4', 'order 5'])
  })

  it('goes before what is less urgent once its turn has come', () => {
    const { ask, names, clock } = scheduled({ ...APART, weightMax: 20 })
    for (let count = 1; count <= 4; count += 1) void ask('create', `order ${count}`)
    for (let count = 0; count < 12; count += 1) void ask('query', 'lookup')
    void ask('account', 'balance')
    expect(names()).not.toContain('balance')
    clock.advance(1_000)
    const [order, balance] = [names().indexOf('order 4'), names().indexOf('balance')]
    expect(order).toBeGreaterThan(0)
    expect(balance).toBeGreaterThan(order)
  })
})

describe('one at a time', () => {
  it('signed requests wait for answers, cancels and market data do not', async () => {
    const clock = new ManualClock(0)
    const scheduler = new RequestScheduler({ clock, budget: BUDGET, oneAtATime: true })
    const log: string[] = []
    const answers: (() => void)[] = []
    const ask = (kind: RequestKind) =>
      scheduler.run({
        kind,
        send: () => {
          log.push(kind)
          return new Promise<void>((resolve) => answers.push(resolve))
        },
      })
    const first = ask('account')
    const second = ask('create')
    void ask('cancel')
    void ask('market-data')
    expect(scheduler.startsAtOnce('query')).toBe(false)
    expect(log).toEqual(['account', 'cancel', 'market-data'])
    answers[0]?.()
    await first
    expect(log).toEqual(['account', 'cancel', 'market-data', 'create'])
    answers[3]?.()
    await second
    expect(scheduler.startsAtOnce('query')).toBe(true)
  })

  it('a failure is an answer too', async () => {
    const clock = new ManualClock(0)
    const scheduler = new RequestScheduler({ clock, budget: BUDGET, oneAtATime: true })
    const failing = scheduler.run({ kind: 'query', send: () => Promise.reject(new Error('x')) })
    await expect(failing).rejects.toThrow('x')
    expect(scheduler.startsAtOnce('query')).toBe(true)
  })
})

describe('a ban', () => {
  it.each([
    [418, { 'Retry-After': '5' }, 5_000],
    [418, {}, 120_000],
    [429, { 'retry-after': '7' }, 7_000],
    [429, {}, 1_000],
    [503, { 'Retry-After': '3' }, 3_000],
  ])('by status %d and %j holds everything back for %d ms', (status, headers, ms) => {
    const { ask, names, clock, scheduler } = scheduled()
    scheduler.observe(status, headers)
    expect(scheduler.state().bannedUntil).toBe(clock.now() + ms)
    void ask('cancel', 'cancel')
    clock.advance(ms - 1)
    expect(names()).toEqual([])
    clock.advance(1)
    expect(names()).toEqual(['cancel'])
    expect(scheduler.state().bannedUntil).toBeNull()
  })

  it('of which nobody says how long it is grows while it is not enough, up to half a minute', () => {
    const { clock, scheduler } = scheduled()
    const lengths = Array.from({ length: 7 }, () => {
      scheduler.limited(null)
      // By another request that was under way.
      scheduler.observe(429, {})
      const left = (scheduler.state().bannedUntil ?? 0) - clock.now()
      clock.advance(left)
      return left
    })
    expect(lengths).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000])
    clock.advance(60_000)
    scheduler.limited(null)
    expect(scheduler.state().bannedUntil).toBe(clock.now() + BUDGET.windowMs)
  })

  it('of which nobody says how long it is follows one of a stated length', () => {
    const { clock, scheduler } = scheduled()
    scheduler.limited(5_000)
    expect(scheduler.state().bannedUntil).toBe(clock.now() + 5_000)
    clock.advance(5_000)
    scheduler.limited(null)
    expect(scheduler.state().bannedUntil).toBe(clock.now() + BUDGET.windowMs)
  })

  it('of which nobody says how long it is begins small again after one that is long over', () => {
    const { clock, scheduler } = scheduled()
    for (let count = 0; count < 4; count += 1) {
      scheduler.limited(null)
      clock.advance(8_000)
    }
    clock.advance(3_600_000)
    // A stated end that has passed already.
    scheduler.limited(0)
    expect(scheduler.state().bannedUntil).toBe(clock.now() + BUDGET.windowMs)
  })

  it('does not last longer because the clock was set back', () => {
    const { ask, names, clock, scheduler } = scheduled()
    scheduler.pause(5_000)
    void ask('cancel', 'cancel')
    clock.advance(1_000)
    clock.set(-3_600_000)
    expect(scheduler.blocked('create')).toContain('in 5 s')
    clock.advance(5_000)
    expect(names()).toEqual(['cancel'])
    expect(scheduler.state().bannedUntil).toBeNull()
  })

  it('ends when the exchange says so in a header of its own', () => {
    const budget: RequestBudget = { ...BUDGET, resetHeader: { name: 'x-reset', holds: 'delay' } }
    const { clock, scheduler } = scheduled(budget)
    scheduler.observe(200, { 'X-Reset': '900' })
    expect(scheduler.state().bannedUntil).toBeNull()
    scheduler.observe(429, { 'X-Reset': '900' })
    expect(scheduler.state().bannedUntil).toBe(clock.now() + 900)
  })

  it('is a reason to hold back what would come too late, and nothing else', () => {
    const { scheduler } = scheduled()
    expect(scheduler.blocked('create')).toBeUndefined()
    scheduler.pause(2_000)
    expect(scheduler.blocked('create')).toBeUndefined()
    scheduler.pause(2_001)
    expect(scheduler.blocked('create')).toBe(
      'it asked for fewer requests, and takes the next one in 3 s',
    )
    expect(scheduler.blocked('cancel')).toBeUndefined()
  })

  it('is not shortened by a later answer', () => {
    const { clock, scheduler } = scheduled()
    const end = clock.now() + 60_000
    scheduler.pause(60_000)
    scheduler.observe(429, { 'Retry-After': '1' })
    scheduler.observe(200, {})
    expect(scheduler.state().bannedUntil).toBe(end)
  })

  it('is not seen where there is none', () => {
    const { scheduler } = scheduled()
    scheduler.observe(200, { 'Retry-After': '5' })
    scheduler.observe(400, {})
    expect(scheduler.state().bannedUntil).toBeNull()
  })
})

describe('what the exchange counts', () => {
  it.each([{ 'X-Used': '19' }, { 'x-left': '1' }])('counts for us too: %j', (headers) => {
    const { scheduler } = scheduled()
    scheduler.observe(200, headers)
    expect(scheduler.state().usedWeight).toBe(19)
    expect(scheduler.startsAtOnce('query')).toBe(false)
    expect(scheduler.startsAtOnce('cancel')).toBe(true)
  })

  it('does not make less of what we know to have sent', () => {
    const { ask, scheduler } = scheduled()
    fill(ask, 5)
    scheduler.observe(200, { 'x-used': '2', 'x-left': 'much' })
    expect(scheduler.state().usedWeight).toBe(5)
  })
})

describe('any number of requests of a kind that is counted apart', () => {
  it('never are more than its limit in any window, and all go out', () => {
    const limit = { max: 4, windowMs: 700 }
    const delays = fc.array(fc.integer({ min: 0, max: 400 }), { minLength: 1, maxLength: 40 })
    fc.assert(
      fc.property(delays, (list) => {
        const { clock, ask, starts } = scheduled({ ...BUDGET, kindLimits: { create: limit } })
        for (const delay of list) {
          clock.advance(delay)
          void ask('create', 'order', { waitMsMax: 10 * 60_000 })
          void ask('query', 'lookup')
        }
        clock.advance(9 * 60_000)
        const times = starts.flatMap(({ name, time }) => (name === 'order' ? [time] : []))
        expect(times).toHaveLength(list.length)
        for (const end of times) {
          const within = times.filter((time) => time <= end && time > end - limit.windowMs)
          expect(within.length).toBeLessThanOrEqual(limit.max)
        }
      }),
    )
  })
})

describe('any number of requests', () => {
  const events = fc.array(
    fc.record({
      kind: fc.constantFrom(...KINDS),
      weight: fc.integer({ min: 1, max: 9 }),
      afterMs: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 700 })),
    }),
    { minLength: 1, maxLength: 80 },
  )

  function play(list: ReturnType<typeof events.generate>['value']) {
    const { clock, ask, starts, scheduler } = scheduled()
    const asked = list.map(({ kind, weight, afterMs }, index) => {
      clock.advance(afterMs)
      const waitMsMax = 10 * 60_000
      void ask(kind, String(index), { weight, waitMsMax })
      return { kind, weight, time: clock.now() }
    })
    clock.advance(10 * 60_000 - 1)
    const started = starts.map(({ name, time }) => ({
      ...{ index: Number(name), startedAt: time },
      ...(asked[Number(name)] ?? { kind: 'cancel' as const, weight: 0, time: 0 }),
    }))
    return { asked, started, state: scheduler.state() }
  }

  it('all go out, each once, and none before it was asked for', () => {
    fc.assert(
      fc.property(events, (list) => {
        const { asked, started } = play(list)
        expect(started.map(({ index }) => index).toSorted((a, b) => a - b)).toEqual(
          asked.map((_, index) => index),
        )
        for (const one of started) expect(one.startedAt).toBeGreaterThanOrEqual(one.time)
      }),
    )
  })

  it('never cost more than the budget in any window', () => {
    fc.assert(
      fc.property(events, (list) => {
        const { started } = play(list)
        for (const { startedAt: end } of started) {
          const within = started.filter(
            ({ startedAt }) => startedAt <= end && startedAt > end - BUDGET.windowMs,
          )
          const spent = within.reduce((sum, { weight }) => sum + weight, 0)
          expect(spent).toBeLessThanOrEqual(BUDGET.weightMax)
        }
      }),
    )
  })

  it('keep their order within a kind', () => {
    fc.assert(
      fc.property(events, (list) => {
        const { started } = play(list)
        for (const kind of KINDS) {
          const order = started.filter((one) => one.kind === kind).map(({ index }) => index)
          expect(order).toEqual(order.toSorted((a, b) => a - b))
        }
      }),
    )
  })

  it('go before what is less urgent and was waiting, or asked for, at the same time', () => {
    fc.assert(
      fc.property(events, (list) => {
        const { started } = play(list)
        for (const [place, one] of started.entries()) {
          const overtaken = started
            .slice(place + 1)
            .filter(({ index, time }) => time < one.startedAt && index < one.index)
          for (const other of overtaken) {
            expect(KINDS.indexOf(other.kind)).toBeGreaterThanOrEqual(KINDS.indexOf(one.kind))
          }
        }
      }),
    )
  })

  it('let every cancel out as soon as cancels alone would be', () => {
    fc.assert(
      fc.property(events, (list) => {
        const { started } = play(list)
        for (const { startedAt, time, kind, weight } of started) {
          if (kind !== 'cancel') continue
          const before = started.filter((one) => one.kind === 'cancel' && one.time <= time)
          const cancels = before.reduce((sum, one) => sum + one.weight, 0)
          // One window for what was sent before it, and one for each budget's worth of cancels.
          const windows = 1 + Math.ceil((cancels + weight) / (BUDGET.weightMax - 8))
          expect(startedAt - time).toBeLessThanOrEqual(windows * BUDGET.windowMs)
        }
      }),
    )
  })
})
