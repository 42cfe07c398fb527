import { describe, expect, it } from 'vitest'
import type { CallBreaker, CallKind } from '../../ports/exchange-health.ts'
import { SettableClock } from '../settable-clock.fixture.ts'
import type { CallAnswer } from './call-answers.ts'
import { AT_ONCE_MAX, CallPolicy, REPEATS_MAX, UNANSWERED_MAX } from './call-policy.ts'

const START = 1_000_000
/** Longer than any pause after so few trips. */
const PAUSE_MS = 10_000
const WELL: CallAnswer = { ok: true, value: 'well', requests: [answered(200)] }
const UNSENT: CallAnswer = { ok: false, error: new Error('too heavy'), requests: [] }
const LOST: CallAnswer = failed('NetworkError', null)
const SLOW: CallAnswer = failed('RequestTimeout', null)
const DOWN: CallAnswer = failed('ExchangeNotAvailable', 503)
const LIMITED: CallAnswer = failed('RateLimitExceeded', 429)
const REFUSED: CallAnswer = failed('InvalidOrder', 400)

function answered(status: number | null) {
  const answer = status === null ? null : { status, headers: {}, json: undefined }
  return { method: 'GET', path: '/', answer }
}

function failed(name: string, status: number | null): CallAnswer {
  const error = Object.assign(new Error(name), { name })
  return { ok: false, error, requests: [answered(status)] }
}

function calling(kind: CallKind) {
  const clock = new SettableClock(START)
  const changes: CallBreaker['state'][] = []
  const policy = new CallPolicy({
    kind,
    clock,
    describe: (answer) => (answer.ok ? '' : `${String(answer.error)}!`),
    changed: ({ state }) => changes.push(state),
  })
  let sent = 0
  /** Pauses between repeats pass at once. */
  const call = async (answer: CallAnswer) => {
    const running = policy.run(async () => {
      sent += 1
      return answer
    })
    for (let turn = 0; turn < 20; turn += 1) {
      await new Promise((done) => setTimeout(done))
      clock.advance(0)
    }
    return running
  }
  const trip = async () => {
    for (let count = 0; count < UNANSWERED_MAX; count += 1) await policy.run(async () => SLOW)
  }
  return { clock, policy, changes, call, trip, sent: () => sent }
}

describe('calls that got no answer', () => {
  it.each([
    ['in time', SLOW],
    ['over a broken connection', LOST],
    ['but a failure', DOWN],
  ])('stop the next ones when too many in a row got none %s', async (_, answer) => {
    const { policy, changes } = calling('create')
    for (let count = 1; count < UNANSWERED_MAX; count += 1) await policy.run(async () => answer)
    expect(policy.blocked()).toBeUndefined()
    await policy.run(async () => answer)
    expect(policy.blocked()).toContain('got no answer')
    expect(policy.breaker()).toMatchObject({ state: 'open', since: START })
    expect(changes).toEqual(['open'])
  })

  it.each([
    ['an answer', WELL],
    ['a refusal', REFUSED],
    ['a wish for fewer', LIMITED],
  ])('do not add up across %s', async (_, between) => {
    const { policy } = calling('create')
    for (let count = 1; count < UNANSWERED_MAX; count += 1) await policy.run(async () => SLOW)
    await policy.run(async () => between)
    await policy.run(async () => SLOW)
    expect(policy.breaker().state).toBe('closed')
  })

  it('add up across one that was never sent, which tells nothing', async () => {
    const { policy } = calling('create')
    for (let count = 1; count < UNANSWERED_MAX; count += 1) await policy.run(async () => SLOW)
    expect(await policy.run(async () => UNSENT)).toBe(UNSENT)
    await policy.run(async () => SLOW)
    expect(policy.breaker().state).toBe('open')
  })

  it.each([
    ['refusals', REFUSED],
    ['wishes for fewer', LIMITED],
    ['never sent', UNSENT],
  ])('are not %s', async (_, answer) => {
    const { policy } = calling('account')
    for (let count = 0; count < 3 * UNANSWERED_MAX; count += 1) {
      expect(await policy.run(async () => answer)).toBe(answer)
    }
    expect(policy.breaker()).toMatchObject({ state: 'closed', reason: '', since: null })
  })
})

describe('while calls are stopped', () => {
  it('questions are not sent, and it is said why', async () => {
    const { policy, trip, call, sent } = calling('account')
    await trip()
    const answer = await call(WELL)
    expect(sent()).toBe(0)
    expect(answer).toMatchObject({ ok: false, requests: [], error: { name: 'RequestNotSent' } })
    expect(policy.breaker().reason).toContain('RequestTimeout')
  })

  it.each(['create', 'cancel'] as const)('a %s that comes all the same is sent', async (kind) => {
    const { policy, trip, call, sent } = calling(kind)
    await trip()
    expect(await call(WELL)).toBe(WELL)
    expect(sent()).toBe(1)
    expect(policy.breaker().state).toBe('open')
  })

  it('one goes to see after a pause, and its answer lets the others through', async () => {
    const { policy, trip, call, clock, changes } = calling('account')
    await trip()
    clock.advance(PAUSE_MS)
    expect(policy.blocked()).toBeUndefined()
    expect(await call(WELL)).toBe(WELL)
    expect(changes).toEqual(['open', 'half-open', 'closed'])
    expect(policy.breaker()).toMatchObject({ state: 'closed', reason: '', since: null })
  })

  it('the pause does not last longer because the clock was set back', async () => {
    const { policy, trip, call, clock } = calling('query')
    await trip()
    clock.set(-3_600_000)
    expect(policy.blocked()).toContain('got no answer')
    clock.advance(PAUSE_MS)
    expect(policy.blocked()).toBeUndefined()
    expect(await call(WELL)).toBe(WELL)
    expect(policy.breaker().state).toBe('closed')
  })

  it('nobody new is let through while one is out to see', async () => {
    const { policy, trip, clock } = calling('create')
    await trip()
    clock.advance(PAUSE_MS)
    let answer: (answer: CallAnswer) => void = () => undefined
    const probe = policy.run(() => new Promise((resolve) => (answer = resolve)))
    expect(policy.breaker().state).toBe('half-open')
    expect(policy.blocked()).toContain('got no answer')
    expect(await policy.run(async () => WELL)).toBe(WELL)
    answer(WELL)
    await probe
    expect(policy.breaker().state).toBe('closed')
  })

  it.each([
    ['got no answer', SLOW],
    ['was never sent', UNSENT],
  ])('the pause grows when the one that went to see %s', async (_, answer) => {
    const { policy, trip, clock } = calling('create')
    await trip()
    const pause = () => {
      const from = clock.now()
      while (policy.blocked() !== undefined) clock.advance(10)
      return clock.now() - from
    }
    const first = pause()
    await policy.run(async () => answer)
    expect(policy.breaker()).toMatchObject({ state: 'open', since: START })
    expect(pause()).toBeGreaterThan(1.2 * first)
  })
})

describe('a question', () => {
  const READS = ['query', 'account', 'market-data'] as const

  it.each(READS)('(%s) is asked again when the connection broke', async (kind) => {
    const { policy, clock } = calling(kind)
    const answers = [LOST, DOWN, WELL]
    const asked: number[] = []
    const running = policy.run(async () => {
      asked.push(clock.now())
      return answers.shift() ?? WELL
    })
    while (asked.length < 3) {
      await new Promise((done) => setTimeout(done))
      clock.advance(50)
    }
    expect(await running).toBe(WELL)
    expect(asked[1]).toBeGreaterThanOrEqual(START + 50)
    expect(policy.breaker().state).toBe('closed')
  })

  it('is given up after a few', async () => {
    const { policy, clock } = calling('account')
    let asked = 0
    let answer: CallAnswer | undefined
    const running = policy.run(async () => {
      asked += 1
      return LOST
    })
    void running.then((given) => (answer = given))
    while (answer === undefined) {
      await new Promise((done) => setTimeout(done))
      clock.advance(50)
    }
    expect(answer).toBe(LOST)
    expect(asked).toBe(1 + REPEATS_MAX.account)
  })

  it.each([
    ['had its time', SLOW],
    ['was refused', REFUSED],
    ['was limited', LIMITED],
  ])('that %s is not asked again', async (_, answer) => {
    const { call, sent } = calling('account')
    expect(await call(answer)).toBe(answer)
    expect(sent()).toBe(1)
  })
})

it.each(['create', 'cancel'] as const)('a %s is never sent again', async (kind) => {
  const { call, sent } = calling(kind)
  expect(await call(LOST)).toBe(LOST)
  expect(sent()).toBe(1)
})

it('what may go at once starts in the same tick', () => {
  const { policy } = calling('create')
  let hasStarted = false
  void policy.run(async () => {
    hasStarted = true
    return WELL
  })
  expect(hasStarted).toBe(true)
})

describe('when as many as may wait for their answers', () => {
  const hanging = () => new Promise<CallAnswer>(() => undefined)

  it('a question waits for its turn', async () => {
    const { policy, call, sent } = calling('account')
    const answers: ((answer: CallAnswer) => void)[] = []
    for (let count = 0; count < AT_ONCE_MAX.account; count += 1) {
      void policy.run(() => new Promise((resolve) => answers.push(resolve)))
    }
    const waiting = call(WELL)
    expect(sent()).toBe(0)
    answers[0]?.(WELL)
    expect(await waiting).toBe(WELL)
  })

  it('it is said before an order is written down, and one that was goes out', async () => {
    const { policy, call } = calling('create')
    for (let count = 0; count < AT_ONCE_MAX.create; count += 1) {
      expect(policy.blocked()).toBeUndefined()
      void policy.run(hanging)
    }
    expect(policy.blocked()).toBe('16 orders wait for an answer already')
    expect(await call(WELL)).toBe(WELL)
  })
})
