import fc from 'fast-check'
import { expect, it } from 'vitest'
import { BREAKER_COUNT_MAX as COUNT_MAX } from '../../domain/breaker.ts'
import { RollingCount } from './rolling-count.ts'

it('counts what happened less than the window ago', () => {
  const count = new RollingCount()
  for (const time of [0, 10, 20]) count.add(time)
  expect(count.within(20, 20)).toBe(2)
  expect(count.within(21, 20)).toBe(2)
})

it('counts as a list would, whatever happens when', () => {
  const steps = fc.array(fc.record({ passed: fc.nat(50), adds: fc.boolean() }), { maxLength: 300 })
  fc.assert(
    fc.property(steps, fc.integer({ min: 1, max: 400 }), (happenings, windowMs) => {
      const count = new RollingCount()
      const times: number[] = []
      let now = 0
      for (const { passed, adds } of happenings) {
        now += passed
        if (adds) {
          count.add(now)
          times.push(now)
        }
        expect(count.within(windowMs, now)).toBe(times.filter((one) => one > now - windowMs).length)
      }
    }),
  )
})

it('counts no further than it can, and goes on with the newest', () => {
  const count = new RollingCount()
  for (let time = 1; time <= COUNT_MAX + 500; time += 1) count.add(time)
  expect(count.within(10_000, COUNT_MAX + 500)).toBe(COUNT_MAX)
  expect(count.within(100, COUNT_MAX + 500)).toBe(100)
})

it('has nothing left once it is cleared', () => {
  const count = new RollingCount()
  count.add(1)
  count.clear()
  expect([count.size, count.within(10, 1)]).toEqual([0, 0])
})
