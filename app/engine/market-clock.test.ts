import { expect, it } from 'vitest'
import { ManualClock } from '../exchanges/manual-clock.ts'
import { MarketClock } from './market-clock.ts'

it('is as late as the last thing that happened, and never goes back', () => {
  const clock = new MarketClock(new ManualClock(5_000), 10)
  clock.advanceTo(20)
  clock.advanceTo(15)
  expect(clock.now()).toBe(20)
})

it('leaves waiting to the real clock', () => {
  const real = new ManualClock(0)
  const clock = new MarketClock(real, 10)
  const called: string[] = []
  clock.schedule(100, () => called.push('kept'))
  clock.schedule(100, () => called.push('taken back'))()
  clock.advanceTo(1_000_000)
  expect(called).toEqual([])
  real.advance(100)
  expect(called).toEqual(['kept'])
  expect(clock.now()).toBe(1_000_000)
})
