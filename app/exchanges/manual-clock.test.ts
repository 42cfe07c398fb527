import { describe, expect, it } from 'vitest'
import { ManualClock } from './manual-clock.ts'

describe('the manual clock', () => {
  it('stands still until it is told to go on', () => {
    const clock = new ManualClock(100)
    expect(clock.now()).toBe(100)
    clock.advance(50)
    expect(clock.now()).toBe(150)
  })

  it('calls whoever is due, in the order of their times and each at its own', () => {
    const clock = new ManualClock(0)
    const calls: string[] = []
    const note = (name: string) => () => calls.push(`${name} at ${clock.now()}`)
    clock.schedule(30, note('late'))
    clock.schedule(10, note('early'))
    clock.schedule(10, note('early too'))
    clock.schedule(-5, note('overdue'))
    clock.schedule(41, note('never'))
    clock.advance(40)
    expect(calls).toEqual(['overdue at 0', 'early at 10', 'early too at 10', 'late at 30'])
    expect(clock.now()).toBe(40)
  })

  it('calls on the way those who are scheduled on the way', () => {
    const clock = new ManualClock(0)
    const times: number[] = []
    const tick = () => {
      times.push(clock.now())
      clock.schedule(10, tick)
    }
    clock.schedule(10, tick)
    clock.advance(35)
    expect(times).toEqual([10, 20, 30])
  })

  it('calls nobody who took the wish back', () => {
    const clock = new ManualClock(0)
    let isCalled = false
    const takeBack = clock.schedule(10, () => {
      isCalled = true
    })
    takeBack()
    clock.advance(20)
    expect(isCalled).toBe(false)
  })
})
