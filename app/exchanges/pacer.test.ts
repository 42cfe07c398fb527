import { describe, expect, it } from 'vitest'
import { ManualClock } from './manual-clock.ts'
import { Pacer } from './pacer.ts'

function pacerAt(candlesPerSecond: number) {
  const clock = new ManualClock(1_000_000)
  const sentAt: number[] = []
  let limit = Number.POSITIVE_INFINITY
  const pacer = new Pacer({
    clock,
    candlesPerSecond,
    sendNext: () => {
      sentAt.push(clock.now() - 1_000_000)
      return sentAt.length < limit
    },
  })
  return { clock, pacer, sentAt, endAfter: (count: number) => (limit = count) }
}

describe('pacer', () => {
  it('sends evenly at a slow pace', () => {
    const { clock, pacer, sentAt } = pacerAt(2)
    pacer.start()
    clock.advance(2_000)
    expect(sentAt).toEqual([500, 1_000, 1_500, 2_000])
  })

  it('sends nothing before it is started', () => {
    const { clock, sentAt } = pacerAt(2)
    clock.advance(10_000)
    expect(sentAt).toEqual([])
  })

  it.each([0.1, 1, 3, 7, 30, 99, 101, 333, 1_000])('keeps %d candles a second', (pace) => {
    const { clock, pacer, sentAt } = pacerAt(pace)
    pacer.start()
    clock.advance(100_000)
    expect(Math.abs(sentAt.length - 100 * pace)).toBeLessThanOrEqual(1 + pace / 50)
  })

  it('wakes up at most a hundred times a second at the highest pace', () => {
    const { clock, pacer, sentAt } = pacerAt(1_000)
    pacer.start()
    clock.advance(1_000)
    expect(sentAt.length).toBe(1_000)
    expect(new Set(sentAt).size).toBeLessThanOrEqual(100)
  })

  it('takes a new pace at once while it runs', () => {
    const { clock, pacer, sentAt } = pacerAt(0.1)
    pacer.start()
    clock.advance(5_000)
    pacer.setPace(2)
    clock.advance(1_000)
    expect(sentAt).toEqual([5_250, 5_750])
  })

  it('keeps a pace that was set while it stood still', () => {
    const { clock, pacer, sentAt } = pacerAt(1)
    pacer.setPace(4)
    pacer.start()
    clock.advance(1_000)
    expect(sentAt).toEqual([250, 500, 750, 1_000])
  })

  it('stops when there are no more', () => {
    const { clock, pacer, sentAt, endAfter } = pacerAt(100)
    endAfter(3)
    pacer.start()
    clock.advance(1_000)
    expect(sentAt.length).toBe(3)
    expect(pacer.running).toBe(false)
  })

  it('stops in the middle of a tick when it is told to', () => {
    const clock = new ManualClock(0)
    let sent = 0
    const pacer: Pacer = new Pacer({
      clock,
      candlesPerSecond: 1_000,
      sendNext: () => {
        sent += 1
        if (sent === 3) pacer.stop()
        return true
      },
    })
    pacer.start()
    clock.advance(1_000)
    expect(sent).toBe(3)
  })

  it('drops the backlog of a machine that slept', () => {
    let now = 0
    const wishes: (() => void)[] = []
    let sent = 0
    const clock = {
      now: () => now,
      schedule: (_: number, callback: () => void) => {
        wishes.push(callback)
        return () => undefined
      },
    }
    const pacer = new Pacer({ clock, candlesPerSecond: 100, sendNext: () => ++sent > 0 })
    pacer.start()
    now = 8 * 3_600_000
    wishes.shift()?.()
    expect(sent).toBe(50)
    now += 10
    wishes.shift()?.()
    expect(sent).toBe(52)
  })

  it('refuses a pace of zero', () => {
    expect(() => pacerAt(0)).toThrow('above zero')
  })
})
