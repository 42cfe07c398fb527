import { expect, it } from 'vitest'
import { breakerBench } from './breaker-bench.fixture.ts'

/** An account whose clock offset is asked about, by a breaker that halts until somebody resets it. */
function clockBench() {
  const bench = breakerBench('clock-offset', { action: 'halt', isLatched: true })
  const offsetIs = (clockOffsetMs: number | null) => {
    bench.exchange.healthTold = { ...bench.exchange.healthTold, clockOffsetMs }
    bench.clock.advance(1_000)
    bench.engine.enqueue({ kind: 'tick' })
  }
  const trip = () => bench.engine.guard.trips.find(({ name }) => name === 'clock-offset')
  return { ...bench, offsetIs, trip }
}

it('holds entries back while what a breaker judges is not known, and lets go when it is well', () => {
  const { offsetIs, trip, wish } = clockBench()
  offsetIs(null)
  expect(trip()?.setting).toMatchObject({ action: 'reduce', isLatched: false })
  expect([wish('buy'), wish('sell')]).toEqual(['refused', 'sent'])
  offsetIs(0)
  expect(trip()).toBeUndefined()
  expect(wish('buy')).toBe('sent')
})

it('does what is set, for good, once it is known and too bad', () => {
  const { offsetIs, trip, wish } = clockBench()
  offsetIs(null)
  offsetIs(400_000)
  expect(trip()).toMatchObject({
    setting: { action: 'halt', isLatched: true },
    reason: expect.not.stringContaining('not known'),
  })
  offsetIs(0)
  expect(trip()?.setting.isLatched).toBe(true)
  expect([wish('buy'), wish('sell')]).toEqual(['refused', 'refused'])
})

it('trips once for what stays bad', () => {
  const { offsetIs, trip } = clockBench()
  offsetIs(400_000)
  const first = trip()
  expect(first).toBeDefined()
  offsetIs(401_000)
  expect(trip()).toBe(first)
})
