import { expect, it } from 'vitest'
import { eventLoop } from './event-loop.ts'
import { judged } from './sample-inputs.fixture.ts'

it('trips at its threshold, and says so in numbers', () => {
  expect(judged(eventLoop, { eventLoopDelayMs: 500 })).toBe('Cryptobot was held up for 500 ms')
})

it('lets a near miss pass', () => {
  expect(judged(eventLoop, { eventLoopDelayMs: 499 })).toBeUndefined()
})

it('trips when it cannot judge', () => {
  expect(judged(eventLoop, { eventLoopDelayMs: Number.NaN })).toContain('is not known')
})
