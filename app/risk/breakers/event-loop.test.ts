import { expect, it } from 'vitest'
import { eventLoop } from './event-loop.ts'
import { judged } from './sample-inputs.fixture.ts'

it('trips at its threshold, and says so in numbers', () => {
  expect(judged(eventLoop, { eventLoopDelayMs: 2_000 })).toBe('Cryptobot was held up for 2 s')
})

it('lets a near miss pass', () => {
  expect(judged(eventLoop, { eventLoopDelayMs: 1_999 })).toBeUndefined()
})

it('trips when it cannot judge', () => {
  expect(judged(eventLoop, { eventLoopDelayMs: Number.NaN })).toContain('is not known')
})
